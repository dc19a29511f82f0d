const GOLDEN = (Math.sqrt(5) - 1) / 2;

interface Search {
  /** Concave: it rises to one summit and falls from there. */
  score: (at: number) => number;
  low: number;
  high: number;
  /** How exactly to find it. */
  within: number;
}

/** @returns where the score is greatest between `low` and `high`, by golden section */
export function summitOf({ score, low: from, high: to, within }: Search): number {
  let low = from;
  let high = to;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let leftScore = score(left);
  let rightScore = score(right);
  while (high - low > within) {
    if (leftScore > rightScore) {
      high = right;
      [right, rightScore] = [left, leftScore];
      left = high - GOLDEN * (high - low);
      leftScore = score(left);
    } else {
      low = left;
      [left, leftScore] = [right, rightScore];
      right = low + GOLDEN * (high - low);
      rightScore = score(right);
    }
  }
  return (low + high) / 2;
}

interface Descent extends Pick<Search, 'score' | 'within'> {
  summit: number;
  /** Farther from the summit is not looked. */
  reach: number;
}

/** @returns how far from its summit the score has fallen by 1, on average of both sides, by bisection */
export function halfWidthOf({ score, summit, reach, within }: Descent): number {
  const least = score(summit) - 1;
  const widthTo = (sign: number): number => {
    let near = 0;
    let far = reach;
    while (far - near > within) {
      const middle = (near + far) / 2;
      if (score(summit + sign * middle) >= least) near = middle;
      else far = middle;
    }
    return far;
  };
  return (widthTo(-1) + widthTo(1)) / 2;
}

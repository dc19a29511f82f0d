import type { Random } from '@watchparty/shared/simulation';

/** What one person does to the room. */
export type Command =
  | { kind: 'play' }
  | { kind: 'pause' }
  /** @property share of the whole film, 0 to 1 */
  | { kind: 'seek'; share: number }
  | { kind: 'rate'; rate: number };

/** What happens to one person alone. */
export type Mishap =
  /** They come in while the others are watching. */
  | { kind: 'join' }
  /** Their video stops coming, while somebody jumps to where they have nothing yet. */
  | { kind: 'stall'; lastingMs: number; share: number; by: number }
  /** Their whole device stands still. */
  | { kind: 'sleep'; lastingMs: number }
  /** Their browser freezes the page, as for another app in front. */
  | { kind: 'freeze'; lastingMs: number };

/** One thing that happens, and how long everybody then just watches, in milliseconds. */
export type Step =
  | { type: 'command'; by: number; command: Command; thenMs: number }
  | { type: 'mishap'; page: number; mishap: Mishap; thenMs: number };

export interface Scenario {
  /** Pages that are in before the first command. */
  early: readonly number[];
  steps: readonly Step[];
}

interface ScenarioOptions {
  /** At least 2. */
  pages: number;
  isShort: boolean;
  random: Random;
}

/**
 * Where people jump to in turn before the stall, and where at the stall, as shares of the film's 360 s. A browser loads
 * about 100 s ahead of the film: what it has not loaded yet must be left for the stall. And a press on the thumb of the
 * seek bar is no jump, so each is far from where the film is by then.
 */
const JUMPS = [
  [0.3, 0.38],
  [0.05, 0.12],
] as const;
const STALL_JUMP = [0.92, 0.94] as const;

/** An evening in small. Where in the film people jump to is drawn. */
export function planScenario({ pages, isShort, random }: ScenarioOptions): Scenario {
  const late = pages - 1;
  const early = Array.from({ length: pages }, (_, index) => index).filter((index) => index !== late);
  const share = ([min, max]: readonly [number, number]): number =>
    Math.round(random.between(min, max) * 1000) / 1000;
  let jumps = 0;
  const play = (by: number, thenMs: number): Step => command(by, { kind: 'play' }, thenMs);
  const pause = (by: number, thenMs: number): Step => command(by, { kind: 'pause' }, thenMs);
  const seek = (by: number, thenMs: number): Step => {
    const place = share(JUMPS[jumps % 2 === 0 ? 0 : 1]);
    jumps += 1;
    return command(by, { kind: 'seek', share: place }, thenMs);
  };
  const rate = (by: number, value: number, thenMs: number): Step =>
    command(by, { kind: 'rate', rate: value }, thenMs);
  const other = pages > 2 ? 1 : 0;

  if (isShort) {
    return {
      early,
      steps: [
        play(0, 6_000),
        mishap(late, { kind: 'join' }, 6_000),
        seek(other, 6_000),
        rate(0, 1.25, 6_000),
        rate(0, 1, 6_000),
        pause(other, 2_500),
        play(0, 6_000),
        mishap(other, { kind: 'sleep', lastingMs: 5_000 }, 6_000),
      ],
    };
  }
  return {
    early,
    steps: [
      play(0, 9_000),
      seek(0, 7_000),
      pause(other, 3_000),
      play(other, 7_000),
      mishap(late, { kind: 'join' }, 8_000),
      seek(other, 7_000),
      rate(0, 1.25, 8_000),
      rate(other, 1.5, 8_000),
      rate(0, 1, 8_000),
      // The second one overtakes the first on its way.
      seek(0, 400),
      seek(0, 7_000),
      mishap(
        other,
        { kind: 'stall', lastingMs: 5_000, share: share(STALL_JUMP), by: other === 0 ? late : 0 },
        8_000,
      ),
      pause(0, 3_000),
      seek(0, 3_000),
      play(0, 5_000),
      // Enough commands for one in twenty to be told from the worst.
      seek(late, 5_000),
      pause(late, 2_500),
      play(other, 5_000),
      seek(other, 5_000),
      pause(other, 2_500),
      play(0, 5_000),
      seek(0, 5_000),
      pause(0, 2_500),
      play(late, 7_000),
      mishap(late, { kind: 'freeze', lastingMs: 8_000 }, 7_000),
      mishap(other, { kind: 'sleep', lastingMs: 20_000 }, 7_000),
      seek(0, 20_000),
    ],
  };
}

function command(by: number, what: Command, thenMs: number): Step {
  return { type: 'command', by, command: what, thenMs };
}

function mishap(page: number, what: Mishap, thenMs: number): Step {
  return { type: 'mishap', page, mishap: what, thenMs };
}

/** In a few words, for people. */
export function describe(command: Command): string {
  switch (command.kind) {
    case 'play':
    case 'pause':
      return command.kind;
    case 'seek':
      return `seek to ${(command.share * 100).toFixed(0)} %`;
    case 'rate':
      return `rate ${command.rate}`;
  }
}

/**
 * The picture of the clock sample, drawn on a 2D canvas: a moon that is the screen of an open-air cinema by the sea,
 * from dusk to dawn. Runs in the browser that `make-clock.mjs` starts; draws everything with paths, letters too, so
 * that no installed font changes the result.
 *
 * At some 110 kbit/s every changing pixel counts. Whatever changes slowly (sky, stars, lit windows, glow) is
 * therefore painted once a second and steps at full seconds only, every other one of which is a key frame anyway, so
 * that the change costs next to nothing; only small things move in between, and big ones only by whole or quarter pixels a frame.
 */

const W = 1280;
const H = 720;
const TAU = Math.PI * 2;

/** The moon: centre and radius, and the radius of the ring of seconds around it. */
const MOON = { x: 640, y: 282, r: 216, ring: 240 };
const HORIZON = 548;

/** One mood a minute. Colours are #rrggbb; stars, lamps and aurora are strengths from 0 to 1. */
const MOODS = [
  {
    sky: ['#33205f', '#8a3f80', '#e8806f', '#ffc27d'],
    sea: ['#d9796f', '#3a2156'],
    moon: '#fff1d8',
    ink: '#43205c',
    accent: '#ff7a59',
    far: '#8d4478',
    city: '#542a63',
    front: '#1b0f30',
    rim: '#ff9d6f',
    stars: 0.1,
    lamps: 0.25,
    aurora: 0,
  },
  {
    sky: ['#0c1440', '#233a86', '#5a6fbe', '#a9a3dc'],
    sea: ['#6a78c4', '#141d4d'],
    moon: '#f1f4ff',
    ink: '#1c2560',
    accent: '#4f8bff',
    far: '#34458f',
    city: '#1d2a63',
    front: '#0a0f2a',
    rim: '#9db4ff',
    stars: 0.6,
    lamps: 0.8,
    aurora: 0,
  },
  {
    sky: ['#04101f', '#08303f', '#16695f', '#4fb592'],
    sea: ['#2f8f80', '#05202b'],
    moon: '#ecfff6',
    ink: '#0c3a43',
    accent: '#1fc39a',
    far: '#14524f',
    city: '#0a2f38',
    front: '#031219',
    rim: '#7ff0c4',
    stars: 1,
    lamps: 1,
    aurora: 1,
  },
  {
    sky: ['#10062a', '#35125f', '#7d2a86', '#d65a9c'],
    sea: ['#a03c8c', '#1d0b3c'],
    moon: '#ffeefa',
    ink: '#3f1257',
    accent: '#ff4f9a',
    far: '#551f72',
    city: '#2b1049',
    front: '#0f0522',
    rim: '#ff8fd0',
    stars: 0.9,
    lamps: 0.75,
    aurora: 0.15,
  },
  {
    sky: ['#141f4a', '#3d5390', '#a585ae', '#f5b3a4'],
    sea: ['#c58fa6', '#20305f'],
    moon: '#fff5f0',
    ink: '#2c3566',
    accent: '#f2708a',
    far: '#5c5f94',
    city: '#303d6e',
    front: '#10183a',
    rim: '#ffc0b4',
    stars: 0.35,
    lamps: 0.45,
    aurora: 0,
  },
  {
    sky: ['#2f7fb8', '#7cc0d8', '#ffe0ae', '#ffc98a'],
    sea: ['#ffd39b', '#2f7c9f'],
    moon: '#fffdf2',
    ink: '#1f4c74',
    accent: '#ff8a3c',
    far: '#6fa0b4',
    city: '#3f7391',
    front: '#123049',
    rim: '#ffe2a8',
    stars: 0,
    lamps: 0.06,
    aurora: 0,
  },
];

/** What happens at every tenth second, in order of time; see `EVENTS`. A pair is two things at once. */
const PROGRAMME = [
  ['birds'],
  ['play'],
  ['comet'],
  ['dolphin'],
  ['lanterns'],
  ['train'],
  ['fireworks'],
  ['comet', 'train'],
  ['heart', 'hearts'],
  ['dolphin'],
  ['meteors'],
  ['play', 'lanterns'],
  ['fireworks'],
  ['comet'],
  ['smile'],
  ['lanterns'],
  ['train', 'meteors'],
  ['dolphin'],
  ['fireworks'],
  ['lanterns'],
  ['heart', 'hearts'],
  ['meteors'],
  ['comet'],
  ['train', 'smile'],
  ['fireworks'],
  ['dolphin'],
  ['comet'],
  ['play', 'hearts'],
  ['balloons'],
  ['birds'],
  ['fireworks', 'balloons'],
  ['dolphin'],
  ['balloons', 'birds'],
  ['train'],
  ['birds', 'hearts'],
  ['lanterns'],
];

const clamp = (value, low = 0, high = 1) => Math.min(high, Math.max(low, value));
const mix = (a, b, t) => a + (b - a) * t;
const smooth = (t) => clamp(t) ** 2 * (3 - 2 * clamp(t));
const easeOut = (t) => 1 - (1 - clamp(t)) ** 3;

/** Seeded generator of numbers from 0 to 1 (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** Colour between two #rrggbb colours, mixed in linear light's rough likeness (squares) so that it stays vivid. */
function mixColour(a, b, t) {
  const [one, other] = [rgb(a), rgb(b)];
  const parts = one.map((value, index) => Math.round(Math.sqrt(mix(value ** 2, other[index] ** 2, t))));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Colour with an opacity from 0 to 1. */
function faded(hex, alpha) {
  return `rgba(${rgb(hex).join(',')},${clamp(alpha).toFixed(4)})`;
}

/** The mood at a second of the film: each is held for 30 s and then turns into the next one over 30 s. */
function moodAt(second) {
  const index = clamp(Math.floor(second / 60), 0, MOODS.length - 1);
  const one = MOODS[index];
  const other = MOODS[Math.min(index + 1, MOODS.length - 1)];
  const t = smooth((second - index * 60 - 30) / 30);
  const between = (a, b) => (typeof a === 'number' ? mix(a, b, t) : mixColour(a, b, t));
  return Object.fromEntries(
    Object.entries(one).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map((part, at) => between(part, other[key][at]))
        : between(value, other[key]),
    ]),
  );
}

/** Digits as strokes in a box 0.6 wide and 1 high. */
const DIGITS = [
  'M.3 0C.56 0 .6 .27 .6 .5S.56 1 .3 1S0 .73 0 .5S.04 0 .3 0Z',
  'M.1 .2L.36 0L.36 1',
  'M.02 .27C.04 -.09 .58 -.09 .58 .28C.58 .52 .16 .74 .02 1L.6 1',
  'M.03 .2C.1 -.08 .57 -.08 .57 .24C.57 .43 .42 .48 .24 .48C.44 .48 .6 .54 .6 .73C.6 1.09 .06 1.09 0 .79',
  'M.46 1L.46 0L0 .7L.62 .7',
  'M.54 0L.12 0L.06 .45C.18 .33 .6 .31 .6 .67C.6 1.09 .07 1.1 0 .8',
  'M.46 0C.24 .22 0 .42 0 .69C0 1.1 .6 1.1 .6 .69C.6 .32 .12 .3 .02 .6',
  'M0 0L.6 0L.2 1',
  'M.3 .47C-.03 .47 -.03 0 .3 0S.63 .47 .3 .47C-.1 .47 -.1 1 .3 1S.7 .47 .3 .47',
  'M.14 1C.36 .78 .6 .58 .6 .31C.6 -.1 0 -.1 0 .31C0 .68 .48 .7 .58 .4',
].map((path) => new Path2D(path));

/** The product's name in strokes: letter, advance. */
const LETTERS = [
  ['M0 0L.24 1L.48 .25L.72 1L.96 0', 1.16],
  ['M.62 .36L.62 1M.62 .68C.62 .24 0 .24 0 .68S.62 1.12 .62 .68', 0.86],
  ['M.2 .1L.2 .78Q.2 1 .42 1M0 .38L.42 .38', 0.62],
  ['M.56 .46C.38 .24 0 .34 0 .68S.38 1.12 .56 .9', 0.76],
  ['M0 0L0 1M0 .66C0 .26 .54 .26 .54 .66L.54 1', 0.86],
  ['M0 1L0 0L.32 0C.74 0 .74 .56 .32 .56L0 .56', 0.84],
  ['M.62 .36L.62 1M.62 .68C.62 .24 0 .24 0 .68S.62 1.12 .62 .68', 0.9],
  ['M0 .36L0 1M0 .68C.02 .44 .18 .34 .38 .37', 0.56],
  ['M.2 .1L.2 .78Q.2 1 .42 1M0 .38L.42 .38', 0.6],
  ['M0 .36L.29 1M.58 .36L.22 1.2Q.16 1.32 0 1.3', 0.7],
].map(([path, advance]) => [new Path2D(path), advance]);

const HEART = new Path2D(
  'M0 .9C-1.3 0 -.9 -.9 -.35 -.85C-.1 -.83 0 -.6 0 -.5C0 -.6 .1 -.83 .35 -.85C.9 -.9 1.3 0 0 .9Z',
);

/** Patterns that the windows of the tall tower can show, 7 by 7. */
const PATTERNS = {
  play: ['.......', '.##....', '.####..', '.######', '.####..', '.##....', '.......'],
  heart: ['.......', '.##.##.', '#######', '#######', '.#####.', '..###..', '...#...'],
  smile: ['.......', '.#...#.', '.#...#.', '.......', '#.....#', '.#####.', '.......'],
};

/** A canvas of the picture's size with its context. */
function layer() {
  const canvas = new OffscreenCanvas(W, H);
  return canvas.getContext('2d', { willReadFrequently: true });
}

function circle(ctx, x, y, r) {
  ctx.beginPath();
  ctx.arc(x, y, Math.max(0, r), 0, TAU);
}

/** Strokes or fills a path that is described in units of `size`, its origin at x, y. */
function placed(ctx, x, y, size, paint, angle = 0) {
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(angle);
  ctx.scale(size, size);
  paint();
  ctx.restore();
}

/** Everything about the scene that is chosen once. */
function plan() {
  const random = randomFrom(20240);
  const stars = Array.from({ length: 170 }, () => ({
    angle: random() * TAU,
    distance: 120 + random() * 900,
    size: 1 + random() ** 4 * 2,
    glow: 0.4 + random() * 0.6,
  }));

  const buildings = [];
  const block = (from, to, tallest) => {
    for (let x = from; x < to;) {
      const width = 4 * Math.round(9 + random() * 7);
      const centre = (from + to) / 2;
      const slope = 1 - Math.abs(x + width / 2 - centre) / ((to - from) / 2);
      const height = 4 * Math.round((18 + random() * 34 + slope * tallest) / 4);
      buildings.push({ x, width, height, roof: random() });
      x += width;
    }
  };
  block(-10, 330, 60);
  block(968, 1290, 52);
  const windows = [];
  for (const building of buildings) {
    for (let y = HORIZON - building.height + 12; y < HORIZON - 16; y += 16) {
      for (let x = building.x + 8; x < building.x + building.width - 9; x += 14) {
        if (random() < 0.42) windows.push({ x, y, warm: random(), threshold: 0.04 + random() * 0.96 });
      }
    }
  }

  const glints = Array.from({ length: 26 }, () => {
    const depth = random() ** 1.3;
    return {
      x: MOON.x + (random() - 0.5) * mix(150, 330, depth),
      y: HORIZON + 6 + depth * 86,
      width: mix(14, 64, depth) * (0.5 + random() * 0.5),
      phase: random(),
      beats: 1 + Math.floor(random() * 3),
    };
  });

  // Houses farther off, paler, in front of the hills.
  const distant = [];
  for (const [from, to] of [
    [0, 410],
    [900, 1280],
  ]) {
    for (let x = from; x < to;) {
      const width = 4 * Math.round(6 + random() * 6);
      const edge = from === 0 ? 1 - x / to : (x - from) / (to - from);
      distant.push({ x, width, height: 4 * Math.round((8 + edge * 92 * (0.5 + random())) / 4) });
      x += width;
    }
  }

  return { stars, buildings, distant, windows, glints };
}

function paintSky(ctx, mood, second, { stars }) {
  const sky = ctx.createLinearGradient(0, 0, 0, HORIZON);
  [0, 0.42, 0.8, 1].forEach((at, index) => sky.addColorStop(at, mood.sky[index]));
  ctx.fillStyle = sky;
  ctx.fillRect(0, 0, W, H);

  // The night turns around a pole below the sea.
  for (const star of stars) {
    const angle = star.angle + second * 0.0009;
    const x = 640 + Math.cos(angle) * star.distance;
    const y = 640 + Math.sin(angle) * star.distance;
    if (x < 0 || x > W || y < 0 || y > 470 || mood.stars < 0.02) continue;
    const high = 1 - y / 520;
    ctx.fillStyle = faded('#ffffff', mood.stars * star.glow * high);
    circle(ctx, x, y, star.size);
    ctx.fill();
  }

  if (mood.aurora > 0.02) {
    // Curtains: crisp below, fading upwards, their hem folded by two waves.
    [0, 1].forEach((band) => {
      const colour = ['#9a7bff', '#5dffbe'][band];
      for (let x = 0; x < W; x += 2) {
        const fold =
          Math.sin(x * 0.0062 + band * 2.4 + second * 0.02) + 0.6 * Math.sin(x * 0.015 - second * 0.014);
        const hem = 190 + band * 70 + fold * 44;
        const tall = 170 + 40 * Math.sin(x * 0.011 + band);
        const bright = 0.55 + 0.45 * Math.sin(x * 0.0085 - second * 0.011 + band * 1.7);
        const light = ctx.createLinearGradient(0, hem - tall, 0, hem);
        light.addColorStop(0, faded(colour, 0));
        light.addColorStop(1, faded(colour, 0.42 * bright * mood.aurora));
        ctx.fillStyle = light;
        ctx.fillRect(x, hem - tall, 2, tall);
      }
    });
  }

  const halo = ctx.createRadialGradient(MOON.x, MOON.y, MOON.r, MOON.x, MOON.y, 620);
  halo.addColorStop(0, faded(mood.moon, 0.34));
  halo.addColorStop(0.35, faded(mood.moon, 0.11));
  halo.addColorStop(1, faded(mood.moon, 0));
  ctx.fillStyle = halo;
  ctx.fillRect(0, 0, W, H);
  [420, 330].forEach((r) => {
    ctx.fillStyle = faded(mood.moon, 0.05);
    circle(ctx, MOON.x, MOON.y, r);
    ctx.fill();
  });
}

function ridge(ctx, colour, base, height, seed, step) {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(0, HORIZON);
  for (let x = 0; x <= W; x += step) {
    const aside = Math.abs(x - MOON.x) / MOON.x;
    const wave = Math.sin(x * 0.009 + seed) * 0.5 + Math.sin(x * 0.021 + seed * 3) * 0.28 + 0.6;
    ctx.lineTo(x, base - height * wave * aside ** 1.4);
  }
  ctx.lineTo(W, HORIZON);
  ctx.fill();
}

function paintMiddle(ctx, mood, second, { buildings, distant, windows }, pattern) {
  ctx.clearRect(0, 0, W, H);
  ctx.fillStyle = mood.moon;
  circle(ctx, MOON.x, MOON.y, MOON.r);
  ctx.fill();
  // Faint seas on it, well away from the figures, and a shaded rim.
  ctx.save();
  ctx.clip();
  ctx.fillStyle = faded(mood.far, 0.07);
  [
    [560, 150, 42],
    [612, 124, 20],
    [736, 172, 30],
    [700, 424, 46],
    [640, 462, 24],
    [556, 408, 28],
  ].forEach(([x, y, r]) => {
    circle(ctx, x, y, r);
    ctx.fill();
  });
  ctx.fillStyle = faded(mood.far, 0.1);
  ctx.beginPath();
  ctx.arc(MOON.x, MOON.y, MOON.r + 4, 0, TAU);
  ctx.arc(MOON.x - 10, MOON.y - 10, MOON.r - 2, 0, TAU);
  ctx.fill('evenodd');
  ctx.restore();
  ctx.strokeStyle = faded(mood.moon, 0.28);
  ctx.lineWidth = 6;
  circle(ctx, MOON.x, MOON.y, MOON.ring);
  ctx.stroke();

  ridge(ctx, mixColour(mood.far, mood.sky[3], 0.45), HORIZON + 2, 96, 1.1, 16);
  ridge(ctx, mood.far, HORIZON + 2, 62, 4.2, 16);

  ctx.fillStyle = mixColour(mood.city, mood.far, 0.6);
  for (const { x, width, height } of distant) ctx.fillRect(x, HORIZON - height, width, height);

  const sea = ctx.createLinearGradient(0, HORIZON, 0, 690);
  sea.addColorStop(0, mood.sea[0]);
  sea.addColorStop(1, mood.sea[1]);
  ctx.fillStyle = sea;
  ctx.fillRect(0, HORIZON, W, H - HORIZON);
  // The moon's path on the water: flat lenses of light.
  [
    [0, 175, 0.34],
    [16, 140, 0.3],
    [34, 205, 0.24],
    [56, 165, 0.2],
    [78, 230, 0.15],
  ].forEach(([dy, half, alpha]) => {
    ctx.fillStyle = faded(mood.moon, alpha);
    ctx.beginPath();
    ctx.ellipse(MOON.x, HORIZON + 8 + dy, half, 4 + dy * 0.04, 0, 0, TAU);
    ctx.fill();
  });

  ctx.fillStyle = mood.city;
  for (const { x, width, height, roof } of buildings) {
    ctx.fillRect(x, HORIZON - height, width, height + 4);
    if (roof > 0.75) ctx.fillRect(x + width / 2 - 1, HORIZON - height - 16, 2, 16);
    else if (roof > 0.5) ctx.fillRect(x + 6, HORIZON - height - 7, width / 2, 8);
  }
  for (const { x, y, warm, threshold } of windows) {
    const lit = threshold < mood.lamps * (0.86 + 0.14 * Math.sin(second * 0.11 + threshold * 40));
    if (!lit) continue;
    ctx.fillStyle = warm > 0.25 ? '#ffd27a' : '#ffeecb';
    ctx.fillRect(x, y, 6, 8);
  }

  // The tall tower, whose windows show patterns.
  const tower = { x: 196, y: HORIZON - 206, width: 92 };
  ctx.fillStyle = mood.city;
  ctx.fillRect(tower.x, tower.y, tower.width, 210);
  ctx.fillRect(tower.x + 14, tower.y - 12, tower.width - 28, 14);
  ctx.fillRect(tower.x + tower.width / 2 - 1.5, tower.y - 44, 3, 34);
  const lines = PATTERNS[pattern];
  for (let row = 0; row < 7; row += 1) {
    for (let column = 0; column < 7; column += 1) {
      const idle = ((row * 7 + column * 3) % 11) / 11 < mood.lamps * 0.4 - 0.1;
      if (lines ? lines[row][column] !== '#' : !idle) continue;
      ctx.fillStyle = lines ? (pattern === 'heart' ? '#ff6f91' : '#ffe08a') : '#ffd27a';
      ctx.fillRect(tower.x + 11 + column * 10, tower.y + 14 + row * 14, 7, 9);
    }
  }

  // The lighthouse on the right.
  ctx.fillStyle = mood.city;
  ctx.beginPath();
  ctx.moveTo(880, HORIZON + 6);
  ctx.quadraticCurveTo(930, HORIZON - 16, 1010, HORIZON - 12);
  ctx.lineTo(1010, HORIZON + 6);
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(927, HORIZON - 8);
  ctx.lineTo(931, HORIZON - 66);
  ctx.lineTo(943, HORIZON - 66);
  ctx.lineTo(947, HORIZON - 8);
  ctx.fill();
  ctx.fillRect(929, HORIZON - 82, 16, 4);
  ctx.fillRect(927, HORIZON - 67, 20, 4);

  // Quays, so that the houses do not stand in the water.
  ctx.fillRect(0, HORIZON, 352, 6);
  ctx.fillRect(940, HORIZON, 340, 6);
}

/** Someone who watches, from behind. `look`: bun, cap, long, curls or short. */
function person(ctx, x, y, size, look, lean = 0) {
  placed(ctx, x, y, size, () => {
    ctx.rotate(lean);
    ctx.beginPath();
    ctx.moveTo(-0.62, 0.6);
    ctx.bezierCurveTo(-0.66, -0.25, -0.4, -0.52, -0.12, -0.56);
    ctx.lineTo(0.12, -0.56);
    ctx.bezierCurveTo(0.4, -0.52, 0.66, -0.25, 0.62, 0.6);
    ctx.fill();
    circle(ctx, 0, -0.86, 0.34);
    ctx.fill();
    if (look === 'bun') {
      circle(ctx, 0.04, -1.26, 0.15);
      ctx.fill();
    } else if (look === 'cap') {
      ctx.beginPath();
      ctx.ellipse(0.2, -1.0, 0.34, 0.09, -0.12, 0, TAU);
      ctx.fill();
    } else if (look === 'long') {
      ctx.beginPath();
      ctx.roundRect(-0.36, -0.95, 0.72, 0.72, 0.24);
      ctx.fill();
    } else if (look === 'curls') {
      [-0.3, -0.1, 0.14, 0.32].forEach((dx, index) => {
        circle(ctx, dx, -1.0 - (index % 3 ? 0.16 : 0), 0.19);
        ctx.fill();
      });
    }
  });
}

function hill(ctx, lift) {
  ctx.beginPath();
  ctx.moveTo(0, H);
  ctx.lineTo(0, 622 + lift);
  ctx.bezierCurveTo(260, 640 + lift, 380, 676 + lift, 640, 674 + lift);
  ctx.bezierCurveTo(900, 672 + lift, 1050, 634 + lift, 1280, 618 + lift);
  ctx.lineTo(W, H);
  ctx.fill();
}

function audience(ctx) {
  person(ctx, 404, 664, 46, 'cap', 0.03);
  person(ctx, 486, 674, 37, 'long', -0.05);
  person(ctx, 611, 672, 48, 'bun', 0.11);
  person(ctx, 670, 670, 52, 'short', -0.08);
  person(ctx, 796, 672, 47, 'long', -0.03);
  person(ctx, 874, 674, 42, 'curls', 0.04);
  // The cat, whose tail is drawn with what moves.
  ctx.save();
  ctx.translate(970, 676);
  ctx.scale(1.35, 1.35);
  ctx.translate(-930, -680);
  ctx.beginPath();
  ctx.moveTo(908, 680);
  ctx.bezierCurveTo(904, 646, 918, 640, 922, 634);
  ctx.lineTo(919, 622);
  ctx.lineTo(927, 627);
  ctx.lineTo(933, 627);
  ctx.lineTo(941, 622);
  ctx.lineTo(939, 636);
  ctx.bezierCurveTo(946, 644, 954, 652, 950, 680);
  ctx.fill();
  ctx.restore();
  // The projector on its tripod.
  ctx.lineWidth = 4;
  ctx.beginPath();
  ctx.moveTo(190, 596);
  ctx.lineTo(168, 650);
  ctx.moveTo(190, 596);
  ctx.lineTo(212, 650);
  ctx.moveTo(190, 596);
  ctx.lineTo(190, 648);
  ctx.stroke();
  placed(ctx, 190, 582, 1, () => {
    ctx.rotate(-0.46);
    ctx.beginPath();
    ctx.roundRect(-30, -15, 54, 30, 6);
    ctx.fill();
    ctx.fillRect(22, -8, 14, 16);
    circle(ctx, -16, -22, 13);
    ctx.fill();
    circle(ctx, 10, -22, 13);
    ctx.fill();
  });
}

/** A point of the string of lamps, by x. */
const lampLine = (x) => 604 - 150 * ((x - 640) / 640) ** 2;

function paintFront(ctx, mood, second) {
  ctx.clearRect(0, 0, W, H);

  // The beam, from the lens to the moon's edge.
  const lens = { x: 222, y: 566 };
  const beam = ctx.createLinearGradient(lens.x, lens.y, MOON.x, MOON.y);
  const flicker = 1 + 0.12 * Math.sin(second * 1.7);
  beam.addColorStop(0, faded(mood.moon, 0.42 * flicker));
  beam.addColorStop(0.45, faded(mood.moon, 0.13 * flicker));
  beam.addColorStop(0.78, faded(mood.moon, 0));
  ctx.fillStyle = beam;
  ctx.beginPath();
  ctx.moveTo(lens.x, lens.y - 5);
  ctx.lineTo(MOON.x - 150, MOON.y - 168);
  ctx.lineTo(MOON.x + 60, MOON.y + 222);
  ctx.lineTo(lens.x + 4, lens.y + 5);
  ctx.fill();

  // Lamps on a string.
  ctx.strokeStyle = mood.front;
  ctx.lineWidth = 2.5;
  ctx.beginPath();
  for (let x = -20; x <= W + 20; x += 20) ctx.lineTo(x, lampLine(x));
  ctx.stroke();
  for (let index = 0; index < 21; index += 1) {
    const x = 20 + index * 62;
    const y = lampLine(x) + 9;
    const dim = (index * 7 + second) % 13 === 0 ? 0.35 : 1;
    ctx.fillStyle = faded('#ffcf70', 0.2 * dim);
    circle(ctx, x, y, 12);
    ctx.fill();
    ctx.fillStyle = mixColour(mood.front, '#ffe6ac', dim);
    circle(ctx, x, y, 4.5);
    ctx.fill();
  }

  // Everybody twice: a rim of moonlight, then the dark shape.
  for (const [colour, lift] of [
    [mixColour(mood.front, mood.rim, 0.55), -2],
    [mood.front, 0],
  ]) {
    ctx.fillStyle = colour;
    ctx.strokeStyle = colour;
    hill(ctx, lift);
    ctx.save();
    ctx.translate(0, lift);
    audience(ctx);
    ctx.restore();
  }
  ctx.fillStyle = mood.front;
  ctx.fillRect(0, 690, W, 30);
  ctx.fillStyle = mood.moon;
  circle(ctx, lens.x, lens.y, 5);
  ctx.fill();

  // The name, small.
  ctx.strokeStyle = faded('#ffffff', 0.82);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 0.13;
  let x = 76;
  for (const [path, advance] of LETTERS) {
    placed(ctx, x, 38, 19, () => ctx.stroke(path));
    x += advance * 19;
  }
  ctx.fillStyle = faded('#ffffff', 0.82);
  ctx.beginPath();
  ctx.arc(52, 47.5, 14, 0, TAU);
  ctx.moveTo(48, 40.5);
  ctx.lineTo(48, 54.5);
  ctx.lineTo(59.5, 47.5);
  ctx.closePath();
  ctx.fill('evenodd');
}

/** A comet or a meteor: head at x, y, tail behind it. */
function streak(ctx, x, y, angle, length, width, alpha) {
  placed(ctx, x, y, 1, () => {
    ctx.rotate(angle);
    const tail = ctx.createLinearGradient(0, 0, -length, 0);
    tail.addColorStop(0, faded('#ffffff', 0.9 * alpha));
    tail.addColorStop(1, faded('#ffffff', 0));
    ctx.fillStyle = tail;
    ctx.beginPath();
    ctx.moveTo(-length, 0);
    ctx.lineTo(0, -width);
    ctx.arc(0, 0, width, -Math.PI / 2, Math.PI / 2);
    ctx.fill();
  });
}

/**
 * What can happen: how long it takes (in seconds), on which layer it is drawn (behind or before the moon and the
 * hills) and how. `t` is the time since it began, in seconds; `random` is seeded by the event's number.
 */
const EVENTS = {
  comet: {
    lasts: 2.4,
    layer: 'sky',
    draw(ctx, mood, t, random) {
      const left = random() > 0.5;
      const y = 60 + random() * 60;
      const go = t * 560;
      const alpha = Math.min(1, t * 4, (2.4 - t) * 2);
      if (left) streak(ctx, -60 + go, y + go * 0.2, Math.atan(0.2), 260, 4, alpha);
      else streak(ctx, W + 60 - go, y + go * 0.2, Math.PI - Math.atan(0.2), 260, 4, alpha);
    },
  },
  meteors: {
    lasts: 6,
    layer: 'sky',
    draw(ctx, mood, t, random) {
      for (let index = 0; index < 9; index += 1) {
        const start = index * 0.55 + random() * 0.4;
        const x = random() * 1300;
        const y = 20 + random() * 150;
        const at = t - start;
        if (at < 0 || at > 0.8) continue;
        streak(ctx, x - at * 420, y + at * 230, Math.PI - 0.5, 120, 2.4, Math.min(1, at * 8, (0.8 - at) * 4));
      }
    },
  },
  fireworks: {
    lasts: 5,
    layer: 'sky',
    draw(ctx, mood, t, random) {
      for (let index = 0; index < 5; index += 1) {
        const side = index % 2 ? 1 : -1;
        const x = MOON.x + side * (330 + random() * 220);
        const y = 110 + random() * 150;
        const colour = ['#ffd166', '#ff6f91', '#7ce0ff', '#c4a1ff', '#8affc1'][Math.floor(random() * 5)];
        const at = t - index * 0.7;
        const rise = 0.6;
        if (at < 0 || at > rise + 1.5) continue;
        if (at < rise) {
          const k = easeOut(at / rise);
          ctx.fillStyle = faded('#fff3d0', 0.9);
          circle(ctx, x, mix(HORIZON, y, k), 2.5);
          ctx.fill();
          continue;
        }
        const k = (at - rise) / 1.5;
        for (let ray = 0; ray < 16; ray += 1) {
          const angle = (ray / 16) * TAU + index;
          const far = (ray % 2 ? 96 : 66) * easeOut(k);
          ctx.fillStyle = faded(ray % 2 ? colour : '#fff3d0', (1 - k) ** 0.7);
          circle(ctx, x + Math.cos(angle) * far, y + Math.sin(angle) * far + 26 * k * k, 5.2 * (1 - k * 0.6));
          ctx.fill();
        }
      }
    },
  },
  lanterns: {
    lasts: 18,
    layer: 'sky',
    draw(ctx, mood, t, random) {
      for (let index = 0; index < 9; index += 1) {
        const side = index % 2 ? 1 : -1;
        const x = MOON.x + side * (280 + random() * 320);
        const start = random() * 5;
        const size = 0.7 + random() * 0.6;
        const at = t - start;
        if (at < 0) continue;
        const y = HORIZON + 10 - Math.floor(at * 30);
        const alpha = smooth((18 - t) / 3);
        ctx.fillStyle = faded('#ffb14a', 0.25 * alpha);
        circle(ctx, x, y, 20 * size);
        ctx.fill();
        ctx.fillStyle = faded('#ffd58a', alpha);
        ctx.beginPath();
        ctx.roundRect(x - 7 * size, y - 9 * size, 14 * size, 18 * size, 5 * size);
        ctx.fill();
      }
    },
  },
  balloons: {
    lasts: 30,
    layer: 'sky',
    draw(ctx, mood, t, random) {
      for (let index = 0; index < 2; index += 1) {
        const x = index ? 1000 + random() * 190 : 110 + random() * 180;
        const at = t - index * 3;
        const size = 0.8 + random() * 0.5;
        const colour = ['#ff6f61', '#ffd166', '#5bd1c8', '#c48bff'][Math.floor(random() * 4)];
        if (at < 0) continue;
        const y = HORIZON + 70 - Math.floor(at * 30) * 0.75;
        placed(ctx, x, y, size, () => {
          ctx.fillStyle = colour;
          ctx.beginPath();
          ctx.arc(0, -44, 34, Math.PI * 0.86, Math.PI * 2.14);
          ctx.quadraticCurveTo(20, -14, 7, 0);
          ctx.lineTo(-7, 0);
          ctx.quadraticCurveTo(-20, -14, -31, -30);
          ctx.fill();
          ctx.fillStyle = faded('#ffffff', 0.55);
          ctx.beginPath();
          ctx.ellipse(0, -40, 11, 37, 0, 0, TAU);
          ctx.fill();
          ctx.fillStyle = mood.front;
          ctx.fillRect(-6, 8, 12, 10);
          ctx.fillRect(-6, 0, 1.5, 9);
          ctx.fillRect(4.5, 0, 1.5, 9);
        });
      }
    },
  },
  birds: {
    lasts: 9.6,
    layer: 'sky',
    draw(ctx, mood, t, random) {
      const y = 90 + random() * 60;
      ctx.strokeStyle = mood.front;
      ctx.lineCap = 'round';
      ctx.lineWidth = 4.5;
      [
        [0, 0],
        [-38, -16],
        [-34, 20],
        [-78, -30],
        [-70, 38],
        [-116, -42],
        [-108, 58],
      ].forEach(([dx, dy], index) => {
        const x = -30 + Math.round(t * 30) * 5 + dx;
        const flap = Math.sin(Math.floor(t * 15) * 0.9 + index * 1.3) * 6;
        ctx.beginPath();
        ctx.moveTo(x - 17, y + dy - flap);
        ctx.quadraticCurveTo(x - 6, y + dy - 4, x, y + dy + 3);
        ctx.quadraticCurveTo(x + 6, y + dy - 4, x + 17, y + dy - flap);
        ctx.stroke();
      });
    },
  },
  dolphin: {
    lasts: 4.4,
    layer: 'sea',
    draw(ctx, mood, t, random) {
      const x = 440 + random() * 70;
      for (let jump = 0; jump < 3; jump += 1) {
        const k = (t - jump * 1.1) / 1.2;
        const from = x + jump * 130;
        if (k > 0 && k < 1.5) {
          for (const [at, start] of [
            [from, 0],
            [from + 110, 0.85],
          ]) {
            const ring = (k - start) / 0.6;
            if (ring < 0 || ring > 1) continue;
            ctx.strokeStyle = faded('#ffffff', 0.6 * (1 - ring));
            ctx.lineWidth = 2;
            ctx.beginPath();
            ctx.ellipse(at, 598, 8 + ring * 26, 2 + ring * 4, 0, 0, TAU);
            ctx.stroke();
          }
        }
        if (k <= 0 || k >= 1) continue;
        ctx.save();
        ctx.beginPath();
        ctx.rect(0, 0, W, 598);
        ctx.clip();
        placed(ctx, from + k * 110, 612 - Math.sin(k * Math.PI) * 62, 1, () => {
          ctx.rotate(mix(-0.95, 0.95, k));
          ctx.fillStyle = mood.front;
          ctx.beginPath();
          ctx.moveTo(34, 3);
          ctx.quadraticCurveTo(18, -13, -4, -11);
          ctx.lineTo(-12, -21);
          ctx.lineTo(-13, -8);
          ctx.quadraticCurveTo(-26, -2, -34, 4);
          ctx.lineTo(-46, 0);
          ctx.lineTo(-40, 9);
          ctx.lineTo(-42, 19);
          ctx.lineTo(-31, 10);
          ctx.quadraticCurveTo(0, 12, 34, 3);
          ctx.fill();
        });
        ctx.restore();
      }
    },
  },
  train: {
    lasts: 9.5,
    layer: 'sea',
    draw(ctx, mood, t) {
      const x = -260 + Math.round(t * 30) * 6;
      for (let car = 0; car < 5; car += 1) {
        const left = x + car * 50;
        ctx.fillStyle = mood.front;
        ctx.beginPath();
        ctx.roundRect(left, HORIZON - 13, 47, 15, car === 4 ? [2, 9, 2, 2] : 2);
        ctx.fill();
        ctx.fillStyle = '#ffe08a';
        for (let pane = 0; pane < 4; pane += 1) ctx.fillRect(left + 5 + pane * 10, HORIZON - 9, 7, 5);
      }
    },
  },
  hearts: {
    lasts: 4.5,
    layer: 'front',
    draw(ctx, mood, t, random) {
      for (let index = 0; index < 6; index += 1) {
        const at = (t - index * 0.4) / 2.4;
        const x = 640 + (random() - 0.5) * 50;
        const sway = random() * TAU;
        if (at < 0 || at > 1) continue;
        ctx.fillStyle = faded(mood.accent, Math.min(1, at * 6, (1 - at) * 2.5));
        placed(ctx, x + Math.sin(at * 4 + sway) * 10, 590 - at * 90, 8 + index, () => ctx.fill(HEART));
      }
    },
  },
  play: { lasts: 8, layer: 'tower' },
  heart: { lasts: 8, layer: 'tower' },
  smile: { lasts: 8, layer: 'tower' },
};

/** The events under way at a time on a layer, each with its time and its own seed. */
function underWay(time, wanted) {
  const now = Math.floor(time / 10);
  const list = [];
  for (let slot = Math.max(0, now - 3); slot <= now; slot += 1) {
    for (const name of PROGRAMME[slot] ?? []) {
      const t = time - slot * 10;
      const event = EVENTS[name];
      if (event.layer === wanted && t < event.lasts) list.push({ name, event, t, seed: slot * 31 + 5 });
    }
  }
  return list;
}

function drawEvents(ctx, mood, time, wanted) {
  for (const { event, t, seed } of underWay(time, wanted)) {
    ctx.save();
    event.draw(ctx, mood, t, randomFrom(seed));
    ctx.restore();
  }
}

/** A sailing boat that crosses the bay by a quarter of a pixel a frame. */
function drawBoat(ctx, mood, frame, x0, y, size) {
  const x = ((x0 + frame * 0.25) % 1400) - 60;
  placed(ctx, x, y, size, () => {
    ctx.fillStyle = mood.moon;
    ctx.beginPath();
    ctx.moveTo(1, -34);
    ctx.quadraticCurveTo(22, -18, 20, -5);
    ctx.lineTo(1, -5);
    ctx.moveTo(-2, -28);
    ctx.lineTo(-2, -5);
    ctx.lineTo(-15, -5);
    ctx.fill();
    ctx.fillStyle = mood.front;
    ctx.beginPath();
    ctx.moveTo(-20, -3);
    ctx.lineTo(24, -3);
    ctx.quadraticCurveTo(18, 7, 8, 7);
    ctx.lineTo(-10, 7);
    ctx.fill();
  });
}

function drawSea(ctx, mood, frame, { glints }) {
  // Glints breathe in steps of three frames.
  const step = Math.floor(frame / 3) / 10;
  ctx.fillStyle = faded(mood.moon, 0.75);
  for (const { x, y, width, phase, beats } of glints) {
    const open = Math.sin((step * beats * 0.5 + phase) * TAU);
    if (open < 0.15) continue;
    ctx.beginPath();
    ctx.roundRect(x - (width * open) / 2, y, width * open, 2.5, 1.25);
    ctx.fill();
  }
  drawBoat(ctx, mood, frame, 250, HORIZON + 12, 0.55);
  drawBoat(ctx, mood, frame, 1050, HORIZON + 30, 0.95);
}

function drawLighthouse(ctx, mood, time) {
  const t = time % 5;
  const on = t < 0.9 ? Math.sin((t / 0.9) * Math.PI) : 0;
  ctx.fillStyle = mixColour(mood.city, '#fff1b8', 0.25 + 0.75 * on * Math.min(1, mood.lamps * 3));
  ctx.fillRect(932, HORIZON - 78, 10, 11);
  if (on > 0 && mood.lamps > 0.1) {
    ctx.fillStyle = faded('#fff1b8', 0.3 * on);
    circle(ctx, 937, HORIZON - 73, 34);
    ctx.fill();
  }
}

/** The clock itself: mm:ss.t on the moon, and the second as a growing arc around it. */
function drawClock(ctx, mood, frame, fps) {
  const time = frame / fps;
  const tenths = Math.floor((frame * 10) / fps);
  const minutes = Math.floor(tenths / 600);
  const seconds = Math.floor(tenths / 10) % 60;
  const size = 98;
  const small = 52;
  const digit = (value, x, y, height, width) => {
    ctx.lineWidth = width / height;
    placed(ctx, x, y, height, () => ctx.stroke(DIGITS[value]));
  };
  ctx.save();
  ctx.strokeStyle = mood.ink;
  ctx.fillStyle = mood.ink;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  const top = MOON.y - size / 2;
  const advance = 76;
  let x = MOON.x - 189;
  for (const value of [Math.floor(minutes / 10), minutes % 10]) {
    digit(value, x, top, size, 15);
    x += advance;
  }
  x += 2;
  for (const at of [0.3, 0.72]) {
    circle(ctx, x, top + size * at, 8);
    ctx.fill();
  }
  x += 20;
  for (const value of [Math.floor(seconds / 10), seconds % 10]) {
    digit(value, x, top, size, 15);
    x += advance;
  }
  circle(ctx, x - 2, top + size + 1, 6);
  ctx.fill();
  ctx.strokeStyle = mood.accent;
  digit(tenths % 10, x + 16, top + size - small + 2, small, 9.5);

  // The second hand as an arc: sixty seconds make the whole ring.
  const turn = (time % 60) / 60;
  const angle = turn * TAU - Math.PI / 2;
  ctx.strokeStyle = mood.accent;
  ctx.lineWidth = 6;
  ctx.beginPath();
  ctx.arc(MOON.x, MOON.y, MOON.ring, -Math.PI / 2, angle);
  ctx.stroke();
  // A bead at its head that swells with each tick.
  const beat = 1 - easeOut((time % 1) / 0.4);
  ctx.fillStyle = '#ffffff';
  circle(ctx, MOON.x + Math.cos(angle) * MOON.ring, MOON.y + Math.sin(angle) * MOON.ring, 8 + 4 * beat);
  ctx.fill();

  // With each chime a circle of light spreads from the moon.
  const chime = (time % 10) / 1.2;
  if (chime < 1) {
    ctx.strokeStyle = faded(mood.moon, 0.7 * (1 - chime) ** 1.5);
    ctx.lineWidth = 5 * (1 - chime) + 1;
    circle(ctx, MOON.x, MOON.y, MOON.ring + 8 + 70 * easeOut(chime));
    ctx.stroke();
  }
  ctx.restore();
}

function drawTail(ctx, mood, time) {
  const t = time % 10;
  const swing = t < 2.4 ? Math.sin((t / 1.2) * TAU) * Math.sin((t / 2.4) * Math.PI) : 0;
  ctx.strokeStyle = mood.front;
  ctx.lineCap = 'round';
  ctx.lineWidth = 6;
  ctx.beginPath();
  ctx.moveTo(986, 664);
  ctx.bezierCurveTo(1006, 668, 1012, 648, 1008 + swing * 12, 626 - Math.abs(swing) * 3);
  ctx.stroke();
}

/**
 * Makes the scene.
 *
 * @param sample the module `clock-sample.ts`: the strip's geometry and the cells of a frame
 * @returns a function that draws one frame on a context of 1280x720; frames are best asked for in order
 */
export function createScene(sample) {
  const fixed = plan();
  const [back, middle, front] = [layer(), layer(), layer()];
  let painted = -1;
  let mood = MOODS[0];
  const fps = sample.CLOCK_SAMPLE_FPS;

  return function draw(ctx, frame) {
    const time = frame / fps;
    const second = Math.floor(time);
    if (second !== painted) {
      painted = second;
      mood = moodAt(second);
      paintSky(back, mood, second, fixed);
      paintMiddle(middle, mood, second, fixed, underWay(second, 'tower')[0]?.name);
      paintFront(front, mood, second);
    }

    ctx.drawImage(back.canvas, 0, 0);
    drawEvents(ctx, mood, time, 'sky');
    ctx.drawImage(middle.canvas, 0, 0);
    drawLighthouse(ctx, mood, time);
    drawSea(ctx, mood, frame, fixed);
    drawEvents(ctx, mood, time, 'sea');
    drawClock(ctx, mood, frame, fps);
    ctx.drawImage(front.canvas, 0, 0);
    drawTail(ctx, mood, time);
    drawEvents(ctx, mood, time, 'front');

    // The strip: on black, over the whole width, so that its ends are as plain as its cells.
    const top = sample.CLOCK_STRIP_Y * H;
    ctx.fillStyle = '#000000';
    ctx.fillRect(0, top, W, H - top);
    ctx.fillStyle = '#e6e6e6';
    sample.encodeFrameNumber(frame).forEach((bit, cell) => {
      if (bit === 0) return;
      const left = (sample.CLOCK_STRIP_X + cell * sample.CLOCK_STRIP_CELL_WIDTH) * W;
      ctx.fillRect(Math.round(left), top, sample.CLOCK_STRIP_CELL_WIDTH * W, H - top);
    });
  };
}

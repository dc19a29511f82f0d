/**
 * The sound of the clock sample, worked out sample by sample: slow pads and a music box that wanders over a
 * pentatonic scale, a soft tick exactly at each full second and a bell at each tenth, so that two phones side by side
 * let anyone hear whether they are in sync. Seeded, hence the same every time, and nobody's but ours.
 */

export const SAMPLE_RATE = 44_100;

const TAU = Math.PI * 2;
/** A little under -6 dB: encoding to AAC adds to it. */
const PEAK = 10 ** (-7 / 20);

/** Frequency of a MIDI note, in Hz. */
const hertz = (note) => 440 * 2 ** ((note - 69) / 12);

function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Chords of one minute, ten seconds each, as steps from the minute's root; every one ends open. */
const CHORDS = [
  [0, 7, 14, 16],
  [-3, 4, 12, 19],
  [-7, 5, 9, 16],
  [0, 9, 14, 19],
  [-10, 2, 9, 17],
  [-5, 2, 11, 14],
];
/** Roots of the six minutes: dusk settles, midnight lies deepest, dawn rises. */
const ROOTS = [50, 52, 47, 45, 48, 50];
const PENTATONIC = [0, 2, 4, 7, 9];

/** Adds a tone with soft overtones that swells and fades; times in seconds. */
function pad(out, from, length, frequency, gain) {
  const start = Math.max(0, Math.round(from * SAMPLE_RATE));
  const end = Math.min(out.length, Math.round((from + length) * SAMPLE_RATE));
  for (const [ratio, share] of [
    [0.9985, 0.5],
    [1.0015, 0.5],
    [2.001, 0.14],
    [3, 0.05],
  ]) {
    const turn = (TAU * frequency * ratio) / SAMPLE_RATE;
    for (let at = start; at < end; at += 1) {
      const t = at / SAMPLE_RATE - from;
      const swell = Math.sin(Math.PI * (t / length)) ** 2;
      out[at] += gain * share * swell * Math.sin(turn * (at - start));
    }
  }
}

/** Adds a struck tone: partials are [ratio, share, decay in seconds]. */
function struck(out, from, frequency, gain, partials) {
  const start = Math.round(from * SAMPLE_RATE);
  for (const [ratio, share, decay] of partials) {
    const turn = (TAU * frequency * ratio) / SAMPLE_RATE;
    const end = Math.min(out.length, start + Math.round(decay * 7 * SAMPLE_RATE));
    for (let at = start; at < end; at += 1) {
      const t = (at - start) / SAMPLE_RATE;
      const attack = Math.min(1, t / 0.002);
      out[at] += gain * share * attack * Math.exp(-t / decay) * Math.sin(turn * (at - start));
    }
  }
}

const MUSIC_BOX = [
  [1, 1, 0.5],
  [2, 0.3, 0.28],
  [4.02, 0.12, 0.1],
];
const BELL = [
  [1, 1, 1.1],
  [2, 0.45, 0.8],
  [2.76, 0.3, 0.5],
  [5.4, 0.16, 0.22],
  [8.9, 0.06, 0.1],
];
const TICK = [
  [1, 1, 0.018],
  [1.51, 0.6, 0.012],
  [2.7, 0.4, 0.006],
];

/** A small hall: four combs and two all-passes after Schroeder. */
function reverberated(dry) {
  const wet = new Float64Array(dry.length);
  for (const [delay, back] of [
    [1687, 0.8],
    [1601, 0.81],
    [2053, 0.79],
    [2251, 0.78],
  ]) {
    const line = new Float64Array(delay);
    let dull = 0;
    for (let at = 0, head = 0; at < dry.length; at += 1, head = (head + 1) % delay) {
      const echo = line[head];
      wet[at] += echo / 4;
      dull += (echo - dull) * 0.45;
      line[head] = dry[at] + dull * back;
    }
  }
  for (const delay of [347, 113]) {
    const line = new Float64Array(delay);
    for (let at = 0, head = 0; at < wet.length; at += 1, head = (head + 1) % delay) {
      const echo = line[head];
      const value = wet[at] - 0.6 * echo;
      wet[at] = echo + 0.6 * value;
      line[head] = value;
    }
  }
  return wet;
}

/**
 * The whole sound.
 *
 * @param duration length in seconds
 * @returns mono samples from -1 to 1 at {@link SAMPLE_RATE}, their peak at -7 dB
 */
export function renderAudio(duration) {
  const length = Math.round(duration * SAMPLE_RATE);
  const music = new Float64Array(length);
  const beat = new Float64Array(length);
  const random = randomFrom(77);

  let degree = 5;
  for (let slot = 0; slot * 10 < duration; slot += 1) {
    const from = slot * 10;
    const root = ROOTS[Math.floor(from / 60) % ROOTS.length];
    const chord = CHORDS[slot % CHORDS.length];
    chord.forEach((step, index) => pad(music, from - 4, 18, hertz(root + step), index ? 0.1 : 0.13));

    // The music box: half-second grid, busier in the middle of each chord, resting before the bell.
    for (let half = 1; half < 19; half += 1) {
      const busy = 0.34 + 0.3 * Math.sin((Math.PI * half) / 19);
      const move = Math.floor(random() * 5) - 2;
      if (random() > busy) continue;
      degree = Math.min(11, Math.max(1, degree + move));
      const note = root + 12 + Math.floor(degree / 5) * 12 + PENTATONIC[degree % 5];
      struck(music, from + half / 2, hertz(note), 0.19 + random() * 0.09, MUSIC_BOX);
    }

    // The bell at each tenth second; two more strokes at each full minute.
    struck(beat, from, hertz(root + 36), 0.24, BELL);
    struck(beat, from, hertz(root + 43), 0.11, BELL);
    if (slot % 6 === 0) struck(beat, from, hertz(root + 24), 0.17, BELL);
  }

  for (let second = 0; second < duration; second += 1) {
    struck(beat, second, second % 10 === 0 ? 1760 : 1480, 0.8, TICK);
  }

  const hall = reverberated(music.map((value, at) => value + beat[at] * 0.3));
  const out = new Float32Array(length);
  let peak = 0;
  for (let at = 0; at < length; at += 1) {
    const rest = (length - at) / SAMPLE_RATE;
    const value = Math.tanh((music[at] + beat[at] + hall[at] * 0.32) * Math.min(1, rest / 1.5));
    out[at] = value;
    peak = Math.max(peak, Math.abs(value));
  }
  return out.map((value) => (value / peak) * PEAK);
}

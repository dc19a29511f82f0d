import { describe, expect, it } from '@jest/globals';

import {
  CLOCK_SAMPLE_DURATION_S,
  CLOCK_SAMPLE_FPS,
  CLOCK_SAMPLE_FRAME_COUNT,
  CLOCK_STRIP_CELL_COUNT,
  CLOCK_STRIP_CELL_WIDTH,
  CLOCK_STRIP_HEIGHT,
  CLOCK_STRIP_X,
  CLOCK_STRIP_Y,
  decodeFrameNumber,
  encodeFrameNumber,
} from './clock-sample.js';

type Luma = (x: number, y: number) => number;

const WHITE = 226;
const BLACK = 14;

/** A picture that has the given cells (levels 0..255) in its strip and a middling grey everywhere else. */
function picture(levels: readonly number[]): Luma {
  return (x, y) => {
    const cell = Math.floor((x - CLOCK_STRIP_X) / CLOCK_STRIP_CELL_WIDTH);
    return y >= CLOCK_STRIP_Y && y <= 1 ? (levels[cell] ?? 110) : 110;
  };
}

/** Levels of the strip's cells for a frame, between the given black and white. */
function levelsOf(frame: number, black = BLACK, white = WHITE): number[] {
  return encodeFrameNumber(frame).map((bit) => (bit === 1 ? white : black));
}

/** The levels with some cells turned from white to black or back. */
function flipped(levels: readonly number[], ...cells: readonly number[]): number[] {
  return levels.map((level, cell) => (cells.includes(cell) ? WHITE + BLACK - level : level));
}

/** Small seeded generator of numbers from -1 to 1, so that a failure can be repeated. */
function noiseFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
}

describe('clock sample', () => {
  it('has as many frames as its length and rate say, and the strip can number them all', () => {
    expect(CLOCK_SAMPLE_FRAME_COUNT).toBe(CLOCK_SAMPLE_DURATION_S * CLOCK_SAMPLE_FPS);
    expect(encodeFrameNumber(CLOCK_SAMPLE_FRAME_COUNT - 1)).toHaveLength(CLOCK_STRIP_CELL_COUNT);
  });

  it('keeps the strip inside the picture, at its bottom edge', () => {
    expect(CLOCK_STRIP_X).toBeGreaterThan(0);
    expect(CLOCK_STRIP_X + CLOCK_STRIP_CELL_COUNT * CLOCK_STRIP_CELL_WIDTH).toBeLessThan(1);
    expect(CLOCK_STRIP_Y + CLOCK_STRIP_HEIGHT).toBeCloseTo(1, 10);
  });

  it.each([-1, 0.5, NaN, CLOCK_SAMPLE_FRAME_COUNT])('refuses to encode frame %s', (frame) => {
    expect(() => encodeFrameNumber(frame)).toThrow(RangeError);
  });
});

describe('decodeFrameNumber', () => {
  it.each([0, 1, 2, 29, 4095, 4096, 8191, 8192, 10799])('reads frame %i back', (frame) => {
    expect(decodeFrameNumber(picture(levelsOf(frame)))).toBe(frame);
  });

  it('reads frames all over the film back', () => {
    const wrong: number[] = [];
    for (let frame = 0; frame < CLOCK_SAMPLE_FRAME_COUNT; frame += 7) {
      if (decodeFrameNumber(picture(levelsOf(frame))) !== frame) wrong.push(frame);
    }
    expect(wrong).toEqual([]);
  });

  it('reads through noise and through a picture that is dimmed', () => {
    const noise = noiseFrom(7);
    for (let frame = 5; frame < CLOCK_SAMPLE_FRAME_COUNT; frame += 97) {
      const clean = picture(levelsOf(frame, 40, 160));
      expect(decodeFrameNumber((x, y) => clean(x, y) + noise() * 30)).toBe(frame);
    }
  });

  it('reads pixels of a picture that is drawn 320 wide', () => {
    const clean = picture(levelsOf(10799));
    const centre = (at: number, size: number) => (Math.min(size - 1, Math.floor(at * size)) + 0.5) / size;
    expect(decodeFrameNumber((x, y) => clean(centre(x, 320), centre(y, 180)))).toBe(10799);
  });

  it('refuses a broken marker at either end', () => {
    const levels = levelsOf(4095);
    for (const cell of [0, 1, 2, 3, 24, 25, 26, 27]) {
      expect(decodeFrameNumber(picture(flipped(levels, cell)))).toBeUndefined();
    }
  });

  it('refuses any one or two wrong cells', () => {
    const levels = levelsOf(1234);
    for (let one = 0; one < CLOCK_STRIP_CELL_COUNT; one += 1) {
      for (let other = one; other < CLOCK_STRIP_CELL_COUNT; other += 1) {
        expect(decodeFrameNumber(picture(flipped(levels, one, other)))).toBeUndefined();
      }
    }
  });

  it('refuses two frames blended into each other', () => {
    const [one, other] = [levelsOf(1023), levelsOf(1024)];
    const blend = one.map((level, cell) => (level + (other[cell] ?? 0)) / 2);
    expect(decodeFrameNumber(picture(blend))).toBeUndefined();
  });

  it('refuses what is no strip: one colour, noise, a mirrored, inverted or too faint strip, no numbers', () => {
    const noise = noiseFrom(3);
    const levels = levelsOf(600);
    expect(decodeFrameNumber(() => 0)).toBeUndefined();
    expect(decodeFrameNumber(() => 255)).toBeUndefined();
    expect(decodeFrameNumber(() => 128 + noise() * 127)).toBeUndefined();
    expect(decodeFrameNumber(picture([...levels].reverse()))).toBeUndefined();
    expect(decodeFrameNumber(picture(levels.map((level) => 255 - level)))).toBeUndefined();
    expect(decodeFrameNumber(picture(levelsOf(600, 100, 130)))).toBeUndefined();
    expect(decodeFrameNumber(() => NaN)).toBeUndefined();
  });

  it('refuses a number past the last frame, whatever its check bits', () => {
    const bits = (value: number, count: number) => [...value.toString(2).padStart(count, '0')].map(Number);
    const fits = Array.from({ length: 64 }, (_, check) => [
      ...[1, 0, 1, 0],
      ...bits(10800, 14),
      ...bits(check, 6),
      ...[1, 1, 0, 1],
    ]).filter((cells) => {
      const levels = cells.map((bit) => (bit === 1 ? WHITE : BLACK));
      return decodeFrameNumber(picture(levels)) !== undefined;
    });
    expect(fits).toEqual([]);
  });
});

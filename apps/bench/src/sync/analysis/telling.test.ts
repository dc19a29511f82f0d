import { describe, expect, it } from '@jest/globals';
import type { PageHeard } from '../run.js';
import { PLAYING } from './simulated-run.js';
import { tellingOf } from './telling.js';

function heard(page: number, version: number, heardMs: number): PageHeard {
  return { page, heardMs, playback: { ...PLAYING, version } };
}

const PERIOD = { fromMs: 1_000, toMs: 5_000 };
const BEFORE = [heard(0, 3, 100), heard(1, 3, 400)];

describe('how long it takes to tell', () => {
  it('is until the last one knows', () => {
    const told = [heard(0, 4, 1_300), heard(1, 4, 2_200), heard(2, 4, 4_000)];
    expect(tellingOf([...told, ...BEFORE], [0, 1], PERIOD)).toBe(1_200);
  });

  it('does not count what was told before, however late it comes to somebody', () => {
    const late = heard(1, 3, 1_050);
    expect(tellingOf([...BEFORE, late, heard(0, 4, 1_300), heard(1, 5, 2_200)], [0, 1], PERIOD)).toBe(1_200);
  });

  it('is unknown where somebody was not told in time, or nobody had to be', () => {
    expect(tellingOf([...BEFORE, heard(0, 4, 1_300), heard(1, 4, 6_000)], [0, 1], PERIOD)).toBeUndefined();
    expect(tellingOf([...BEFORE, heard(0, 4, 1_300)], [], PERIOD)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { reconnectDelayMs } from './reconnect-delay.js';

const CLIENTS = 1_000;
const SLICE_MS = 100;

/** The most that come back within one slice, if each draws a number of its own. */
function busiestSlice(attempt: number): number {
  const slices = new Map<number, number>();
  for (let client = 0; client < CLIENTS; client += 1) {
    const slice = Math.floor(reconnectDelayMs(attempt, (client + 0.5) / CLIENTS) / SLICE_MS);
    slices.set(slice, (slices.get(slice) ?? 0) + 1);
  }
  return Math.max(...slices.values());
}

describe('reconnect delay', () => {
  it('doubles its span with each try, up to ten seconds', () => {
    const spans = [0, 1, 2, 3, 4, 50].map((attempt) => reconnectDelayMs(attempt, 1));
    expect(spans).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    expect(reconnectDelayMs(50, 0)).toBe(0);
  });

  it('lets a thousand come back evenly, at the first try as at the longest pause', () => {
    expect(busiestSlice(0)).toBe(CLIENTS / 10);
    expect(busiestSlice(50)).toBe(CLIENTS / 100);
  });
});

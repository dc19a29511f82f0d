import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createRenewal } from './renewal.js';

describe('a renewal', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** Passes that end when the test says so. */
  function passes() {
    const ends: ((isWhole: boolean) => void)[] = [];
    const renewal = createRenewal(
      () => new Promise<boolean>((resolve) => ends.push(resolve)),
      () => 1,
    );
    const end = async (isWhole: boolean): Promise<void> => {
      ends.at(-1)?.(isWhole);
      await jest.advanceTimersByTimeAsync(0);
    };
    return { renewal, end, begun: () => ends.length };
  }

  it('begins a moment after a disturbance, once for many, and is done when all was given', async () => {
    const { renewal, end, begun } = passes();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(begun()).toBe(0);
    renewal.disturbed();
    renewal.disturbed();
    await jest.advanceTimersByTimeAsync(99);
    expect(begun()).toBe(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(begun()).toBe(1);
    await end(true);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(begun()).toBe(1);
  });

  it('begins again when it was disturbed meanwhile, never beside itself', async () => {
    const { renewal, end, begun } = passes();
    renewal.disturbed();
    await jest.advanceTimersByTimeAsync(100);
    renewal.disturbed();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(begun()).toBe(1);
    await end(true);
    await jest.advanceTimersByTimeAsync(100);
    expect(begun()).toBe(2);
  });

  it('tries again until all is given, more and more seldom, and soon again after the next disturbance', async () => {
    const { renewal, end, begun } = passes();
    renewal.disturbed();
    await jest.advanceTimersByTimeAsync(100);
    for (const [index, pauseMs] of [100, 200, 400, 800, 1_600, 2_000, 2_000].entries()) {
      await end(false);
      await jest.advanceTimersByTimeAsync(pauseMs - 1);
      expect(begun()).toBe(index + 1);
      await jest.advanceTimersByTimeAsync(1);
      expect(begun()).toBe(index + 2);
    }
    await end(true);
    const before = begun();
    renewal.disturbed();
    await jest.advanceTimersByTimeAsync(100);
    expect(begun()).toBe(before + 1);
  });
});

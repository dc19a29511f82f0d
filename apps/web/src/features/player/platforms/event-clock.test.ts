import { describe, expect, it } from '@jest/globals';

import { createEventClock } from './event-clock.js';

/** A player that begins to run at 10 s, and tells its position each `everyMs`, heard of after the delays in turn. */
function stage({ everyMs = 250, delaysMs = [20] } = {}) {
  const state = { nowMs: 0, truthS: 10, rate: 1 };
  const clock = createEventClock(() => state.nowMs);
  let mail: { atMs: number; position: number }[] = [];
  let messages = 0;
  clock.place(10);
  clock.run();

  /** @returns how far the clock was from the truth at each look, in seconds, player minus clock */
  function run(ms: number, { isStanding = false, isSilent = false } = {}): number[] {
    const behindS: number[] = [];
    for (const endMs = state.nowMs + ms; state.nowMs < endMs;) {
      state.nowMs += 10;
      if (!isStanding) state.truthS += 0.01 * state.rate;
      if (!isSilent && state.nowMs % everyMs === 0) {
        const delayMs = delaysMs[messages % delaysMs.length] ?? 0;
        mail.push({ atMs: state.nowMs + delayMs, position: state.truthS });
        messages += 1;
      }
      const due = mail.filter(({ atMs }) => atMs <= state.nowMs);
      mail = mail.filter((letter) => !due.includes(letter));
      for (const { position } of due) clock.tell(position);
      behindS.push(state.truthS - clock.currentTime());
    }
    return behindS;
  }

  return { clock, state, run };
}

const worst = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

describe('the clock of a player that tells its position by events', () => {
  it.each([250, 500, 1_000])('runs on between two events that are %d ms apart', (everyMs) => {
    const { run } = stage({ everyMs });
    run(3_000);
    expect(worst(run(5_000))).toBeLessThanOrEqual(0.021);
  });

  it('believes the quickest of the latest messages, and never goes back for a slower one', () => {
    const { clock, run } = stage({ delaysMs: [10, 120, 80, 180, 40] });
    run(3_000);
    let before = clock.currentTime();
    for (let look = 0; look < 500; look += 1) {
      expect(worst(run(10))).toBeLessThanOrEqual(0.05);
      expect(clock.currentTime()).toBeGreaterThanOrEqual(before);
      before = clock.currentTime();
    }
  });

  it('follows a player that lost a little time without a word', () => {
    const { run } = stage();
    run(2_000);
    run(200, { isStanding: true });
    run(2_000);
    expect(worst(run(1_000))).toBeLessThanOrEqual(0.021);
  });

  it('stands with a player that says the same position again, and goes on with it', () => {
    const { run } = stage();
    run(2_000);
    expect(worst(run(1_500, { isStanding: true }).slice(-1))).toBeLessThan(0.26);
    run(300);
    expect(worst(run(1_000))).toBeLessThan(0.03);
  });

  it('believes a jump at once', () => {
    const { clock, state, run } = stage();
    run(1_000);
    state.truthS = 90;
    run(300);
    expect(Math.abs(clock.currentTime() - state.truthS)).toBeLessThan(0.03);
    state.truthS = 5;
    run(300);
    expect(Math.abs(clock.currentTime() - state.truthS)).toBeLessThan(0.03);
  });

  it('runs at the rate that the player has', () => {
    const { clock, state, run } = stage({ everyMs: 1_000 });
    run(2_000);
    state.rate = 1.5;
    clock.setRate(1.5);
    expect(worst(run(4_000))).toBeLessThanOrEqual(0.04);
  });

  it('does not run on for ever when nothing is heard', () => {
    const { clock, run } = stage();
    run(1_000);
    run(10_000, { isSilent: true });
    expect(clock.currentTime()).toBeLessThan(13.1);
  });

  it('stands where it was told to while the player stands', () => {
    const { clock, state } = stage();
    state.nowMs += 500;
    clock.stand();
    state.nowMs += 5_000;
    expect(clock.currentTime()).toBeCloseTo(10.5, 6);
    clock.tell(10.45);
    expect(clock.currentTime()).toBe(10.45);
    clock.run();
    state.nowMs += 1_000;
    expect(clock.currentTime()).toBeCloseTo(11.45, 6);
  });
});

import { describe, expect, it } from '@jest/globals';

import { createWakeDetector } from './wake-detector.js';

/** A page on manual time; its timers stand still while it sleeps. */
function stage() {
  const page = { nowMs: 0, deviceMs: 1_700_000_000_000, isVisible: true, wakes: 0 };
  const timers: { dueMs: number; task: () => void }[] = [];
  const detector = createWakeDetector({
    onWake: () => (page.wakes += 1),
    isVisible: () => page.isVisible,
    now: () => page.nowMs,
    deviceNow: () => page.deviceMs,
    schedule(task, delayMs) {
      const timer = { dueMs: page.nowMs + delayMs, task };
      timers.push(timer);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
  });
  const runDue = (): void => {
    for (const timer of timers.filter(({ dueMs }) => dueMs <= page.nowMs)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.task();
    }
  };
  /** Time passes, second by second. */
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      page.nowMs += 1_000;
      page.deviceMs += 1_000;
      runDue();
    }
  };
  return { detector, page, timers, pass, runDue };
}

describe('wake detector', () => {
  it('makes one wake-up of all the events of one', () => {
    const { detector, page, pass } = stage();
    detector.hint();
    detector.hint();
    expect(page.wakes).toBe(1);
    pass(2);
    detector.hint();
    expect(page.wakes).toBe(2);
  });

  it('finds a sleep in which timers stood still with the monotonic clock', () => {
    const { page, pass } = stage();
    pass(10);
    page.deviceMs += 3_600_000;
    expect(page.wakes).toBe(0);
    pass(2);
    expect(page.wakes).toBe(1);
    pass(60);
    expect(page.wakes).toBe(1);
  });

  it('finds a sleep in which only timers stood still', () => {
    const { page, pass, runDue } = stage();
    pass(10);
    page.nowMs += 60_000;
    page.deviceMs += 60_000;
    runDue();
    expect(page.wakes).toBe(1);
  });

  it('does not take a sleep for two when the browser told of it first', () => {
    const { detector, page, pass } = stage();
    pass(10);
    page.deviceMs += 3_600_000;
    detector.hint();
    pass(60);
    expect(page.wakes).toBe(1);
  });

  it('does not take throttled or somewhat late timers for a sleep', () => {
    const { page, pass, runDue } = stage();
    page.isVisible = false;
    page.nowMs += 60_000;
    page.deviceMs += 60_000;
    runDue();
    page.isVisible = true;
    page.nowMs += 4_900;
    page.deviceMs += 4_900;
    runDue();
    pass(10);
    expect(page.wakes).toBe(0);
  });

  it('is silent once it is stopped', () => {
    const { detector, timers } = stage();
    detector.stop();
    expect(timers).toEqual([]);
  });
});

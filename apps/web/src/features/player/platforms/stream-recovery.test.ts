import { describe, expect, it } from '@jest/globals';

import { fakeSchedule } from '../../../testing/fake-schedule.js';
import { createStreamRecovery } from './stream-recovery.js';

function stage() {
  const schedule = fakeSchedule();
  const retries = { count: 0 };
  const player = { position: 0 };
  const recovery = createStreamRecovery({ position: () => player.position, schedule: schedule.schedule });
  return {
    schedule,
    retries,
    player,
    recovery,
    tryAgain: () => recovery.tryAgain(() => (retries.count += 1)),
  };
}

describe('the recovery of a stream', () => {
  it('tries twice, the second time after a longer pause, and then gives up', () => {
    const { schedule, retries, tryAgain } = stage();
    expect(tryAgain()).toBe(true);
    expect(retries.count).toBe(0);
    schedule.runNext();
    expect(tryAgain()).toBe(true);
    schedule.runNext();
    expect(retries.count).toBe(2);
    expect(tryAgain()).toBe(false);
    expect(schedule.delaysMs).toEqual([1_000, 4_000]);
  });

  it('takes faults that come while it waits for one', () => {
    const { schedule, retries, tryAgain } = stage();
    tryAgain();
    expect(tryAgain()).toBe(true);
    schedule.runNext();
    expect(retries.count).toBe(1);
    expect(schedule.pending()).toBe(0);
  });

  it('has all its tries again for whoever has got past the fault, forwards or back', () => {
    const { schedule, player, tryAgain } = stage();
    for (const position of [60, 70, 10]) {
      player.position = position;
      tryAgain();
      schedule.runNext();
      tryAgain();
      schedule.runNext();
      player.position += 1;
      expect(tryAgain()).toBe(false);
    }
    expect(schedule.delaysMs).toHaveLength(6);
  });

  it('tries no more for a video that is gone', () => {
    const { schedule, recovery, tryAgain } = stage();
    tryAgain();
    recovery.reset();
    expect(schedule.pending()).toBe(0);
  });
});

import { driftTuningOf } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { createSettling } from './settling.js';

const { steady, settling, honing } = driftTuningOf('exact');

function stage() {
  const time = { nowMs: 10_000 };
  return { time, first: createSettling(() => time.nowMs, driftTuningOf('exact')) };
}

describe('the first moments of a player that has got going', () => {
  it('have not begun before it starts', () => {
    const { first } = stage();
    expect(first.isOn()).toBe(false);
    expect(first.tuning()).toBe(steady);
  });

  it('are put right exactly for 2.2 s, and quickly for 4', () => {
    const { first, time } = stage();
    first.start();
    expect(first.tuning()).toBe(honing);
    time.nowMs += 2_200;
    expect(first.tuning()).toBe(settling);
    time.nowMs += 1_799;
    expect(first.isOn()).toBe(true);
    time.nowMs += 1;
    expect(first.isOn()).toBe(false);
    expect(first.tuning()).toBe(steady);
  });

  it('begin anew, but for the exact part, when it goes on after it had run out of data', () => {
    const { first, time } = stage();
    first.goOn();
    expect(first.tuning()).toBe(settling);
    first.start();
    time.nowMs += 1_000;
    first.goOn();
    expect(first.tuning()).toBe(honing);
    time.nowMs += 3_500;
    expect(first.tuning()).toBe(settling);
  });

  it('are those of the clock that the player has', () => {
    const first = createSettling(() => 0, driftTuningOf('events'));
    first.start();
    expect(first.tuning()).toBe(driftTuningOf('events').honing);
  });
});

import { describe, expect, it } from '@jest/globals';

import { createServerClock } from './server-clock.js';

const SERVER_AHEAD_MS = 5_000;

/** A clock on manual time; each ping is answered when the test says so. */
function stage() {
  const time = { nowMs: 1_000, deviceAheadMs: 100_000 };
  const timers: { dueMs: number; task: () => void }[] = [];
  const pings: {
    payload: { clientTime: number; rttMs?: number };
    answer: (serverTime: number) => void;
    fail: () => void;
  }[] = [];
  const clock = createServerClock({
    ping: (payload) =>
      new Promise((resolve, reject) => {
        pings.push({
          payload,
          answer: (serverTime) => resolve({ serverTime }),
          fail: () => reject(new Error('lost')),
        });
      }),
    now: () => time.nowMs,
    deviceNow: () => time.nowMs + time.deviceAheadMs,
    schedule: (task, delayMs) => {
      const timer = { dueMs: time.nowMs + delayMs, task };
      timers.push(timer);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
  });
  const pass = (ms: number): void => {
    time.nowMs += ms;
    for (const timer of timers.filter(({ dueMs }) => dueMs <= time.nowMs)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.task();
    }
  };
  /** The newest ping comes back after `rttMs`. */
  const answer = async (rttMs: number, aheadMs = SERVER_AHEAD_MS): Promise<void> => {
    time.nowMs += rttMs;
    pings.at(-1)?.answer(time.nowMs - rttMs / 2 + aheadMs);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { clock, time, pings, pass, answer, timers };
}

describe('server clock', () => {
  it('goes by the device until the first answer, and by the server from then on', async () => {
    const { clock, time, answer } = stage();
    expect(clock.serverNow()).toBe(time.nowMs + 100_000);
    clock.start();
    await answer(40);
    expect(clock.serverNow()).toBeCloseTo(time.nowMs + SERVER_AHEAD_MS, 3);
  });

  it('measures eight times in a row, then every 20 s once it is sure', async () => {
    const { clock, pings, pass, answer } = stage();
    clock.start();
    await answer(2);
    for (let step = 1; step < 8; step += 1) {
      pass(150);
      await answer(2);
    }
    expect(pings).toHaveLength(8);
    pass(1_000);
    await answer(2);
    pass(19_000);
    expect(pings).toHaveLength(9);
    pass(1_000);
    expect(pings).toHaveLength(10);
  });

  it('measures another burst when it finds the clock elsewhere, but not one after the other', async () => {
    const { clock, pings, pass, answer } = stage();
    clock.start();
    await answer(2);
    for (let step = 1; step < 9; step += 1) {
      pass(step < 8 ? 150 : 1_000);
      await answer(2);
    }
    pass(20_000);
    await answer(2);
    pass(20_000);
    await answer(2, SERVER_AHEAD_MS + 60_000);
    const found = pings.length;
    for (let step = 1; step < 8; step += 1) {
      pass(150);
      await answer(2, SERVER_AHEAD_MS + 120_000);
    }
    // The first ping of the burst left with the answer that caused it.
    expect(pings.length - found).toBe(7);
    expect(clock.estimate()?.offsetMs).toBeCloseTo(SERVER_AHEAD_MS + 120_000, 3);
    pass(150);
    expect(pings.length - found).toBe(7);
  });

  it('does not care when the device changes its time', async () => {
    const { clock, time, answer } = stage();
    clock.start();
    await answer(40);
    time.deviceAheadMs += 3_600_000;
    expect(clock.serverNow()).toBeCloseTo(time.nowMs + SERVER_AHEAD_MS, 3);
  });

  it('tells its typical round trip as soon as it knows one', async () => {
    const { clock, pings, pass, answer } = stage();
    clock.start();
    expect(pings[0]?.payload).toEqual({ clientTime: 1_000 });
    await answer(40);
    pass(150);
    expect(pings[1]?.payload).toEqual({ clientTime: 1_190, rttMs: 40 });
    for (const rttMs of [60, 7_000]) {
      await answer(rttMs);
      pass(150);
    }
    expect(pings[3]?.payload.rttMs).toBe(60);
  });

  it('tells no round trip beyond what the server takes', async () => {
    const { clock, pings, pass, answer } = stage();
    clock.start();
    await answer(70_000);
    pass(150);
    expect(pings[1]?.payload.rttMs).toBe(60_000);
  });

  it('survives lost pings', async () => {
    const { clock, pings, pass, answer, time } = stage();
    clock.start();
    pings[0]?.fail();
    pass(150);
    await answer(30);
    expect(clock.serverNow()).toBeCloseTo(time.nowMs + SERVER_AHEAD_MS, 3);
  });

  it('drops an answer of before a restart, and follows what it measures after it', async () => {
    const { clock, pings, answer, time } = stage();
    clock.start();
    await answer(40);
    const early = pings.length;
    clock.start();
    pings[early - 1]?.answer(0);
    await answer(40, SERVER_AHEAD_MS + 60_000);
    expect(clock.serverNow()).toBeCloseTo(time.nowMs + SERVER_AHEAD_MS + 60_000, 3);
  });

  it('says when it has measured anew, and does not let anybody wait for long', async () => {
    const { clock, pass, answer } = stage();
    const told: string[] = [];
    clock.start();
    void clock.measured().then(() => told.push('answered'));
    await Promise.resolve();
    expect(told).toEqual([]);
    await answer(40);
    expect(told).toEqual(['answered']);

    clock.start();
    void clock.measured().then(() => told.push('given up'));
    pass(1_000);
    await Promise.resolve();
    expect(told).toEqual(['answered', 'given up']);
  });

  it('is silent after a stop', () => {
    const { clock, timers } = stage();
    clock.start();
    clock.stop();
    expect(timers).toEqual([]);
  });
});

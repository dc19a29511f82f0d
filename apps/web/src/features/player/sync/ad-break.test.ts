import { describe, expect, it } from '@jest/globals';

import { createAdBreak } from './ad-break.js';

function stage() {
  const state = { nowMs: 0, isSignalled: false, isSuspected: false };
  const adBreak = createAdBreak({
    isSignalled: () => state.isSignalled,
    isSuspected: () => state.isSuspected,
    quietMs: 500,
    now: () => state.nowMs,
  });
  return { state, adBreak };
}

describe('an advertisement in place of the film', () => {
  it('is on when the player says so, or stands as in one', () => {
    const { state, adBreak } = stage();
    expect(adBreak.isOn()).toBe(false);
    state.isSuspected = true;
    expect([adBreak.isOn(), adBreak.isSignalled()]).toEqual([true, false]);
    state.isSignalled = true;
    expect([adBreak.isOn(), adBreak.isSignalled()]).toEqual([true, true]);
  });

  it('leaves a jump owed, due once the player tells of the film again', () => {
    const { state, adBreak } = stage();
    state.isSuspected = true;
    adBreak.look();
    expect(adBreak.isOwed()).toBe(false);
    state.isSuspected = false;
    adBreak.look();
    adBreak.look();
    expect([adBreak.isOwed(), adBreak.isDue()]).toEqual([true, false]);
    state.nowMs += 500;
    expect(adBreak.isDue()).toBe(true);
    adBreak.reset();
    adBreak.look();
    expect([adBreak.isOwed(), adBreak.isDue()]).toEqual([false, false]);
  });

  it('owes nothing yet where another follows it', () => {
    const { state, adBreak } = stage();
    adBreak.owe();
    state.isSuspected = true;
    adBreak.look();
    expect(adBreak.isOwed()).toBe(false);
  });

  it('owes nothing to a timeline that has come meanwhile', () => {
    const { state, adBreak } = stage();
    state.isSuspected = true;
    adBreak.look();
    adBreak.reset();
    state.isSuspected = false;
    adBreak.look();
    expect(adBreak.isOwed()).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';

import { steadyDriftMs, statusOf, type Standing } from './standing.js';
import type { MovingState } from './status-judge.js';

/** A player that runs along. */
const RUNNING: Standing = {
  nowMs: 5_000,
  aim: { phase: 'moving', position: 10, rate: 1 },
  problem: undefined,
  isReady: true,
  isBlocked: false,
  isInAd: false,
  canPlay: true,
  isMeasured: true,
  isPreviewing: false,
  isLanding: false,
  isStarting: false,
  activity: 'playing',
  isStuck: false,
  driftS: 0.012,
};
const RESTING: Standing = { ...RUNNING, aim: { phase: 'resting', position: 10 } };

/** What the judge is asked about. */
function judged(standing: Standing): MovingState | undefined {
  let asked: MovingState | undefined;
  statusOf(standing, (state) => {
    asked = state;
    return { type: 'synced' };
  });
  return asked;
}

const neverAsked = (): never => {
  throw new Error('it needs no judgement');
};

describe('the word for how a player stands', () => {
  it('is the first of these that holds', () => {
    const all: Standing = {
      ...RUNNING,
      problem: 'network',
      isBlocked: true,
      aim: undefined,
      canPlay: false,
      isInAd: true,
      isPreviewing: true,
    };
    expect(statusOf(all, neverAsked)).toEqual({ type: 'failed', problem: 'network' });
    const blocked = { ...all, problem: undefined };
    expect(statusOf(blocked, neverAsked)).toEqual({ type: 'needs_tap' });
    const idle = { ...blocked, isBlocked: false };
    expect(statusOf(idle, neverAsked)).toEqual({ type: 'idle' });
    const manual = { ...idle, aim: RUNNING.aim };
    expect(statusOf(manual, neverAsked)).toEqual({ type: 'manual' });
    const inAd = { ...manual, canPlay: true };
    expect(statusOf(inAd, neverAsked)).toEqual({ type: 'in_ad' });
    expect(statusOf({ ...inAd, isReady: false }, neverAsked)).toEqual({ type: 'loading' });
    expect(statusOf({ ...inAd, isInAd: false }, neverAsked)).toEqual({ type: 'synced' });
  });

  it('is "in sync" at rest and at the end, whatever the player does', () => {
    expect(statusOf({ ...RESTING, isStuck: true }, neverAsked)).toEqual({ type: 'synced' });
    const ended: Standing = { ...RUNNING, aim: { phase: 'ended', position: 60 }, activity: 'ended' };
    expect(statusOf(ended, neverAsked)).toEqual({ type: 'synced' });
  });

  it('depends on the drift of what runs', () => {
    expect(judged(RUNNING)).toEqual({
      nowMs: 5_000,
      isTroubled: false,
      isBuffering: false,
      isMeasured: true,
      driftS: 0.012,
    });
  });

  it.each([
    ['lands', { isLanding: true }],
    ['stands', { activity: 'paused' }],
    ['is stuck', { isStuck: true }],
  ] as const)('knows of the trouble of what %s', (_, change) => {
    expect(judged({ ...RUNNING, ...change })).toMatchObject({ isTroubled: true, isBuffering: false });
  });

  it('tells missing data from other trouble', () => {
    expect(judged({ ...RUNNING, activity: 'buffering' })).toMatchObject({
      isTroubled: true,
      isBuffering: true,
    });
  });
});

describe('the difference that counts', () => {
  it('is positive where the player is ahead, in milliseconds', () => {
    expect(steadyDriftMs(RUNNING)).toBe(-12);
    expect(steadyDriftMs({ ...RUNNING, driftS: -0.02 })).toBe(20);
  });

  it.each([
    ['lands', { isLanding: true }],
    ['starts', { isStarting: true }],
    ['failed', { problem: 'network' }],
    ['is not ready', { isReady: false }],
    ['was refused', { isBlocked: true }],
    ['rests', { aim: RESTING.aim }],
    ['has no room', { aim: undefined }],
    ['buffers', { activity: 'buffering' }],
    ['shows an advertisement', { isInAd: true }],
    ['is stuck', { isStuck: true }],
    ['is not measured yet', { driftS: undefined }],
  ] as const)('is unknown of a player that %s', (_, change) => {
    expect(steadyDriftMs({ ...RUNNING, ...change })).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';

import { createMediaClock } from './media-clock.js';

/** A film that runs from 10 s on, on an element that renews its position each `renewsEveryMs`. */
function stage({ renewsEveryMs = 250, hasFrames = true } = {}) {
  const element = document.createElement('video');
  const state = { nowMs: 5_000, paused: false, seeking: false, ended: false, rate: 1, standing: false };
  const trueTime = (): number => 10 + ((state.nowMs - 5_000) / 1000) * state.rate;
  const toldTime = (): number => {
    if (state.standing) return 10;
    const passedMs = state.nowMs - 5_000;
    return 10 + ((passedMs - (passedMs % renewsEveryMs)) / 1000) * state.rate;
  };
  const members = {
    currentTime: toldTime,
    paused: () => state.paused,
    seeking: () => state.seeking,
    ended: () => state.ended,
    playbackRate: () => state.rate,
  };
  for (const [name, get] of Object.entries(members)) Object.defineProperty(element, name, { get });

  let callback: VideoFrameRequestCallback | undefined;
  let requests = 0;
  const frames = {
    requestVideoFrameCallback(next: VideoFrameRequestCallback) {
      callback = next;
      return ++requests;
    },
    cancelVideoFrameCallback() {
      callback = undefined;
    },
  };
  const clock = createMediaClock(element, { now: () => state.nowMs, ...(hasFrames && { frames }) });
  /** Shows a frame whose time is now. */
  const show = (): void =>
    callback?.(state.nowMs, {
      mediaTime: trueTime(),
      expectedDisplayTime: state.nowMs,
    } as VideoFrameCallbackMetadata);
  /** Looks each 40 ms, with 25 frames a second in between. @returns how far each look was behind the film, in seconds */
  const run = (ms: number, { withFrames = true, standing = false } = {}): number[] => {
    state.standing = standing;
    const behind: number[] = [];
    for (const endMs = state.nowMs + ms; state.nowMs < endMs;) {
      state.nowMs += 20;
      if (withFrames) show();
      state.nowMs += 20;
      behind.push(trueTime() - clock.currentTime());
    }
    return behind;
  };
  return { element, state, clock, run, requests: () => requests, isListening: () => callback !== undefined };
}

describe('the clock of a media element', () => {
  it('runs on with the frames between two renewals', () => {
    const { run } = stage();
    run(1_000);
    expect(Math.max(...run(4_000).map(Math.abs))).toBeLessThan(0.001);
  });

  it('is as old as the element says where no frames are told of', () => {
    const { run } = stage({ hasFrames: false });
    expect(Math.max(...run(2_000))).toBeGreaterThan(0.2);
  });

  it('asks for no frames where the position moves at each look', () => {
    const { run, requests } = stage({ renewsEveryMs: 1 });
    expect(Math.max(...run(2_000))).toBeLessThan(0.002);
    expect(requests()).toBe(0);
  });

  it('is the element’s again after a start at which it stood for a moment', () => {
    const { run, requests, state } = stage({ renewsEveryMs: 1 });
    const start = state.nowMs;
    run(80, { standing: true });
    expect(state.nowMs).toBe(start + 80);
    expect(Math.max(...run(2_000))).toBeLessThan(0.002);
    expect(requests()).toBe(0);
  });

  it('does not believe a picture that has stood for long', () => {
    const { run } = stage({ renewsEveryMs: 1_000 });
    run(400);
    expect(run(400, { withFrames: false }).at(-1)).toBeGreaterThan(0.5);
  });

  it('forgets the frames of before a jump, and stands where the element stands', () => {
    const { run, state, element, clock } = stage();
    run(1_100);
    state.seeking = true;
    element.dispatchEvent(new Event('seeking'));
    expect(clock.currentTime()).toBe(element.currentTime);
    state.nowMs += 100;
    expect(clock.currentTime()).toBe(element.currentTime);
  });

  it('stops to listen in the end', () => {
    const { run, clock, isListening } = stage();
    run(500);
    expect(isListening()).toBe(true);
    clock.destroy();
    expect(isListening()).toBe(false);
  });
});

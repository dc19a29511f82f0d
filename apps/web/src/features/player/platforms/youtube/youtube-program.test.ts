import { describe, expect, it } from '@jest/globals';

import { createYouTubeProgram } from './youtube-program.js';

const T0 = 1_700_000_000_000;

function stage() {
  let nowMs = 0;
  const program = createYouTubeProgram({ serverNow: () => T0 + nowMs, now: () => nowMs });
  const look = (
    durationS: number,
    {
      saysLive,
      isPlaying = true,
      afterMs = 0,
    }: { saysLive?: boolean; isPlaying?: boolean; afterMs?: number } = {},
  ): void => {
    nowMs += afterMs;
    program.look({ durationS, saysLive, isPlaying });
  };
  return { program, look };
}

describe('the length of a video on YouTube', () => {
  it('is a film’s as soon as its player says that it is none of a live programme', () => {
    const { program, look } = stage();
    look(0, { saysLive: false });
    expect(program.filmDuration()).toBeUndefined();
    look(212, { saysLive: false, isPlaying: false });
    expect([program.filmDuration(), program.isLive()]).toEqual([212, false]);
  });

  it('is a film’s when it has stood for six seconds of playing, where its player says nothing', () => {
    const { program, look } = stage();
    look(212, { isPlaying: false });
    look(212, { isPlaying: false, afterMs: 60_000 });
    look(212);
    look(212.06, { afterMs: 5_900 });
    expect(program.filmDuration()).toBeUndefined();
    look(212.06, { afterMs: 100 });
    expect(program.filmDuration()).toBe(212.06);
  });

  it('is unknown again when it grows after all', () => {
    const { program, look } = stage();
    look(3_600);
    look(3_600, { afterMs: 6_000 });
    expect(program.filmDuration()).toBe(3_600);
    look(3_607, { afterMs: 1_000 });
    expect(program.filmDuration()).toBeUndefined();
  });

  it('is a live programme’s when it grows twice', () => {
    const { program, look } = stage();
    look(3_600);
    look(3_605, { afterMs: 5_000 });
    expect([program.isLive(), program.filmDuration()]).toEqual([false, undefined]);
    look(3_610, { afterMs: 5_000 });
    expect([program.isLive(), program.filmDuration()]).toEqual([true, undefined]);
    look(3_610, { afterMs: 60_000 });
    expect(program.filmDuration()).toBeUndefined();
  });

  it('is a live programme’s when it grows by very little, many times', () => {
    const { program, look } = stage();
    for (let looks = 0; looks < 8; looks += 1) look(3_600 + looks * 0.25, { afterMs: 250 });
    expect(program.isLive()).toBe(true);
  });

  it('is a live programme’s at once, where its player says so', () => {
    const { program, look } = stage();
    look(3_600, { saysLive: true });
    expect([program.isLive(), program.filmDuration()]).toEqual([true, undefined]);
  });

  it('is unknown again with the next video', () => {
    const { program, look } = stage();
    look(3_600, { saysLive: true });
    program.reset();
    expect([program.isLive(), program.window(), program.programTimeAt(0)]).toEqual([
      false,
      undefined,
      undefined,
    ]);
  });
});

describe('a live programme on YouTube', () => {
  it('has its end in the server’s present', () => {
    const { program, look } = stage();
    look(3_600, { saysLive: true });
    expect(program.programTimeAt(3_600)).toBe(T0);
    expect(program.mediaTimeAt(T0 - 30_000)).toBe(3_570);
  });

  it('goes on with its length, and is not thrown about by what comes late', () => {
    const { program, look } = stage();
    look(3_600, { saysLive: true });
    look(3_605, { saysLive: true, afterMs: 5_000 });
    look(3_610, { saysLive: true, afterMs: 6_200 });
    expect(program.programTimeAt(3_600)).toBe(T0);
  });

  it('is watched with ease ten seconds before its end, and reaches back for four hours at most', () => {
    const { program, look } = stage();
    look(5 * 3_600, { saysLive: true });
    expect([program.comfortableTime(), program.window()]).toEqual([
      5 * 3_600 - 10,
      { start: 3_600, end: 5 * 3_600 },
    ]);
    look(6, { saysLive: true });
    expect([program.comfortableTime(), program.window()]).toEqual([0, { start: 0, end: 6 }]);
  });
});

import '../../../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';

import { FakeEngine, fakeHlsElement, type FakePlaylist } from '../../../../testing/fake-hls.js';
import { createHlsProgram } from './hls-program.js';

const T0 = 1_700_000_000_000;
const SEGMENT_S = 6;

/** Five segments from media time 100, the programme's T0. */
function playlist({
  isDated = true,
  ...change
}: Partial<FakePlaylist> & { isDated?: boolean } = {}): FakePlaylist {
  const fragments = Array.from({ length: 5 }, (_, index) => ({
    start: 100 + index * SEGMENT_S,
    programDateTime: isDated ? T0 + index * SEGMENT_S * 1000 : null,
  }));
  return {
    live: true,
    advanced: true,
    fragmentStart: 100,
    edge: 130,
    targetduration: SEGMENT_S,
    fragments,
    ...change,
  };
}

function stage() {
  const { element, state } = fakeHlsElement();
  const world = { nowMs: T0 + 60_000 };
  const program = createHlsProgram(element, () => world.nowMs);
  const engine = new FakeEngine();
  const progress = () => element.dispatchEvent(new Event('progress'));
  return { element, state, world, program, engine, progress };
}

describe('a programme that hls.js feeds', () => {
  it('is as live as its playlist, whatever the element says', () => {
    const { program, engine, state } = stage();
    expect(program.isLive()).toBe(false);
    state.duration = Infinity;
    program.follow(engine.asEngine());
    expect(program.isLive()).toBe(true);
    engine.bring(playlist({ live: false }));
    expect(program.isLive()).toBe(false);
    state.duration = 60;
    engine.bring(playlist());
    expect(program.isLive()).toBe(true);
  });

  it('goes by the dates of the playlist', () => {
    const { program, engine } = stage();
    program.follow(engine.asEngine());
    expect(program.programTimeAt(100)).toBeUndefined();
    engine.bring(playlist());
    expect(program.programTimeAt(103)).toBe(T0 + 3_000);
    expect(program.mediaTimeAt(T0 + 13_000)).toBe(113);
    expect(program.window()).toEqual({ start: 100, end: 130 });
  });

  it('takes the edge for now where there are none', () => {
    const { program, engine, world } = stage();
    program.follow(engine.asEngine());
    engine.bring(playlist({ isDated: false }));
    expect(program.programTimeAt(130)).toBe(world.nowMs);
    expect(program.mediaTimeAt(world.nowMs - 5_000)).toBe(125);
  });

  it('learns nothing of the edge from a playlist that has nothing new, or is a film’s', () => {
    for (const change of [{ advanced: false }, { live: false }]) {
      const { program, engine } = stage();
      program.follow(engine.asEngine());
      engine.bring(playlist({ isDated: false, ...change }));
      expect(program.programTimeAt(130)).toBeUndefined();
    }
  });

  it('does not jump when a playlist comes less late, but after a break of the playlist’s own measure', () => {
    const { program, engine, world } = stage();
    program.follow(engine.asEngine());
    engine.bring(playlist({ isDated: false, targetduration: 2 }));
    const firstMs = program.programTimeAt(130)!;
    world.nowMs += 1_000;
    engine.bring(playlist({ isDated: false, targetduration: 2, edge: 134 }));
    expect(program.programTimeAt(130)! - firstMs).toBeCloseTo(-20, 3);
    engine.bring(playlist({ isDated: false, targetduration: 2, edge: 142 }));
    expect(program.programTimeAt(142)).toBe(world.nowMs);
  });

  it('can be watched with ease where hls.js holds back to', () => {
    const { program, engine, state } = stage();
    state.seekable = [90, 128];
    program.follow(engine.asEngine());
    expect(program.comfortableTime()).toBeUndefined();
    engine.liveSyncPosition = 112;
    expect(program.comfortableTime()).toBe(112);
  });

  it('is forgotten when another video comes', () => {
    const { program, engine } = stage();
    program.follow(engine.asEngine());
    engine.bring(playlist({ isDated: false }));
    program.reset();
    expect(program.isLive()).toBe(false);
    expect(program.window()).toBeUndefined();
    expect(program.programTimeAt(130)).toBeUndefined();
  });
});

describe('a programme that the browser plays by itself', () => {
  it('is live where its length is endless, and can be sought to where the element says', () => {
    const { program, state } = stage();
    expect(program.window()).toBeUndefined();
    expect(program.comfortableTime()).toBeUndefined();
    state.duration = Infinity;
    state.seekable = [10, 40];
    expect(program.isLive()).toBe(true);
    expect(program.window()).toEqual({ start: 10, end: 40 });
    expect(program.comfortableTime()).toBe(40);
  });

  it('goes by the date of media time 0', () => {
    const { program, element } = stage();
    Object.assign(element, { getStartDate: () => new Date(T0) });
    expect(program.programTimeAt(12.5)).toBe(T0 + 12_500);
    expect(program.mediaTimeAt(T0 + 1_000)).toBe(1);
  });

  it('takes the edge for now where the playlist has no dates', () => {
    const { program, element, state, world, progress } = stage();
    Object.assign(element, { getStartDate: () => new Date(NaN) });
    progress();
    expect(program.programTimeAt(40)).toBeUndefined();
    state.seekable = [10, 40];
    progress();
    expect(program.programTimeAt(40)).toBe(world.nowMs);
    // The same edge later says nothing: nothing has come.
    world.nowMs += 30_000;
    for (let again = 0; again < 5; again += 1) progress();
    expect(program.programTimeAt(40)).toBe(world.nowMs - 30_000);
  });

  it('is not asked for its edge while hls.js feeds it, nor when it is over', () => {
    const fed = stage();
    fed.state.seekable = [10, 40];
    fed.program.follow(fed.engine.asEngine());
    fed.progress();
    expect(fed.program.programTimeAt(40)).toBeUndefined();

    const over = stage();
    over.state.seekable = [10, 40];
    over.program.destroy();
    over.progress();
    expect(over.program.programTimeAt(40)).toBeUndefined();
  });
});

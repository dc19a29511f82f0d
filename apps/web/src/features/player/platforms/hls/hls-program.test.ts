import { describe, expect, it } from '@jest/globals';
import { Hls } from 'hls-video-element';

import type { HlsElement, HlsEngine } from './hls-element.js';
import { createHlsProgram } from './hls-program.js';

const T0 = 1_800_000_000_000;

/** An element that plays nothing, with the members that a test decides on. */
function elementOf(members: object = {}): HlsElement {
  const element = document.createElement('video');
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(element, name, { value, configurable: true, writable: true });
  }
  return element as unknown as HlsElement;
}

const ranges = (start: number, end: number) => ({ length: 1, start: () => start, end: () => end });

/** An engine whose playlist a test writes. */
function engineOf(playlist: object) {
  const listeners: ((event: string, data: unknown) => void)[] = [];
  const engine = {
    latestLevelDetails: playlist,
    liveSyncPosition: 40,
    on: (event: string, listener: (event: string, data: unknown) => void) => {
      if (event === (Hls.Events.LEVEL_UPDATED as string)) listeners.push(listener);
    },
  };
  const update = (details: object): void => {
    for (const listener of listeners) listener(Hls.Events.LEVEL_UPDATED, { details });
  };
  return { engine: engine as unknown as HlsEngine, update };
}

describe('what an HLS player knows of its programme', () => {
  it('is what the playlist says, by the dates that it carries', () => {
    const program = createHlsProgram(elementOf(), () => T0);
    const fragments = [{ start: 30, programDateTime: T0 }];
    program.follow(engineOf({ live: true, fragmentStart: 30, edge: 48, fragments }).engine);
    expect(program.isLive()).toBe(true);
    expect(program.window()).toEqual({ start: 30, end: 48 });
    expect(program.comfortableTime()).toBe(40);
    expect(program.programTimeAt(34)).toBe(T0 + 4_000);
    expect(program.mediaTimeAt(T0 + 4_000)).toBe(34);
  });

  it('is by the distance from the edge where there are no dates', () => {
    const program = createHlsProgram(elementOf(), () => T0);
    const { engine, update } = engineOf({ live: true, fragmentStart: 0, edge: 48, fragments: [] });
    program.follow(engine);
    expect(program.programTimeAt(48)).toBeUndefined();
    update({ live: true, advanced: true, edge: 48 });
    expect(program.programTimeAt(48)).toBe(T0);
    // The same playlist again tells nothing of the edge.
    update({ live: true, advanced: false, edge: 12 });
    expect(program.programTimeAt(48)).toBe(T0);
  });

  it('is forgotten with the video', () => {
    const program = createHlsProgram(elementOf({ duration: 60, seekable: { length: 0 } }), () => T0);
    const { engine, update } = engineOf({ live: true, fragmentStart: 0, edge: 48, fragments: [] });
    program.follow(engine);
    update({ live: true, advanced: true, edge: 48 });
    program.reset();
    expect(program.isLive()).toBe(false);
    expect(program.window()).toBeUndefined();
    expect(program.programTimeAt(48)).toBeUndefined();
  });

  it('is what the element says where the browser plays HLS by itself', () => {
    const element = elementOf({
      duration: Infinity,
      seekable: ranges(10, 50),
      getStartDate: () => new Date(T0),
    });
    const program = createHlsProgram(element, () => T0);
    expect(program.isLive()).toBe(true);
    expect(program.window()).toEqual({ start: 10, end: 50 });
    expect(program.comfortableTime()).toBe(50);
    expect(program.programTimeAt(20)).toBe(T0 + 20_000);
  });

  it('is found by such an element’s edge where the stream has no dates', () => {
    const element = elementOf({ duration: Infinity, seekable: ranges(10, 50) });
    const program = createHlsProgram(element, () => T0);
    expect(program.programTimeAt(50)).toBeUndefined();
    element.dispatchEvent(new Event('progress'));
    expect(program.programTimeAt(50)).toBe(T0);
    program.destroy();
    Object.defineProperty(element, 'seekable', { value: ranges(10, 56) });
    element.dispatchEvent(new Event('progress'));
    expect(program.programTimeAt(50)).toBe(T0);
  });
});

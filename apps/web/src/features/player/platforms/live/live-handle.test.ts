import { capabilitiesOf } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import type { PlayerEvent, TimeSpan } from '../../player-handle.js';
import { createMediaElementHandle } from '../media-element-handle.js';
import { createLiveHandle, type LiveProgram } from './live-handle.js';
import { createDatedClock } from './program-clock.js';

const T0 = 1_700_000_000_000;
/** The room's position 0. */
const ORIGIN = T0 - 86_400_000;

/** A player whose media time 0 is the programme's T0. */
function stage({ isLive = true }: { isLive?: boolean } = {}) {
  const media = {
    currentTime: 20,
    readyState: HTMLMediaElement.HAVE_METADATA as number,
    duration: isLive ? Infinity : 60,
    /** From and to, in media time. */
    buffered: [] as [number, number][],
  };
  const element = document.createElement('video');
  Object.defineProperties(element, {
    currentTime: { get: () => media.currentTime, set: (next: number) => (media.currentTime = next) },
    readyState: { get: () => media.readyState },
    duration: { get: () => media.duration },
    buffered: {
      get: () => ({
        length: media.buffered.length,
        start: (index: number) => media.buffered[index]![0],
        end: (index: number) => media.buffered[index]![1],
      }),
    },
  });
  const window: TimeSpan = { start: 10, end: 40 };
  const program: LiveProgram = {
    ...createDatedClock(() => [{ start: 0, programDateTime: T0 }]),
    isLive: () => isLive,
    comfortableTime: () => 22,
    window: () => window,
  };
  const capabilities = capabilitiesOf('hls');
  if (!capabilities) throw new Error('no such platform');
  const handle = createLiveHandle(
    createMediaElementHandle(element, { load: () => undefined, capabilities }),
    program,
  );
  const events: PlayerEvent[] = [];
  handle.subscribe((event) => events.push(event));
  return { element, media, handle, events };
}

describe('the handle of a live programme', () => {
  it('is ready once it knows where the room counts from', () => {
    const { element, handle, events } = stage();
    element.dispatchEvent(new Event('loadedmetadata'));
    expect(handle.isReady()).toBe(false);
    expect(events).toEqual([{ type: 'durationchange', duration: undefined }]);
    expect(handle.liveProgram.comfortableTime()).toBe(T0 + 22_000);

    handle.liveProgram.setOrigin(ORIGIN);
    handle.liveProgram.setOrigin(ORIGIN);
    expect(handle.isReady()).toBe(true);
    expect(events.slice(1)).toEqual([{ type: 'ready' }]);
  });

  it('speaks the room’s positions', () => {
    const { media, handle } = stage();
    handle.liveProgram.setOrigin(ORIGIN);
    expect(handle.currentTime()).toBe(86_420);
    expect(handle.duration()).toBeUndefined();
    expect(handle.liveProgram.window()).toEqual({ start: 86_410, end: 86_440 });
    handle.seek(86_425.5);
    expect(media.currentTime).toBe(25.5);
  });

  it('seeks no farther than there is something', () => {
    const { media, handle } = stage();
    handle.liveProgram.setOrigin(ORIGIN);
    handle.seek(86_400);
    expect(media.currentTime).toBe(10);
    handle.seek(86_500);
    expect(media.currentTime).toBe(40);
  });

  it('goes to what has left the playlist as long as it is still here', () => {
    const { media, handle } = stage();
    handle.liveProgram.setOrigin(ORIGIN);
    media.buffered = [[2, 26]];
    handle.seek(86_404);
    expect(media.currentTime).toBe(4);
    handle.seek(86_401);
    expect(media.currentTime).toBe(10);
  });

  it('stays where it stands if that is nearer to the room than the oldest there is', () => {
    const { media, handle } = stage();
    handle.liveProgram.setOrigin(ORIGIN);
    media.readyState = HTMLMediaElement.HAVE_FUTURE_DATA;
    media.currentTime = 7;
    handle.seek(86_400);
    expect(media.currentTime).toBe(7);
    // Without data there is nothing to see there.
    media.readyState = HTMLMediaElement.HAVE_METADATA;
    handle.seek(86_400);
    expect(media.currentTime).toBe(10);
  });

  it('goes back to the oldest there is from anywhere later', () => {
    const { media, handle } = stage();
    handle.liveProgram.setOrigin(ORIGIN);
    media.readyState = HTMLMediaElement.HAVE_FUTURE_DATA;
    media.currentTime = 25;
    handle.seek(86_400);
    expect(media.currentTime).toBe(10);
  });

  it('lets films pass as they are', () => {
    const { element, media, handle, events } = stage({ isLive: false });
    element.dispatchEvent(new Event('loadedmetadata'));
    expect(events).toEqual([{ type: 'ready' }]);
    expect(handle.isReady()).toBe(true);
    expect(handle.currentTime()).toBe(20);
    expect(handle.duration()).toBe(60);
    expect(handle.liveProgram.comfortableTime()).toBeUndefined();
    handle.seek(5);
    expect(media.currentTime).toBe(5);
  });
});

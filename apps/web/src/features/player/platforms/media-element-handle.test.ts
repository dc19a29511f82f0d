import { capabilitiesOf } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import type { PlayerEvent } from '../player-handle.js';
import { createMediaElementHandle } from './media-element-handle.js';

/** jsdom's element, which plays nothing, with the members that a test decides on. */
function stage(members: Partial<Record<keyof HTMLMediaElement, unknown>> = {}) {
  const element = document.createElement('video');
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(element, name, { value, configurable: true, writable: true });
  }
  const loads: string[] = [];
  const handle = createMediaElementHandle(element, {
    load: (url) => loads.push(url),
    capabilities: capabilitiesOf('file')!,
  });
  const events: PlayerEvent[] = [];
  handle.subscribe((event) => events.push(event));
  return { element, handle, loads, events };
}

describe('media element handle', () => {
  it('gives rate and volume back after react-player has written its own', () => {
    const { element, handle } = stage();
    handle.setRate(1.05);
    handle.setVolume(0.4);
    element.playbackRate = 1;
    element.volume = 1;
    element.dispatchEvent(new Event('loadstart'));
    expect(element.playbackRate).toBe(1.05);
    expect(element.volume).toBe(0.4);
  });

  it('takes a refusal to play for an outcome, not for an error', async () => {
    const refuse = (name: string) => () => Promise.reject(new DOMException('', name));
    expect(await stage({ play: refuse('NotAllowedError') }).handle.play()).toBe('blocked');
    expect(await stage({ play: refuse('AbortError') }).handle.play()).toBe('interrupted');
    expect(await stage({ play: () => Promise.resolve() }).handle.play()).toBe('playing');
  });

  it('never seeks out of the film', () => {
    const { element, handle } = stage({ duration: 60, currentTime: 0 });
    handle.seek(75);
    expect(element.currentTime).toBe(60);
    handle.seek(-3);
    expect(element.currentTime).toBe(0);
  });

  it('tells no length of a programme without an end', () => {
    expect(stage({ duration: Infinity }).handle.duration()).toBeUndefined();
    expect(stage({ duration: NaN }).handle.duration()).toBeUndefined();
  });

  it('tries the same video again, and asks for another', () => {
    let tries = 0;
    const { handle, loads } = stage({
      src: '/a.mp4',
      currentSrc: 'blob:http://localhost/of-the-script-that-feeds-it',
      load: () => {
        tries += 1;
      },
    });
    handle.load('/a.mp4');
    handle.load('/b.mp4');
    expect(tries).toBe(1);
    expect(loads).toEqual(['/b.mp4']);
  });

  it('hears from whoever feeds the element what the element does not know, until the next try', () => {
    const { element, handle, events } = stage();
    handle.fail('network');
    expect(handle.problem()).toBe('network');
    // The element may say late that it has begun with what has failed meanwhile.
    element.dispatchEvent(new Event('loadstart'));
    expect(handle.problem()).toBe('network');
    expect(events).toEqual([{ type: 'error', problem: 'network' }, { type: 'loading' }]);
    handle.load('/other.m3u8');
    expect(handle.problem()).toBeUndefined();
  });

  it('tells nothing after its end', () => {
    const { element, handle, events } = stage();
    element.dispatchEvent(new Event('seeked'));
    handle.destroy();
    element.dispatchEvent(new Event('seeked'));
    expect(events).toEqual([{ type: 'seeked' }]);
  });
});

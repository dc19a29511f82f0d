import { beforeAll, describe, expect, it } from '@jest/globals';

import { fakeTrack } from '../../testing/fake-rtc.js';
import { createSpeakers } from './speakers.js';

beforeAll(() => {
  // jsdom has no streams.
  Object.assign(globalThis, {
    MediaStream: class {
      readonly tracks: MediaStreamTrack[];
      constructor(tracks: MediaStreamTrack[]) {
        this.tracks = tracks;
      }
    },
  });
});

/** Elements that play, or whose browser wants a tap first. */
function speakers() {
  const elements: HTMLAudioElement[] = [];
  let isAllowed = true;
  let blocked = 0;
  const made = createSpeakers(
    () => {
      const element = document.createElement('audio');
      let isPaused = true;
      Object.defineProperty(element, 'paused', { get: () => isPaused });
      element.play = () => {
        isPaused = !isAllowed;
        return isAllowed ? Promise.resolve() : Promise.reject(new DOMException('tap', 'NotAllowedError'));
      };
      element.pause = () => void (isPaused = true);
      document.body.append(element);
      elements.push(element);
      return element;
    },
    () => void (blocked += 1),
  );
  return {
    ...made,
    elements,
    blocked: () => blocked,
    allow(isOn: boolean) {
      isAllowed = isOn;
    },
  };
}

describe('speakers', () => {
  it('play everybody as loud as was chosen, before or after they came', () => {
    const { play, setVolume, elements } = speakers();
    setVolume('anna', 0.25);
    play('anna', fakeTrack('a'));
    play('boris', fakeTrack('b'));
    expect(elements.map(({ volume }) => volume)).toEqual([0.25, 1]);
    setVolume('boris', 0);
    expect(elements[1]?.muted).toBe(true);
  });

  it('leave nothing behind', () => {
    const { play, stop, close, elements } = speakers();
    play('anna', fakeTrack('a'));
    play('anna', fakeTrack('a, anew'));
    play('boris', fakeTrack('b'));
    expect(elements.filter(({ isConnected }) => isConnected)).toHaveLength(2);
    stop('anna');
    close();
    expect(elements.filter(({ isConnected }) => isConnected)).toEqual([]);
    expect(elements.map(({ srcObject }) => srcObject ?? null)).toEqual([null, null, null]);
  });

  it('tell when the browser wants a tap, and play after it', async () => {
    const { play, allow, resume, elements, blocked } = speakers();
    allow(false);
    play('anna', fakeTrack('a'));
    await Promise.resolve();
    expect(blocked()).toBe(1);
    allow(true);
    resume();
    expect(elements[0]?.paused).toBe(false);
  });
});

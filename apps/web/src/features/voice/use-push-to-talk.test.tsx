import { describe, expect, it } from '@jest/globals';
import { act, fireEvent, renderHook } from '@testing-library/react';

import type { Voice } from './create-voice.js';
import { usePushToTalk } from './use-push-to-talk.js';
import { createVoiceSettings } from './voice-settings.js';

function talk({ isIn = true, isPushToTalk = true } = {}) {
  const mic: boolean[] = [];
  const voice = { setMicOff: (isOff: boolean) => void mic.push(!isOff) } as unknown as Voice;
  const settings = createVoiceSettings({ get: () => undefined, set: () => undefined });
  settings.setState({ isPushToTalk });
  const { unmount } = renderHook(() => usePushToTalk(voice, settings, isIn));
  return { mic, settings, unmount };
}

const press = (target: Element = document.body, init: KeyboardEventInit = {}): void =>
  void fireEvent.keyDown(target, { code: 'KeyV', ...init });
const release = (): void => void fireEvent.keyUp(document.body, { code: 'KeyV' });

describe('push to talk', () => {
  it('has the microphone on while the key is held', () => {
    const { mic } = talk();
    expect(mic).toEqual([false]);
    press();
    press(document.body, { repeat: true });
    release();
    expect(mic).toEqual([false, true, false]);
  });

  it('lets go of the key when the window loses the keyboard', () => {
    const { mic } = talk();
    press();
    fireEvent.blur(window);
    expect(mic.at(-1)).toBe(false);
  });

  it('leaves the key to whoever writes, and to shortcuts', () => {
    const { mic } = talk();
    const field = document.body.appendChild(document.createElement('textarea'));
    press(field);
    press(document.body, { ctrlKey: true });
    field.remove();
    expect(mic).toEqual([false]);
  });

  it.each([
    ['out of voice', { isIn: false }],
    ['without the setting', { isPushToTalk: false }],
  ])('does nothing %s', (_, options) => {
    const { mic } = talk(options);
    press();
    expect(mic).toEqual([]);
  });

  it('turns the microphone on again when it is given up', () => {
    const { mic, settings } = talk();
    act(() => settings.setState({ isPushToTalk: false }));
    expect(mic).toEqual([false, true]);
  });
});

import { useEffect } from 'react';
import { useStore } from 'zustand';

import type { Voice } from './create-voice.js';
import type { VoiceSettingsStore } from './voice-settings.js';

const KEY = 'KeyV';
const WRITING = 'input, textarea, select, [contenteditable="true"]';

/** With the setting on, the microphone is on while the key is held. */
export function usePushToTalk(voice: Voice, settings: VoiceSettingsStore, isIn: boolean): void {
  const isWanted = useStore(settings, ({ isPushToTalk }) => isPushToTalk);
  useEffect(() => {
    if (!isIn || !isWanted) return;
    voice.setMicOff(true);
    const onDown = (event: KeyboardEvent): void => {
      const isWriting = event.target instanceof Element && event.target.closest(WRITING) !== null;
      // By the place of the key, so that a Cyrillic layout works too.
      if (event.code !== KEY || event.repeat || isWriting || event.ctrlKey || event.metaKey || event.altKey)
        return;
      voice.setMicOff(false);
    };
    const onUp = (event: KeyboardEvent): void => {
      if (event.code === KEY) voice.setMicOff(true);
    };
    // The key is let go in another window, where nobody tells.
    const onBlur = (): void => voice.setMicOff(true);
    document.addEventListener('keydown', onDown);
    document.addEventListener('keyup', onUp);
    window.addEventListener('blur', onBlur);
    return () => {
      document.removeEventListener('keydown', onDown);
      document.removeEventListener('keyup', onUp);
      window.removeEventListener('blur', onBlur);
      voice.setMicOff(false);
    };
  }, [voice, isIn, isWanted]);
}

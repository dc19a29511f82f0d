import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';

import type { DuckingStore } from '../../lib/ducking.js';
import { createSafeStorage } from '../../lib/safe-storage.js';
import type { PlayerHandle } from './player-handle.js';
import type { SyncStatusStore } from './sync/sync-status.js';

export interface Sound {
  /** 0..1, as this person set it. */
  volume: number;
  isMuted: boolean;
  /** The browser took the sound away until somebody taps. */
  isSilenced: boolean;
  setVolume(volume: number): void;
  toggleMuted(): void;
  /** Call within a gesture. */
  giveSoundBack(): void;
}

const VOLUME_KEY = 'watchparty.volume';
const MUTED_KEY = 'watchparty.muted';

/**
 * One's own loudness, kept on this device and told to nobody.
 *
 * @param ducking what is left of it while somebody speaks
 */
export function useSound(
  player: PlayerHandle | undefined,
  status: SyncStatusStore,
  ducking: DuckingStore,
): Sound {
  const [storage] = useState(() => createSafeStorage(() => window.localStorage));
  const [volume, setVolume] = useState(() => readVolume(storage.get(VOLUME_KEY)));
  const [isMuted, setIsMuted] = useState(() => storage.get(MUTED_KEY) === 'yes');
  const isSilenced = useStore(status, (view) => view.isSilenced);
  const factor = useStore(ducking, (state) => state.factor);

  useEffect(() => {
    player?.setVolume(volume * factor);
  }, [player, volume, factor]);
  useEffect(() => {
    player?.setMuted(isMuted || isSilenced);
  }, [player, isMuted, isSilenced]);

  const mute = useCallback(
    (muted: boolean) => {
      setIsMuted(muted);
      storage.set(MUTED_KEY, muted ? 'yes' : 'no');
    },
    [storage],
  );
  const giveSoundBack = useCallback(() => {
    // Not by way of an effect: the browser wants it within the gesture.
    player?.setMuted(false);
    mute(false);
    status.setState({ isSilenced: false });
  }, [player, mute, status]);

  return {
    volume,
    isMuted,
    isSilenced,
    setVolume(next) {
      setVolume(next);
      storage.set(VOLUME_KEY, String(next));
      if (isMuted && next > 0) mute(false);
    },
    toggleMuted() {
      if (isSilenced) giveSoundBack();
      else mute(!isMuted);
    },
    giveSoundBack,
  };
}

function readVolume(stored: string | undefined): number {
  const volume = stored === undefined ? 1 : Number(stored);
  return volume >= 0 && volume <= 1 ? volume : 1;
}

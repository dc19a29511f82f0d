import { capabilitiesOf } from '@watchparty/shared';

import type { LiveProgramPlayer, PlayerEvent, PlayerHandle } from '../features/player/player-handle.js';

/** A player that does nothing, and tells what a test has it tell. */
export interface FakePlayer extends PlayerHandle {
  tell(event: PlayerEvent): void;
}

export function fakePlayer(overrides: Partial<PlayerHandle> = {}): FakePlayer {
  const nothing = (): void => undefined;
  const listeners = new Set<(event: PlayerEvent) => void>();
  const capabilities = capabilitiesOf('hls');
  if (!capabilities) throw new Error('no such platform');
  return {
    capabilities,
    load: nothing,
    play: () => Promise.resolve('playing'),
    pause: nothing,
    seek: nothing,
    setRate: nothing,
    currentTime: () => 0,
    duration: () => undefined,
    buffered: () => [],
    isReady: () => true,
    isPaused: () => true,
    isSeeking: () => false,
    isEnded: () => false,
    problem: () => undefined,
    hasData: () => true,
    setVolume: nothing,
    setMuted: nothing,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
    ...overrides,
  };
}

/** A programme that nothing is known of. */
export function fakeProgram(overrides: Partial<LiveProgramPlayer> = {}): LiveProgramPlayer {
  return {
    comfortableTime: () => undefined,
    window: () => undefined,
    setOrigin: () => undefined,
    ...overrides,
  };
}

import type { Platform } from '@watchparty/shared';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

import type { PlayerHandle } from '../player-handle.js';

export interface PlatformPlayerProps {
  /** The first video; later ones come through the handle's `load`. */
  initialUrl: string;
  /** Called with the handle as soon as it can be used, and with undefined when it can no longer. */
  onHandle: (handle: PlayerHandle | undefined) => void;
}

export type PlatformPlayer = LazyExoticComponent<ComponentType<PlatformPlayerProps>>;

const filePlayer: PlatformPlayer = lazy(async () => {
  const { FilePlayer } = await import('./file/file-player.js');
  return { default: FilePlayer };
});

const hlsPlayer: PlatformPlayer = lazy(async () => {
  const { HlsPlayer } = await import('./hls/hls-player.js');
  return { default: HlsPlayer };
});

/** The player of each platform, fetched when the first room needs it. A platform without a row cannot be played yet. */
export const PLATFORM_PLAYERS: Partial<Record<Platform, PlatformPlayer>> = {
  file: filePlayer,
  hls: hlsPlayer,
};

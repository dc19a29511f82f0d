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

const localPlayer: PlatformPlayer = lazy(async () => {
  const { LocalPlayer } = await import('./local/local-player.js');
  return { default: LocalPlayer };
});

const hlsPlayer: PlatformPlayer = lazy(async () => {
  const { HlsPlayer } = await import('./hls/hls-player.js');
  return { default: HlsPlayer };
});

const dashPlayer: PlatformPlayer = lazy(async () => {
  const { DashPlayer } = await import('./dash/dash-player.js');
  return { default: DashPlayer };
});

const vimeoPlayer: PlatformPlayer = lazy(async () => {
  const { VimeoPlayer } = await import('./vimeo/vimeo-player.js');
  return { default: VimeoPlayer };
});

const dailymotionPlayer: PlatformPlayer = lazy(async () => {
  const { DailymotionPlayer } = await import('./dailymotion/dailymotion-player.js');
  return { default: DailymotionPlayer };
});

const soundCloudPlayer: PlatformPlayer = lazy(async () => {
  const { SoundCloudPlayer } = await import('./soundcloud/soundcloud-player.js');
  return { default: SoundCloudPlayer };
});

const twitchPlayer: PlatformPlayer = lazy(async () => {
  const { TwitchPlayer } = await import('./twitch/twitch-player.js');
  return { default: TwitchPlayer };
});

const rutubePlayer: PlatformPlayer = lazy(async () => {
  const { RutubePlayer } = await import('./rutube/rutube-player.js');
  return { default: RutubePlayer };
});

const vkPlayer: PlatformPlayer = lazy(async () => {
  const { VkPlayer } = await import('./vk/vk-player.js');
  return { default: VkPlayer };
});

const youTubePlayer: PlatformPlayer = lazy(async () => {
  const { YouTubePlayer } = await import('./youtube/youtube-player.js');
  return { default: YouTubePlayer };
});

/** The player of each platform, fetched when the first room needs it. Of those without a row nobody's player can be told anything. */
export const PLATFORM_PLAYERS: Partial<Record<Platform, PlatformPlayer>> = {
  youtube: youTubePlayer,
  file: filePlayer,
  local: localPlayer,
  hls: hlsPlayer,
  dash: dashPlayer,
  vimeo: vimeoPlayer,
  dailymotion: dailymotionPlayer,
  soundcloud: soundCloudPlayer,
  twitch: twitchPlayer,
  rutube: rutubePlayer,
  vk: vkPlayer,
};

import type { VideoLink } from '@watchparty/shared';
import type { VideoMetadata } from '../video-metadata.js';

/** Twitch tells nobody anything without a key, but a channel is called what its link says. */
export function twitchMetadata({ videoId, isLive }: Pick<VideoLink, 'videoId' | 'isLive'>): VideoMetadata {
  return isLive === true && videoId !== undefined ? { title: videoId } : {};
}

import type { Platform, VideoLink } from '@watchparty/shared';
import type { RawMetadata, VideoMetadata } from './video-metadata.js';

/** Asks somebody else about a video. What comes back is believed as far as `toMetadata` does. May throw. */
export type Ask = (video: VideoLink, signal: AbortSignal) => Promise<RawMetadata>;

/** Where a platform's metadata comes from. A link plays without any. */
export interface MetadataSource {
  /** What the link tells by itself. */
  known?: (video: VideoLink) => VideoMetadata;
  /** Asks the platform for what a room keeps beside its video. Undefined where nobody needs to be asked. */
  ask?: Ask;
  /** Asks the host that the link names for what only helps whoever pastes it. */
  inspect?: Ask;
}

export type MetadataSources = Partial<Record<Platform, MetadataSource>>;

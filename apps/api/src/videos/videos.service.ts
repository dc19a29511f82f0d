import { isRefused, parseVideoLink, type ResolvedVideo, type VideoLinkPolicy } from '@watchparty/shared';
import type { Cache, JsonValue } from '../platform/cache/cache.js';
import { AppError } from '../platform/errors.js';

/** What is known of a video beside its link. */
export interface VideoMetadata {
  title?: string;
  thumbnailUrl?: string;
  /** Seconds. */
  duration?: number;
}

/** Where metadata comes from. A link plays without it, so a source that fails answers with nothing. */
export type MetadataSource = (canonicalUrl: string) => Promise<VideoMetadata>;

export interface VideosService {
  /** Reads a link that somebody pasted. @throws AppError `unsupported_video` */
  resolve(url: string): Promise<ResolvedVideo>;
}

export interface VideosServiceOptions {
  policy: VideoLinkPolicy;
  metadata: MetadataSource;
  cache: Cache;
}

const METADATA_TTL_MS = 60 * 60 * 1000;

export function createVideosService({ policy, metadata, cache }: VideosServiceOptions): VideosService {
  const metadataOf = async (canonicalUrl: string): Promise<VideoMetadata> => {
    const key = `video:${canonicalUrl}`;
    const cached = await cache.get(key);
    if (isMetadata(cached)) return cached;
    const found = await metadata(canonicalUrl);
    await cache.set(key, JSON.parse(JSON.stringify(found)) as JsonValue, METADATA_TTL_MS);
    return found;
  };

  return {
    async resolve(url) {
      const link = parseVideoLink(url, policy);
      if (isRefused(link)) throw new AppError('unsupported_video', link.refusal);
      return { ...link, ...(await metadataOf(link.canonicalUrl)) };
    },
  };
}

function isMetadata(value: unknown): value is VideoMetadata {
  if (typeof value !== 'object' || value === null) return false;
  const { title, thumbnailUrl, duration } = value as Record<string, unknown>;
  return (
    (title === undefined || typeof title === 'string') &&
    (thumbnailUrl === undefined || typeof thumbnailUrl === 'string') &&
    (duration === undefined || typeof duration === 'number')
  );
}

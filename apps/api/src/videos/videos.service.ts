import {
  isRefused,
  parseVideoLink,
  type ResolvedVideo,
  type VideoLink,
  type VideoLinkPolicy,
} from '@watchparty/shared';
import { AppError } from '../platform/errors.js';
import { consumeOrThrow, type RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import { within } from '../platform/within.js';
import type { MetadataLookup } from './metadata-lookup.js';
import type { MetadataSources } from './metadata-source.js';
import type { VideoMetadata } from './video-metadata.js';

/** A video that a room is about to show. */
export interface FoundVideo extends ResolvedVideo {
  /** What was not known in time. It comes later and never fails; absent when nothing is expected. */
  late?: Promise<VideoMetadata>;
}

export interface VideosService {
  /**
   * All that can be told about a link before anything is done with it.
   *
   * @throws AppError `unsupported_video`, `rate_limited`
   */
  preview(url: string, userId: string): Promise<ResolvedVideo>;
  /**
   * Reads a link that a room is to show, without waiting for whoever knows more of it. Who asks too often is told no more
   * than the link says.
   *
   * @throws AppError `unsupported_video`
   */
  resolve(url: string, userId: string): Promise<FoundVideo>;
}

export interface VideosServiceOptions {
  policy: VideoLinkPolicy;
  sources: MetadataSources;
  lookup: MetadataLookup;
  /** Bounds how often a person makes a node ask others about videos. */
  limiter: RateLimiter;
  /** How long somebody who looks at a link waits for what others know, in milliseconds. */
  previewPatienceMs?: number;
  /** How long a room waits for that, in milliseconds. */
  roomPatienceMs?: number;
}

const PREVIEW_PATIENCE_MS = 2_000;
/** Hardly felt, and enough for what the cache holds; most links have been previewed. */
const ROOM_PATIENCE_MS = 200;

export function createVideosService(options: VideosServiceOptions): VideosService {
  const {
    policy,
    sources,
    lookup,
    limiter,
    previewPatienceMs = PREVIEW_PATIENCE_MS,
    roomPatienceMs = ROOM_PATIENCE_MS,
  } = options;

  const read = (url: string): { link: VideoLink; known: VideoMetadata } => {
    const link = parseVideoLink(url, policy);
    if (isRefused(link)) throw new AppError('unsupported_video', link.refusal);
    return { link, known: sources[link.platform]?.known?.(link) ?? {} };
  };

  return {
    async preview(url, userId) {
      const { link, known } = read(url);
      await consumeOrThrow(limiter, userId);
      const { ask, inspect } = sources[link.platform] ?? {};
      const asked = ask ?? inspect;
      const learnt =
        asked &&
        (await soon(
          lookup.of(link, asked, async () => true),
          previewPatienceMs,
        ));
      return { ...link, ...known, ...learnt };
    },

    async resolve(url, userId) {
      const { link, known } = read(url);
      const ask = sources[link.platform]?.ask;
      if (!ask) return { ...link, ...known };
      const mayAsk = async (): Promise<boolean> => (await limiter.consume(userId)).allowed;
      const late = lookup.of(link, ask, mayAsk).then(withoutDuration);
      const learnt = await soon(late, roomPatienceMs);
      return { ...link, ...known, ...(learnt ?? { late }) };
    },
  };
}

/**
 * Platforms tell whole seconds, and the first duration that a room knows counts: it would end before its video, or after.
 * Players find the exact one.
 */
function withoutDuration({ duration: _, ...exact }: VideoMetadata): VideoMetadata {
  return exact;
}

/** What comes in time, else undefined. */
async function soon<T>(work: Promise<T>, patienceMs: number): Promise<T | undefined> {
  try {
    return await within(patienceMs, work);
  } catch {
    return undefined;
  }
}

import type { Platform, VideoLink } from '@watchparty/shared';
import type { Cache, JsonValue } from '../platform/cache/cache.js';
import type { Logger } from '../platform/logger.js';
import { OutboundError, type OutboundReason } from '../platform/outbound/outbound-error.js';
import type { Ask } from './metadata-source.js';
import { type RawMetadata, toMetadata, type VideoMetadata } from './video-metadata.js';

/** How it ended that somebody was asked about a video. `busy`: nobody was, as too many others are being asked. */
export type LookupOutcome = 'found' | 'nothing' | 'busy' | OutboundReason;

export interface VideoLookup {
  platform: Platform;
  outcome: LookupOutcome;
  durationS: number;
}

/** Remembers what others have told of videos, and asks them where nothing is remembered. */
export interface MetadataLookup {
  /**
   * Never fails: what cannot be had is empty.
   *
   * @param mayAsk is consulted only where somebody would have to be asked
   */
  of(video: VideoLink, ask: Ask, mayAsk: () => Promise<boolean>): Promise<VideoMetadata>;
}

export interface MetadataLookupOptions {
  cache: Cache;
  logger: Logger;
  onLookup: (lookup: VideoLookup) => void;
  /** Aborted when the node ends. */
  ending: AbortSignal;
  /** Longest that anybody is waited for, in milliseconds. */
  timeoutMs?: number;
  /** Most that are asked at a time. */
  maxUnderWay?: number;
}

const TIMEOUT_MS = 5_000;
/** Each is a connection and up to 256 KiB. */
const MAX_UNDER_WAY = 50;

const MINUTE_MS = 60_000;
/** By how it ended: who knew nothing might have been asked too early, and who failed will be back. */
const TTL_MS = { found: 60 * MINUTE_MS, nothing: 10 * MINUTE_MS, failure: MINUTE_MS };

export function createMetadataLookup(options: MetadataLookupOptions): MetadataLookup {
  const { cache, logger, onLookup, ending, timeoutMs = TIMEOUT_MS, maxUnderWay = MAX_UNDER_WAY } = options;
  const underWay = new Map<string, Promise<VideoMetadata>>();

  const askNow = async (key: string, video: VideoLink, ask: Ask): Promise<VideoMetadata> => {
    const { platform } = video;
    const startedAt = performance.now();
    const done = (outcome: LookupOutcome): void =>
      onLookup({ platform, outcome, durationS: (performance.now() - startedAt) / 1_000 });
    try {
      const metadata = toMetadata(
        await ask(video, AbortSignal.any([AbortSignal.timeout(timeoutMs), ending])),
      );
      const outcome = Object.keys(metadata).length > 0 ? 'found' : 'nothing';
      done(outcome);
      await keep(key, metadata, TTL_MS[outcome]);
      return metadata;
    } catch (error) {
      const outcome = error instanceof OutboundError ? error.reason : 'failed';
      done(outcome);
      logger.debug('nothing could be learnt of a video', { platform, outcome, error });
      if (!ending.aborted) await keep(key, {}, TTL_MS.failure);
      return {};
    }
  };

  const keep = (key: string, metadata: VideoMetadata, ttlMs: number): Promise<void> =>
    cache.set(key, { metadata: metadata as JsonValue }, ttlMs);

  const askOnce = (key: string, video: VideoLink, ask: Ask): Promise<VideoMetadata> => {
    const asked = underWay.get(key);
    if (asked) return asked;
    if (underWay.size >= maxUnderWay) {
      onLookup({ platform: video.platform, outcome: 'busy', durationS: 0 });
      return Promise.resolve({});
    }
    const asking = askNow(key, video, ask).finally(() => underWay.delete(key));
    underWay.set(key, asking);
    return asking;
  };

  return {
    async of(video, ask, mayAsk) {
      const key = keyOf(video);
      const kept = await cache.get(key);
      if (isKept(kept)) return toMetadata(kept.metadata);
      if (!underWay.has(key) && !(await mayAsk())) return {};
      return askOnce(key, video, ask);
    },
  };
}

/** The same video is the same address with a list and without, and brings another list's items. */
function keyOf({ platform, canonicalUrl, playlistId }: VideoLink): string {
  return `video-metadata:${platform}:${canonicalUrl}${playlistId === undefined ? '' : ` ${playlistId}`}`;
}

function isKept(value: unknown): value is { metadata: RawMetadata } {
  if (typeof value !== 'object' || value === null || !('metadata' in value)) return false;
  return typeof value.metadata === 'object' && value.metadata !== null;
}

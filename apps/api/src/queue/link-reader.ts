import {
  isRefused,
  type ListedVideo,
  QUEUE_MAX_ITEMS,
  type RefusedLink,
  type ResolvedVideo,
  type VideoLink,
} from '@watchparty/shared';
import { AppError } from '../platform/errors.js';
import { within } from '../platform/within.js';
import type { QueuedVideo } from './queue.repository.js';

/** Makes videos of the links that somebody pasted. */
export interface LinkReader {
  /**
   * A single link is looked up, and one to a playlist brings what is in it. Of several, those that can be played; of some of
   * them only what their form says, where more takes too long.
   *
   * @throws AppError `unsupported_video` where nothing can be played
   */
  read(userId: string, urls: readonly string[]): Promise<QueuedVideo[]>;
}

/** What is known of a link at once, and what is not yet. */
export type DescribedVideo = ResolvedVideo & { late?: Promise<Partial<ResolvedVideo>> };

export interface LinkReaderOptions {
  /** What the form of a link says. */
  parse: (url: string) => VideoLink | RefusedLink;
  /** What else is known. @throws AppError `unsupported_video` */
  describe: (url: string, userId: string) => Promise<DescribedVideo>;
  /** Longest that links are looked up, in milliseconds. */
  patienceMs?: number;
}

const PATIENCE_MS = 3_000;
/** Looked up at a time, so that one person's list does not hold up everybody's links. */
const AT_ONCE = 5;

export function createLinkReader(options: LinkReaderOptions): LinkReader {
  const { parse, describe, patienceMs = PATIENCE_MS } = options;

  /** What comes too late is left out: nobody waits longer for a title. */
  const complete = async (url: string, userId: string): Promise<ResolvedVideo> => {
    const { late, ...video } = await describe(url, userId);
    return late ? { ...video, ...(await within(patienceMs, late).catch(() => ({}))) } : video;
  };

  const readOne = async (userId: string, url: string): Promise<QueuedVideo[]> => {
    const video = await complete(url, userId);
    const items: readonly ListedVideo[] = video.items ?? [];
    // Lists tell whole seconds: with those a room would end before its video, or after. Players find the exact length.
    const listed = items.flatMap(({ url: itemUrl, title, thumbnailUrl }) => {
      const link = parse(itemUrl);
      return isRefused(link) ? [] : [{ ...fromLink(link), title, thumbnailUrl }];
    });
    return listed.length > 0 ? listed.slice(0, QUEUE_MAX_ITEMS) : [fromResolved(video)];
  };

  const readSeveral = async (userId: string, urls: readonly string[]): Promise<QueuedVideo[]> => {
    const links = urls.flatMap((url) => {
      const link = parse(url);
      return isRefused(link) ? [] : [link];
    });
    if (links.length === 0) throw new AppError('unsupported_video', 'None of these links can be played.');
    const found = new Map<string, QueuedVideo>();
    const waiting = [...new Set(links.map(({ canonicalUrl }) => canonicalUrl))];
    const lookUp = async (): Promise<void> => {
      for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
        const video = await complete(url, userId).catch(() => undefined);
        if (video) found.set(url, fromResolved(video));
      }
    };
    await within(patienceMs, Promise.all(Array.from({ length: AT_ONCE }, lookUp))).catch(() => undefined);
    waiting.length = 0;
    return links.map((link) => ({ ...found.get(link.canonicalUrl), ...fromLink(link) }));
  };

  return {
    read: (userId, urls) => {
      const [only = ''] = urls;
      return urls.length > 1 ? readSeveral(userId, urls) : readOne(userId, only);
    },
  };
}

function fromLink({ canonicalUrl: url, platform, startAt }: VideoLink): QueuedVideo {
  return { url, platform, ...(startAt !== undefined && { startAt }) };
}

function fromResolved(video: ResolvedVideo): QueuedVideo {
  const { canonicalUrl: url, platform, title, thumbnailUrl, duration, startAt } = video;
  return { url, platform, title, thumbnailUrl, duration, startAt };
}

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
import type { LateWords, QueuedVideo } from './queue.repository.js';

/** A video of a link that somebody pasted. */
export interface LinkVideo extends QueuedVideo {
  /** What was not known in time. It comes later and never fails; absent when nothing is expected. */
  late?: Promise<LateWords>;
}

/** Makes videos of the links that somebody pasted. */
export interface LinkReader {
  /**
   * A single link is looked up, and one to a playlist brings what is in it. Of several, those that can be played. Nobody
   * waits long for a title: what takes longer comes late.
   *
   * @throws AppError `unsupported_video` where nothing can be played
   */
  read(userId: string, urls: readonly string[]): Promise<LinkVideo[]>;
}

/** What is known of a link at once, and what is not yet. */
export type DescribedVideo = ResolvedVideo & { late?: Promise<Partial<ResolvedVideo>> };

export interface LinkReaderOptions {
  /** What the form of a link says. */
  parse: (url: string) => VideoLink | RefusedLink;
  /** What else is known. @throws AppError `unsupported_video` */
  describe: (url: string, userId: string) => Promise<DescribedVideo>;
  /** Longest that somebody waits for the videos of a list, in milliseconds. */
  listPatienceMs?: number;
  /** Longest that somebody waits for the titles of several links, in milliseconds. */
  patienceMs?: number;
}

/** What is in a list decides what is added. */
const LIST_PATIENCE_MS = 3_000;
/** Enough for what is remembered. */
const PATIENCE_MS = 500;
/** Looked up at a time, so that one person's list does not hold up everybody's links. */
const AT_ONCE = 5;

export function createLinkReader(options: LinkReaderOptions): LinkReader {
  const { parse, describe, listPatienceMs = LIST_PATIENCE_MS, patienceMs = PATIENCE_MS } = options;

  const readOne = async (userId: string, url: string): Promise<LinkVideo[]> => {
    const { late, ...video } = await describe(url, userId);
    const isList = video.playlistId !== undefined;
    const learnt = isList && late ? await within(listPatienceMs, late).catch(() => undefined) : undefined;
    const items: readonly ListedVideo[] = learnt?.items ?? video.items ?? [];
    // Lists tell whole seconds: with those a room would end before its video, or after. Players find the exact length.
    const listed = items.flatMap(({ url: itemUrl, title, thumbnailUrl }) => {
      const link = parse(itemUrl);
      return isRefused(link) ? [] : [{ ...fromLink(link), title, thumbnailUrl }];
    });
    if (listed.length > 0) return listed.slice(0, QUEUE_MAX_ITEMS);
    return [{ ...fromResolved({ ...video, ...learnt }), ...(late && !learnt && { late }) }];
  };

  const readSeveral = async (userId: string, urls: readonly string[]): Promise<LinkVideo[]> => {
    const links = urls.flatMap((url) => {
      const link = parse(url);
      return isRefused(link) ? [] : [link];
    });
    if (links.length === 0) throw new AppError('unsupported_video', 'None of these links can be played.');
    const found = new Map<string, QueuedVideo>();
    const inTurn = takingTurns(AT_ONCE);
    const lookUp = async (url: string): Promise<LateWords> => {
      try {
        const { late, ...video } = await describe(url, userId);
        found.set(url, fromResolved({ ...video, ...(await late) }));
      } catch {
        // It plays by what its form says.
      }
      return found.get(url) ?? {};
    };
    const urlsOnce = new Set(links.map(({ canonicalUrl }) => canonicalUrl));
    const lookUps = new Map([...urlsOnce].map((url) => [url, inTurn(() => lookUp(url))]));
    await within(patienceMs, Promise.all(lookUps.values())).catch(() => undefined);
    return links.map((link) => {
      const { canonicalUrl } = link;
      const known = found.get(canonicalUrl) ?? { late: lookUps.get(canonicalUrl) };
      return { ...known, ...fromLink(link) };
    });
  };

  return {
    read: (userId, urls) => {
      const [only = ''] = urls;
      return urls.length > 1 ? readSeveral(userId, urls) : readOne(userId, only);
    },
  };
}

/** Runs tasks in the order that they come, so many of them at a time. */
function takingTurns(atOnce: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

function fromLink({ canonicalUrl: url, platform, startAt }: VideoLink): QueuedVideo {
  return { url, platform, ...(startAt !== undefined && { startAt }) };
}

function fromResolved(video: ResolvedVideo): QueuedVideo {
  const { canonicalUrl: url, platform, title, thumbnailUrl, duration, startAt } = video;
  return { url, platform, title, thumbnailUrl, duration, startAt };
}

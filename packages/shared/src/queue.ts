import type { EpochMs } from './entities.js';
import type { Playback } from './playback.js';
import type { Platform } from './video/platform.js';

export const QUEUE_LOOPS = ['none', 'one', 'all'] as const;
/**
 * What becomes of a video that has ended: it is over, it starts again, or it goes to the queue's end once the next one
 * starts.
 */
export type QueueLoop = (typeof QUEUE_LOOPS)[number];

/** A video that waits for its turn. */
export interface QueueItem {
  id: string;
  /** Canonical link, as `Playback.videoUrl`. */
  url: string;
  platform: Platform;
  title?: string;
  /** Path or https URL of a still. */
  thumbnailUrl?: string;
  /** Seconds; absent while unknown and for live programmes. */
  duration?: number;
  /** Seconds, where the link carried a time. */
  startAt?: number;
  /** Absent where they are erased, and where nobody put it there: a video that came back by `loop`. */
  addedBy?: { userId: string; firstName: string };
  /** People who want it sooner. */
  votes: number;
  /** Rises along the queue, and means nothing else. */
  position: number;
  addedAt: EpochMs;
}

/** How many want the room to go on to the next video. They count while `videoUrl` is what the room plays. */
export interface SkipVotes {
  videoUrl: string;
  votes: number;
}

export interface Queue {
  /** Rises by one with each change; 0 in a room that never had a queue. */
  version: number;
  /** By rising position. What plays next is what `nextInQueue` says. */
  items: QueueItem[];
  /** What of the queue was put on last: it plays while its url is the room's. */
  playing?: QueueItem;
  loop: QueueLoop;
  skip?: SkipVotes;
}

/** What a change did to an item that stays. */
export type QueueItemChange = Pick<QueueItem, 'id'> &
  Partial<Pick<QueueItem, 'position' | 'votes' | 'title' | 'thumbnailUrl'>>;

/** What changed from the version before to this one. With nothing but `version` nothing did. */
export interface QueueUpdate {
  version: number;
  added?: QueueItem[];
  changed?: QueueItemChange[];
  /** Ids of items that wait no longer, be it that one plays now. */
  removed?: string[];
  playing?: QueueItem;
  loop?: QueueLoop;
  skip?: SkipVotes;
}

/** What the room hears: all of it in place of what was known, or the changes since, by rising version. */
export type QueueNews = { queue: Queue } | { updates: QueueUpdate[] };

/** A queue as one person sees it. */
export interface OwnQueue {
  queue: Queue;
  /** Ids of the items that they voted for. */
  yourVotes: string[];
  hasVotedToSkip: boolean;
}

interface Changed {
  update: QueueUpdate;
}

/** What clients send about the queue: each payload and what the ack answers. */
export interface QueueClientEvents {
  'queue:get': { payload: Record<string, never>; data: OwnQueue };
  /** Links to add at the end, at most `QUEUE_ADD_MAX`; one to a playlist brings what is in it. */
  'queue:add': { payload: { urls: string[] }; data: Changed };
  /** To before another item, or to the end. */
  'queue:move': { payload: { itemId: string; beforeId?: string }; data: Changed };
  'queue:remove': { payload: { itemId: string }; data: Changed };
  'queue:clear': { payload: Record<string, never>; data: Changed };
  /** Plays an item at once. */
  'queue:play': { payload: { itemId: string }; data: Changed & { playback: Playback } };
  'queue:loop': { payload: { loop: QueueLoop }; data: Changed };
  /** Puts all items that wait in another order, once. */
  'queue:shuffle': { payload: Record<string, never>; data: Changed };
  'queue:vote': { payload: { itemId: string; isOn: boolean }; data: Changed };
  /** `version` is of the timeline that the voter follows: a vote about the video before counts for nothing. */
  'queue:skip_vote': {
    payload: { isOn: boolean; version: number };
    data: Changed & { playback: Playback };
  };
  /** The sender's player has reached the end of a video whose length nobody knows; `version` as in `queue:skip_vote`. */
  'queue:ended': { payload: { version: number }; data: Changed & { playback: Playback } };
}

export interface QueueServerEvents {
  'queue:updated': QueueNews;
}

/** What plays next: of the items with the most votes the first one. */
export function nextInQueue(items: readonly QueueItem[]): QueueItem | undefined {
  return items.reduce<QueueItem | undefined>(
    (next, item) =>
      !next || item.votes > next.votes || (item.votes === next.votes && item.position < next.position)
        ? item
        : next,
    undefined,
  );
}

/**
 * How many votes make a room go on to the next video.
 *
 * @param present people who are online in the room
 * @param share the room's `skipShare`, above 0
 */
export function skipVotesNeeded(present: number, share: number): number {
  // A share of 0.1 of 10 people is one of them, whatever binary fractions make of it.
  return Math.max(1, Math.ceil(present * share - 1e-9));
}

import type { QueueItem } from '@watchparty/shared';
import type { PlaybackService } from '../playback/playback.service.js';
import type { Now } from '../platform/now.js';
import type { Database } from '../platform/postgres/database.js';
import type { LinkVideo } from './link-reader.js';
import { lockRoom, raiseQueueVersion } from './locked-room.js';
import type { QueueFeed } from './queue-feed.js';
import type { LateWords, QueueRepository } from './queue.repository.js';

/** Titles and pictures that come after their items have been added. */
export interface LateWordsKeeper {
  /** Waits for what is still to come of items, and tells the room of it should they still be there. */
  follow(roomId: string, items: readonly QueueItem[], videos: readonly LinkVideo[]): Promise<void>;
}

export interface LateWordsOptions {
  database: Database;
  repository: Pick<QueueRepository, 'describe'>;
  feed: Pick<QueueFeed, 'tell'>;
  playback: Pick<PlaybackService, 'describeLater'>;
  now: Now;
}

/** Told together: a list of fifty locks its room ten times, and its first titles do not wait for its last. */
const TOGETHER = 5;

export function createLateWords(options: LateWordsOptions): LateWordsKeeper {
  const { database, repository, feed, playback, now } = options;

  const fillIn = async (roomId: string, learnt: readonly (LateWords & { id: string })[]): Promise<void> => {
    const update = await database.transaction(async (tx) => {
      const room = await lockRoom(tx, roomId, null, now());
      const change = room && (await repository.describe(tx, roomId, learnt));
      return change && { version: await raiseQueueVersion(tx, roomId), ...change };
    });
    if (!update) return;
    feed.tell(roomId, update);
    // It was put on before anything was known of it.
    const { playing } = update;
    if (playing)
      playback.describeLater(roomId, { canonicalUrl: playing.url, late: Promise.resolve(playing) });
  };

  return {
    async follow(roomId, items, videos) {
      const expected = items.flatMap(({ id }, index) => {
        const late = videos[index]?.late;
        return late ? [{ id, late }] : [];
      });
      while (expected.length > 0) {
        const group = expected.splice(0, TOGETHER).map(async ({ id, late }) => {
          const { title, thumbnailUrl } = await late;
          return { id, title, thumbnailUrl };
        });
        const learnt = (await Promise.all(group)).filter(
          ({ title, thumbnailUrl }) => title !== undefined || thumbnailUrl !== undefined,
        );
        if (learnt.length > 0) await fillIn(roomId, learnt);
      }
    },
  };
}

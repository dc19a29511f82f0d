import {
  HISTORY_PAGE_SIZE,
  type WatchedVideo,
  type WatchHistoryQuery,
  type WatchHistoryResponse,
} from '@watchparty/shared';
import { decodeCursor, encodeCursor } from '../platform/list-cursor.js';
import type { HistoryRepository, WatchedVideoRow } from './history.repository.js';

export interface HistoryService {
  /** What somebody has watched, for themselves alone. @throws AppError `validation_failed` for a cursor of elsewhere */
  list(userId: string, query: WatchHistoryQuery): Promise<WatchHistoryResponse>;
  /** Forgets all of it. */
  clear(userId: string): Promise<void>;
}

export function createHistoryService({
  history,
}: {
  history: Pick<HistoryRepository, 'page' | 'clear'>;
}): HistoryService {
  return {
    clear: (userId) => history.clear(userId),

    async list(userId, { cursor, limit = HISTORY_PAGE_SIZE }) {
      const rows = await history.page(userId, {
        ...(cursor !== undefined && { after: decodeCursor(cursor) }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        videos: page.map(toWatchedVideo),
        nextCursor: rows.length > limit && last ? encodeCursor({ at: last.cursor_at, id: last.id }) : null,
      };
    },
  };
}

function toWatchedVideo(row: WatchedVideoRow): WatchedVideo {
  return {
    url: row.url,
    platform: row.platform,
    ...(row.title !== null && { title: row.title }),
    ...(row.thumbnail_url !== null && { thumbnailUrl: row.thumbnail_url }),
    ...(row.duration !== null && { duration: row.duration }),
    watchedAt: row.watched_at.getTime(),
    ...(row.people_count > 0 && { people: row.people, peopleCount: row.people_count }),
  };
}

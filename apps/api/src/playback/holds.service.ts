import type { Playback } from '@watchparty/shared';
import { AppError, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import { toPlayback } from '../platform/postgres/playback-row.js';
import type { CommandLead } from './command-lead.js';
import type { HoldRow, HoldsRepository } from './holds.repository.js';
import type { PlaybackFeed } from './playback-feed.js';
import type { PlaybackRepository } from './playback.repository.js';

/** What ended a hold before its time. */
export type HoldEnd = 'ready' | 'gone' | 'command' | 'setting';

/** Hears of holds, for the metrics. What neither began nor ended by one of these has run out. */
export interface HoldObserver {
  holdBegan(): void;
  holdEnded(by: HoldEnd): void;
}

/** Waiting for those who have run out of video, never longer than the room's setting says. */
export interface HoldsService {
  /**
   * Somebody's player has run out of data, or has enough again.
   *
   * @param version of the timeline that it followed
   * @returns the timeline as it is now, be it changed by this or not
   * @throws AppError `room_not_found`, `forbidden`
   */
  report(roomId: string, userId: string, stall: { isStalled: boolean; version: number }): Promise<Playback>;
  /** Waits no longer for whoever is not there. */
  releaseGone(roomIds: readonly string[]): Promise<void>;
  /** The host wants nobody to be waited for any more. */
  endUnwanted(roomId: string): Promise<void>;
}

export interface HoldsServiceOptions {
  repository: HoldsRepository;
  standing: PlaybackRepository['standing'];
  feed: PlaybackFeed;
  lead: Pick<CommandLead, 'of'>;
  observer: HoldObserver;
  now: Now;
}

export function createHoldsService(options: HoldsServiceOptions): HoldsService {
  const { repository, standing, feed, lead, observer, now } = options;

  const publish = (roomId: string, row: HoldRow): Playback => {
    const playback = toPlayback(row);
    feed.tell(roomId, playback, 'buffering');
    return playback;
  };

  /** Tells what has become of a hold, if anything has. */
  const settle = (roomId: string, row: HoldRow | undefined, by: HoldEnd): Playback | undefined => {
    if (!row) return undefined;
    if (row.hold_from_version === null) observer.holdEnded(by);
    return publish(roomId, row);
  };

  const stall = (roomId: string, row: HoldRow | undefined): Playback | undefined => {
    if (!row) return undefined;
    if (row.hold_from_version === row.version - 1) observer.holdBegan();
    return publish(roomId, row);
  };

  return {
    async report(roomId, userId, { isStalled, version }) {
      const at = now();
      const effectiveAt = at + lead.of(roomId, isStalled ? 'go-on' : 'resume');
      const key = { roomId, userId, version, now: at, effectiveAt };
      const changed = isStalled
        ? stall(roomId, await repository.stall(key))
        : settle(roomId, await repository.ready(key), 'ready');
      if (changed) return changed;
      const { roomExists, isSeated, playback } = await standing(roomId, userId);
      if (!roomExists || !playback) throw roomNotFound();
      if (!isSeated) throw new AppError('forbidden', 'Join the room first.');
      return toPlayback(playback);
    },

    async releaseGone(roomIds) {
      for (const roomId of roomIds) {
        settle(roomId, await repository.releaseGone(roomId, now() + lead.of(roomId, 'resume')), 'gone');
      }
    },

    async endUnwanted(roomId) {
      settle(roomId, await repository.endUnwanted(roomId, now() + lead.of(roomId, 'resume')), 'setting');
    },
  };
}

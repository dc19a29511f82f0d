import { AppError, roomNotFound } from '../platform/errors.js';
import { consumeOrThrow, type RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { PauseAsksRepository } from './pause-asks.repository.js';

/** How those who may not control the video get a word in. */
export interface PauseAsksService {
  /**
   * Tells whoever may pause that somebody asks for it.
   *
   * @throws AppError `room_not_found`, `forbidden` without a seat, `rate_limited`, `conflict` where there is nothing to ask
   */
  ask(roomId: string, userId: string): Promise<void>;
}

export interface PauseAsksServiceOptions {
  repository: PauseAsksRepository;
  limiter: RateLimiter;
  broadcaster: Pick<Broadcaster, 'toMember'>;
}

export function createPauseAsksService({
  repository,
  limiter,
  broadcaster,
}: PauseAsksServiceOptions): PauseAsksService {
  return {
    async ask(roomId, userId) {
      const ask = await repository.read(roomId, userId);
      if (!ask) throw roomNotFound();
      if (!ask.isSeated) throw new AppError('forbidden', 'Join the room first.');
      if (ask.mayControl) throw new AppError('conflict', 'You may pause by yourself.');
      if (!ask.isPlaying) throw new AppError('conflict', 'Nothing plays.');
      await consumeOrThrow(limiter, userId);
      for (const controller of ask.controllers)
        broadcaster.toMember(roomId, controller, 'playback:asked', { roomId, userId });
    },
  };
}

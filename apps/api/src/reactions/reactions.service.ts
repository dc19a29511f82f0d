import type { ClientPayload } from '@watchparty/shared';
import { AppError } from '../platform/errors.js';
import { type RateLimiter, rateLimitedError } from '../platform/rate-limits/rate-limiter.js';
import type { ReactionFeed } from './reaction-feed.js';

/** What people feel while they watch. */
export interface ReactionsService {
  /** @throws AppError `forbidden` without a seat, `rate_limited` */
  send(roomId: string, userId: string, reaction: ClientPayload<'reaction:send'>): Promise<void>;
}

export interface ReactionsServiceOptions {
  isSeated: (roomId: string, userId: string) => Promise<boolean>;
  limiter: RateLimiter;
  feed: ReactionFeed;
}

export function createReactionsService({
  isSeated,
  limiter,
  feed,
}: ReactionsServiceOptions): ReactionsService {
  return {
    async send(roomId, userId, { emoji, position }) {
      const { allowed, resetMs } = await limiter.consume(userId);
      if (!allowed) throw rateLimitedError(resetMs);
      if (!(await isSeated(roomId, userId))) throw new AppError('forbidden', 'Join the room first.');
      feed.tell(roomId, { userId, emoji, position });
    },
  };
}

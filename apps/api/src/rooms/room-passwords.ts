import bcrypt from 'bcrypt';
import { AppError } from '../platform/errors.js';
import { consumeOrThrow, type RateLimiter } from '../platform/rate-limits/rate-limiter.js';

/** About 60 ms on one core of a small server: slow for a thief, not felt by whoever enters. */
const COST = 10;

export interface RoomPasswords {
  hash(password: string): Promise<string>;
  /** @throws AppError `password_required`, `wrong_password`, or `rate_limited` after too many tries */
  check(
    room: { id: string; passwordHash: string },
    userId: string,
    password: string | undefined,
  ): Promise<void>;
}

/** @param tries bounds the tries of one person at one room */
export function createRoomPasswords(tries: RateLimiter): RoomPasswords {
  return {
    hash: (password) => bcrypt.hash(password, COST),

    async check(room, userId, password) {
      if (password === undefined) throw new AppError('password_required', 'This room asks for a password.');
      const key = `${userId}:${room.id}`;
      await consumeOrThrow(tries, key);
      if (!(await bcrypt.compare(password, room.passwordHash))) {
        throw new AppError('wrong_password', 'This is not the password of the room.');
      }
      await tries.reset(key);
    },
  };
}

import type { User } from '@watchparty/shared';
import type { Response } from 'express';

/** Who a token says it is. Whether it still holds is for the database to say. */
export interface Identity {
  userId: string;
  /** The token's own id, by which it is revoked. */
  sessionId: string;
  /** Epoch milliseconds. */
  issuedAt: number;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Somebody who has proved who they are, for this request or connection. */
export interface Session {
  identity: Identity;
  user: User;
}

/** What the guards leave on a response for those behind them. */
export interface SessionLocals {
  identity?: Identity;
  identityError?: unknown;
  session?: Session;
}

/** Whom the request claims to be, before the database was asked; undefined for strangers. */
export function claimedUserId(res: Response): string | undefined {
  return (res.locals as SessionLocals).identity?.userId;
}

/** The session of a request that the guard let through. */
export function sessionOf(res: Response): Session {
  const { session } = res.locals as SessionLocals;
  if (!session) throw new Error('this route stands in front of the guard');
  return session;
}

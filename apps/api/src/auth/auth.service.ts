import type { SignInResponse } from '@watchparty/shared';
import { AppError } from '../platform/errors.js';
import type { Identity, Session } from '../platform/http/session-locals.js';
import type { Now } from '../platform/now.js';
import { readInitData } from './init-data.js';
import type { SessionsRepository } from './sessions.repository.js';
import type { SessionTokens } from './session-tokens.js';
import type { UsersRepository } from './users.repository.js';

export interface AuthService {
  /** @throws AppError `unauthorized` */
  signIn(initData: string): Promise<SignInResponse>;
  /** Reads a token without asking the database whether it still holds. @throws AppError */
  identify(token: string): Identity;
  /** @throws AppError `unauthorized` when the token was revoked or its user erased */
  openSession(identity: Identity): Promise<Session>;
  /** The token is refused from now on, and its connections end. */
  signOut(identity: Identity): Promise<void>;
  /** Ends live connections of revoked sessions that the message of their end did not reach. */
  sweep(liveSessionIds: readonly string[]): Promise<void>;
}

export interface AuthServiceOptions {
  tokens: SessionTokens;
  users: UsersRepository;
  sessions: SessionsRepository;
  /** Ends the live connections of a session, on every node. */
  disconnectSession: (sessionId: string) => void;
  botToken: string;
  initDataMaxAgeMs: number;
  now: Now;
}

export function createAuthService(options: AuthServiceOptions): AuthService {
  const { tokens, users, sessions, disconnectSession, botToken, initDataMaxAgeMs, now } = options;
  return {
    async signIn(rawInitData) {
      const initData = readInitData(rawInitData, { botToken, maxAgeMs: initDataMaxAgeMs, now: now() });
      const user = await users.upsert(initData.user, now());
      const { token, identity } = tokens.issue(user.id);
      return {
        token,
        expiresAt: identity.expiresAt,
        user,
        ...(initData.startParam !== undefined && { startParam: initData.startParam }),
      };
    },

    identify: (token) => tokens.verify(token),

    async openSession(identity) {
      const user = await users.findBySession(identity.userId, identity.sessionId);
      if (!user) throw new AppError('unauthorized', 'This session has ended; sign in again.');
      return { identity, user };
    },

    async signOut(identity) {
      await sessions.revoke(identity);
      disconnectSession(identity.sessionId);
    },

    async sweep(liveSessionIds) {
      for (const sessionId of await sessions.findRevoked(liveSessionIds)) disconnectSession(sessionId);
      await sessions.deleteExpired(now());
    },
  };
}

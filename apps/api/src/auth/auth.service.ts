import type { SignInResponse } from '@watchparty/shared';
import { AppError, banned } from '../platform/errors.js';
import type { Identity, Session } from '../platform/http/session-locals.js';
import type { Now } from '../platform/now.js';
import { isTimeZone } from '../platform/time-zone.js';
import { readInitData } from './init-data.js';
import type { LiveSession, SessionsRepository } from './sessions.repository.js';
import type { SessionTokens } from './session-tokens.js';
import type { UsersRepository } from './users.repository.js';

export interface AuthService {
  /**
   * @param timeZone where the person's clock is, for what the bot says of times
   * @throws AppError `unauthorized`, `banned`
   */
  signIn(initData: string, timeZone?: string): Promise<SignInResponse>;
  /** Reads a token without asking the database whether it still holds. @throws AppError */
  identify(token: string): Identity;
  /** @throws AppError `unauthorized` when the token was revoked or its user erased, `banned` */
  openSession(identity: Identity): Promise<Session>;
  /** The token is refused from now on, and its connections end. */
  signOut(identity: Identity): Promise<void>;
  /** Ends live connections of sessions that are over, where the message of their end did not arrive. */
  sweep(live: readonly LiveSession[]): Promise<void>;
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
    async signIn(rawInitData, timeZone) {
      const initData = readInitData(rawInitData, { botToken, maxAgeMs: initDataMaxAgeMs, now: now() });
      const { user, isBanned } = await users.upsert(
        // Browsers may know zones that this machine does not: no reason to keep anybody out.
        { ...initData.user, ...(timeZone !== undefined && isTimeZone(timeZone) && { timeZone }) },
        now(),
      );
      if (isBanned) throw banned();
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
      const known = await users.findBySession(identity);
      if (!known) throw new AppError('unauthorized', 'This session has ended; sign in again.');
      if (known.isBanned) throw banned();
      return { identity, user: known.user };
    },

    async signOut(identity) {
      await sessions.revoke(identity);
      disconnectSession(identity.sessionId);
    },

    async sweep(live) {
      for (const sessionId of await sessions.findEnded(live)) disconnectSession(sessionId);
      await sessions.deleteExpired(now());
    },
  };
}

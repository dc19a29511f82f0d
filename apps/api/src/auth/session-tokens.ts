import { createSecretKey, randomUUID } from 'node:crypto';
import { isUuid } from '@watchparty/shared';
import jwt from 'jsonwebtoken';
import { AppError } from '../platform/errors.js';
import type { Identity } from '../platform/http/session-locals.js';
import type { Now } from '../platform/now.js';

export interface SessionTokens {
  issue(userId: string): { token: string; identity: Identity };
  /** @throws AppError `unauthorized`, or `token_expired` when that is all that is wrong */
  verify(token: string): Identity;
}

const LIFETIME_S = 30 * 24 * 60 * 60;
const ISSUER = 'watchparty';
const ALGORITHM = 'HS256';

export function createSessionTokens({ secret, now }: { secret: string; now: Now }): SessionTokens {
  // Of a text jsonwebtoken first finds out that it is no public key, which takes half a millisecond each time.
  const key = createSecretKey(secret, 'utf8');
  return {
    issue(userId) {
      const issuedAt = now();
      const expiresAtS = Math.floor(issuedAt / 1000) + LIFETIME_S;
      const identity = { userId, sessionId: randomUUID(), issuedAt, expiresAt: expiresAtS * 1000 };
      const claims = {
        sub: userId,
        jti: identity.sessionId,
        iss: ISSUER,
        // With its milliseconds: what is revoked at this second is told from what was signed right after it.
        iat: issuedAt / 1000,
        exp: expiresAtS,
      };
      return { token: jwt.sign(claims, key, { algorithm: ALGORITHM }), identity };
    },

    verify(token) {
      let claims: jwt.JwtPayload | string;
      try {
        claims = jwt.verify(token, key, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          clockTimestamp: Math.floor(now() / 1000),
        });
      } catch (error) {
        throw error instanceof jwt.TokenExpiredError
          ? new AppError('token_expired', 'This session has run out; sign in again.')
          : new AppError('unauthorized', 'This token is not valid.');
      }
      if (typeof claims === 'string') throw new AppError('unauthorized', 'This token is not valid.');
      const { sub, jti, iat, exp } = claims;
      if (sub === undefined || jti === undefined || !isUuid(sub) || !isUuid(jti)) {
        throw new AppError('unauthorized', 'This token is not valid.');
      }
      if (iat === undefined || exp === undefined) {
        throw new AppError('unauthorized', 'This token is not valid.');
      }
      return { userId: sub, sessionId: jti, issuedAt: Math.round(iat * 1000), expiresAt: exp * 1000 };
    },
  };
}

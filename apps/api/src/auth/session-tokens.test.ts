import { describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { AppError } from '../platform/errors.js';
import { createSessionTokens } from './session-tokens.js';

const SECRET = 'a secret that is long enough for anybody';
const USER_ID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';
const T0 = 1_800_000_000_000;
const THIRTY_DAYS_S = 30 * 86_400;

const tokensAt = (now: number): ReturnType<typeof createSessionTokens> =>
  createSessionTokens({ secret: SECRET, now: () => now });

function refusalOf(token: string, now = T0): string {
  try {
    tokensAt(now).verify(token);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'accepted';
}

const claims = { sub: USER_ID, jti: USER_ID, iss: 'watchparty', iat: T0 / 1000, exp: T0 / 1000 + 60 };
const forged = (change: object, secret = SECRET, options: jwt.SignOptions = { algorithm: 'HS256' }): string =>
  jwt.sign(JSON.parse(JSON.stringify({ ...claims, ...change })) as object, secret, options);

describe('a session token', () => {
  it('[AU4] says who it is for 30 days', () => {
    const { token, identity } = tokensAt(T0).issue(USER_ID);
    expect(identity).toMatchObject({ userId: USER_ID, expiresAt: T0 + THIRTY_DAYS_S * 1000 });
    expect(tokensAt(T0).verify(token)).toEqual(identity);
    expect(refusalOf(token, T0 + (THIRTY_DAYS_S - 1) * 1000)).toBe('accepted');
    expect(refusalOf(token, T0 + THIRTY_DAYS_S * 1000)).toBe('token_expired');
  });

  it('is another one each time', () => {
    const tokens = tokensAt(T0);
    expect(tokens.issue(USER_ID).identity.sessionId).not.toBe(tokens.issue(USER_ID).identity.sessionId);
  });

  it('[AU4] is accepted with exactly these claims', () => expect(refusalOf(forged({}))).toBe('accepted'));

  it.each([
    ['of another secret', forged({}, 'another secret that is long enough, too')],
    ['of another algorithm', forged({}, SECRET, { algorithm: 'HS512' })],
    ['without a signature', forged({}, '', { algorithm: 'none' })],
    ['without a signature, in other letters', withHeader({ alg: 'nOnE', typ: 'JWT' })],
    ['of another issuer', forged({ iss: 'somebody' })],
    ['without an issuer', forged({ iss: undefined })],
    ['without a subject', forged({ sub: undefined })],
    ['for no user', forged({ sub: 'admin' })],
    ['without an id', forged({ jti: undefined })],
    ['with an odd id', forged({ jti: 'x' })],
    ['without an end', forged({ exp: undefined })],
    ['of text', jwt.sign('text', SECRET)],
    ['of nothing', ''],
    ['of garbage', 'garbage'],
    ['of dots', '..'],
    ['with a changed payload', changedPayload()],
    [
      'expired and of another secret',
      forged({ exp: T0 / 1000 - 1 }, 'another secret that is long enough, too'),
    ],
  ])('[AU4] %s is unauthorized', (_, token) => expect(refusalOf(token)).toBe('unauthorized'));

  it('[AU4] that has run out and is right otherwise is token_expired', () => {
    expect(refusalOf(forged({ exp: T0 / 1000 - 1 }))).toBe('token_expired');
  });

  function withHeader(header: object): string {
    const [, payload] = forged({}).split('.');
    return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload!}.`;
  }

  function changedPayload(): string {
    const [header, , signature] = forged({}).split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 })).toString('base64url');
    return [header, payload, signature].join('.');
  }
});

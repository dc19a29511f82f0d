import { createHmac } from 'node:crypto';
import type { IceServersResponse } from '@watchparty/shared';

export interface IceServersOptions {
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  turnSecret?: string;
  isRelayOnly?: boolean;
}

/** As long as a film and the talk after it. */
const CREDENTIAL_LIFETIME_S = 6 * 60 * 60;

/**
 * The servers that help two browsers find each other, with credentials that run out.
 * Source of the scheme: draft-uberti-behave-turn-rest-00, coturn's `use-auth-secret`.
 *
 * @param now epoch milliseconds
 */
export function iceServersFor(
  userId: string,
  { stunUrls, turnUrls, turnSecret, isRelayOnly = false }: IceServersOptions,
  now: number,
): IceServersResponse {
  const expiresAtS = Math.floor(now / 1000) + CREDENTIAL_LIFETIME_S;
  const username = `${expiresAtS}:${userId}`;
  return {
    iceServers: [
      ...(stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : []),
      ...(turnUrls.length > 0 && turnSecret !== undefined
        ? [
            {
              urls: [...turnUrls],
              username,
              credential: createHmac('sha1', turnSecret).update(username).digest('base64'),
            },
          ]
        : []),
    ],
    ...(isRelayOnly && { isRelayOnly }),
    expiresAt: expiresAtS * 1000,
  };
}

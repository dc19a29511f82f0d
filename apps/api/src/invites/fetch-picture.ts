import { type OutboundHttp } from '../platform/outbound/outbound-http.js';
import { followRedirects } from '../platform/outbound/redirects.js';

const PICTURE_MAX_BYTES = 3 * 1024 * 1024;
const PATIENCE_MS = 2_500;

/** @returns undefined for what cannot be had: an invitation goes without it */
export function createFetchPicture(http: OutboundHttp): (url: string) => Promise<Buffer | undefined> {
  return async (url) => {
    try {
      const request = {
        method: 'GET',
        url: new URL(url),
        accept: 'image/jpeg, image/png, image/webp',
        maxBytes: PICTURE_MAX_BYTES,
        signal: AbortSignal.timeout(PATIENCE_MS),
      } as const;
      const answer = await followRedirects(http, request, () => true);
      return answer.status === 200 ? answer.bytes : undefined;
    } catch {
      return undefined;
    }
  };
}

import { OutboundError } from '../../platform/outbound/outbound-error.js';
import type { OutboundHttp } from '../../platform/outbound/outbound-http.js';
import { followRedirects } from '../../platform/outbound/redirects.js';

/**
 * Asks the platforms themselves, at addresses that are built from what was parsed. They may send one around among their
 * own addresses and nowhere else.
 */
export interface Vendors {
  /** @returns undefined where the platform knows nothing of it. @throws OutboundError */
  text(url: URL, accept: string, signal: AbortSignal): Promise<string | undefined>;
  /** @returns an empty object where the platform knows nothing of it. @throws OutboundError, SyntaxError */
  json(url: URL, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
}

const MAX_BYTES = 256 * 1024;
const TOO_MANY_REQUESTS = 429;

export function createVendors(http: OutboundHttp): Vendors {
  const text: Vendors['text'] = async (url, accept, signal) => {
    const request = { method: 'GET', url, accept, maxBytes: MAX_BYTES, signal } as const;
    const { status, body } = await followRedirects(http, request, ({ host }) => host === url.host);
    if (status === 200) return body;
    // Removed, private, or never there: asking again soon would change nothing.
    if (status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS) return undefined;
    throw new OutboundError('failed', `answered with ${status}`);
  };

  return {
    text,
    async json(url, signal) {
      const body = await text(url, 'application/json', signal);
      const value: unknown = body === undefined ? {} : JSON.parse(body);
      return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    },
  };
}

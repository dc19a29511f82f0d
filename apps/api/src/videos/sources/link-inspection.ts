import { refusalOf, type VideoLinkPolicy } from '@watchparty/shared';
import type { OutboundHttp } from '../../platform/outbound/outbound-http.js';
import { followRedirects } from '../../platform/outbound/redirects.js';
import type { Ask } from '../metadata-source.js';
import { isFramingRefused } from './framing.js';

export interface LinkInspectionOptions {
  http: OutboundHttp;
  /** What a link may lead to, and each redirect from there. */
  policy: VideoLinkPolicy;
  /** In whose frames the page would be, from the nearest to the top. */
  ancestors: readonly URL[];
}

/** Asks hosts that people choose, and takes no more from them than the head of an answer. */
export interface LinkInspection {
  /** What a file's server calls it, and how long. */
  file: Ask;
  /** Whether a page may be shown in a frame. */
  framing: Ask;
}

export function createLinkInspection({ http, policy, ancestors }: LinkInspectionOptions): LinkInspection {
  const headOf = async (method: 'GET' | 'HEAD', address: string, signal: AbortSignal) => {
    const request = { method, url: new URL(address), maxBytes: 0, signal };
    const answer = await followRedirects(http, request, (url) => refusalOf(url, policy) === undefined);
    const isFine = answer.status >= 200 && answer.status < 300;
    return isFine ? answer : undefined;
  };

  return {
    async file({ canonicalUrl }, signal) {
      // A sample of our own.
      if (canonicalUrl.startsWith('/')) return {};
      const { headers = {} } = (await headOf('HEAD', canonicalUrl, signal)) ?? {};
      const length = headers['content-length'];
      return {
        contentType: headers['content-type'],
        ...(length !== undefined && /^\d+$/.test(length) && { contentLength: Number(length) }),
      };
    },

    async framing({ embedUrl, canonicalUrl }, signal) {
      // Many servers answer HEAD with other headers than they send with the page.
      const answer = await headOf('GET', embedUrl ?? canonicalUrl, signal);
      return answer && isFramingRefused(answer.headers, answer.url, ancestors)
        ? { isFramingRefused: true }
        : {};
    },
  };
}

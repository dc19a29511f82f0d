import { OutboundError } from './outbound-error.js';
import type { OutboundAnswer, OutboundHttp, OutboundRequest } from './outbound-http.js';

const MAX_REDIRECTS = 3;

export interface FollowedAnswer extends OutboundAnswer {
  /** Where it came from in the end. */
  url: URL;
}

/**
 * Goes where a server sends one, at most three times, and only where `mayFollow` admits it.
 *
 * @throws OutboundError
 */
export async function followRedirects(
  http: OutboundHttp,
  request: OutboundRequest,
  mayFollow: (url: URL) => boolean,
): Promise<FollowedAnswer> {
  let { url } = request;
  for (let redirects = 0; ; redirects++) {
    const answer = await http({ ...request, url });
    const next = redirectOf(answer, url);
    if (!next) return { ...answer, url };
    if (redirects === MAX_REDIRECTS) throw new OutboundError('failed', 'too many redirects');
    if (!mayFollow(next)) throw new OutboundError('refused', 'a redirect to where nobody may go');
    url = next;
  }
}

function redirectOf({ status, headers }: OutboundAnswer, base: URL): URL | undefined {
  if (status < 300 || status >= 400 || headers.location === undefined) return undefined;
  try {
    return new URL(headers.location, base);
  } catch (error) {
    throw new OutboundError('failed', 'a redirect to no address', { cause: error });
  }
}

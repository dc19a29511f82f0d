import type { VideoLink } from '@watchparty/shared';

import { twitchParents } from '../../../lib/twitch-parents.js';

/**
 * Where the frame of a video leads; undefined where there is none. Twitch wants to be told of each host that the page lies in.
 *
 * @param page the host of this page, and whether it lies in a frame itself
 */
export function frameAddressOf(
  { platform, embedUrl }: VideoLink,
  page: { hostname: string; isFramed: boolean },
): string | undefined {
  if (embedUrl === undefined || platform !== 'twitch') return embedUrl;
  const url = new URL(embedUrl);
  url.searchParams.delete('parent');
  for (const parent of twitchParents(page)) url.searchParams.append('parent', parent);
  return url.href;
}

import type { ResolvedVideo } from '@watchparty/shared';

import { useDebounced } from './use-debounced.js';
import { useVideoQuery } from './video-query.js';
import { checkVideoLink } from './video-link-check.js';

const TYPING_PAUSE_MS = 400;

export type VideoPreview =
  | { status: 'none' }
  | { status: 'loading' }
  | { status: 'failed'; error: Error }
  | { status: 'ready'; video: ResolvedVideo };

/** Asks the server about a link once typing has paused, and only when there is a player for it at all. */
export function useVideoPreview(link: string): VideoPreview {
  const url = link.trim();
  const settledUrl = useDebounced(url, TYPING_PAUSE_MS);
  const isWorthAsking = checkVideoLink(url, window.location.origin) === 'ok';
  const query = useVideoQuery(settledUrl, { isWanted: isWorthAsking && settledUrl === url });

  if (!isWorthAsking) return { status: 'none' };
  if (settledUrl !== url || query.isPending) return { status: 'loading' };
  if (query.isError) return { status: 'failed', error: query.error };
  return { status: 'ready', video: query.data };
}

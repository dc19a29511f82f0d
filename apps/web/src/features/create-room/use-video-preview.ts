import type { ResolvedVideo } from '@watchparty/shared';
import { useQuery } from '@tanstack/react-query';

import { useApi } from '../../lib/api-context.js';
import { useDebounced } from '../../lib/use-debounced.js';
import { checkVideoLink } from '../../lib/video-link-check.js';

const TYPING_PAUSE_MS = 400;

export type VideoPreview =
  | { status: 'none' }
  | { status: 'loading' }
  | { status: 'failed'; error: Error }
  | { status: 'ready'; video: ResolvedVideo };

/** Asks the server about a link once typing has paused, and only when there is a player for it at all. */
export function useVideoPreview(link: string): VideoPreview {
  const api = useApi();
  const url = link.trim();
  const settledUrl = useDebounced(url, TYPING_PAUSE_MS);
  const isWorthAsking = checkVideoLink(url, window.location.origin) === 'ok';
  const query = useQuery({
    queryKey: ['video', settledUrl],
    queryFn: ({ signal }) => api.resolveVideo(settledUrl, { signal }),
    enabled: isWorthAsking && settledUrl === url,
    staleTime: Infinity,
  });

  if (!isWorthAsking) return { status: 'none' };
  if (settledUrl !== url || query.isPending) return { status: 'loading' };
  if (query.isError) return { status: 'failed', error: query.error };
  return { status: 'ready', video: query.data };
}

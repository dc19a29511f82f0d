import type { WatchedVideo } from '@watchparty/shared';
import { useInfiniteQuery } from '@tanstack/react-query';

import { useApi } from './api-context.js';

export const WATCH_HISTORY_KEY = ['watch-history'] as const;

const PAGE_SIZE = 20;
/** A video is in it after half a minute of watching (WT2). */
const STALE_AFTER_MS = 30_000;

/** What this person has watched, the last one first. */
export interface WatchHistory {
  status: 'loading' | 'failed' | 'ready';
  videos: readonly WatchedVideo[];
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

export function useWatchHistory(): WatchHistory {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: WATCH_HISTORY_KEY,
    queryFn: ({ pageParam, signal }) =>
      api.watchHistory({ cursor: pageParam ?? undefined, limit: PAGE_SIZE }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: STALE_AFTER_MS,
  });
  return {
    status: query.data ? 'ready' : query.isError ? 'failed' : 'loading',
    videos: query.data?.pages.flatMap(({ videos }) => videos) ?? [],
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}

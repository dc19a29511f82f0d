import type { Participant } from '@watchparty/shared';
import { useInfiniteQuery } from '@tanstack/react-query';

import { useApi } from '../../lib/api-context.js';
import { roomsKeys } from '../../lib/rooms-keys.js';

const PAGE_SIZE = 100;

/** Those of a large room whom the room itself does not tell of, page by page. */
export interface Everybody {
  others: readonly Participant[];
  hasMore: boolean;
  isLoading: boolean;
  loadMore: () => void;
}

/** @param isWanted whether the list is open and the room knows of fewer people than there are */
export function useEverybody(
  roomId: string | undefined,
  known: ReadonlyMap<string, Participant> | undefined,
  isWanted: boolean,
): Everybody {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: roomsKeys.participants(roomId ?? ''),
    queryFn: ({ pageParam, signal }) =>
      api.listParticipants(roomId ?? '', { cursor: pageParam ?? undefined, limit: PAGE_SIZE }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: isWanted && roomId !== undefined,
    // People come and go: each opening reads anew.
    gcTime: 0,
  });
  const pages = isWanted ? (query.data?.pages ?? []) : [];
  return {
    others: pages.flatMap((page) => page.participants).filter(({ userId }) => !known?.has(userId)),
    hasMore: isWanted && query.hasNextPage,
    isLoading: isWanted && query.isFetching,
    loadMore: () => void query.fetchNextPage(),
  };
}

import type { ListRoomsResponse } from '@watchparty/shared';
import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';

import { useApi } from '../../lib/api-context.js';
import { MY_ROOMS_QUERY, type RoomFilter, roomsKeys, UPCOMING_QUERY } from '../../lib/rooms-keys.js';

/** While Home is open the lobby keeps the lists right; coming back after this long, they are read again. */
const STALE_AFTER_MS = 30_000;

export type PublicRoomsData = InfiniteData<ListRoomsResponse, string | null>;

export function usePublicRooms(filter: RoomFilter): UseInfiniteQueryResult<PublicRoomsData> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: roomsKeys.public(filter),
    queryFn: ({ pageParam, signal }) =>
      api.listRooms(
        {
          search: filter.search === '' ? undefined : filter.search,
          platform: filter.platform,
          cursor: pageParam ?? undefined,
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: STALE_AFTER_MS,
  });
}

export function useUpcomingParties(): UseQueryResult<ListRoomsResponse> {
  const api = useApi();
  return useQuery({
    queryKey: roomsKeys.upcoming,
    queryFn: ({ signal }) => api.listRooms(UPCOMING_QUERY, { signal }),
    staleTime: STALE_AFTER_MS,
  });
}

export function useMyRooms(): UseQueryResult<ListRoomsResponse> {
  const api = useApi();
  return useQuery({
    queryKey: roomsKeys.mine,
    queryFn: ({ signal }) => api.listRooms(MY_ROOMS_QUERY, { signal }),
    staleTime: STALE_AFTER_MS,
  });
}

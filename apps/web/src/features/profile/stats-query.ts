import type { UserStats } from '@watchparty/shared';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useApi } from '../../lib/api-context.js';
import { STATS_KEY } from '../../lib/stats-key.js';

const STALE_AFTER_MS = 60_000;

export function useStats(): UseQueryResult<UserStats> {
  const api = useApi();
  return useQuery({
    queryKey: STATS_KEY,
    queryFn: ({ signal }) => api.stats({ signal }),
    staleTime: STALE_AFTER_MS,
  });
}

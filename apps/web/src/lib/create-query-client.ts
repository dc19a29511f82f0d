import { errorCodeOf } from '@watchparty/shared';
import { QueryClient } from '@tanstack/react-query';

/** What changes comes by socket, so an answer stays good for long: an evening has to do with few requests. */
const STALE_AFTER_MS = 5 * 60_000;
const FORGOTTEN_AFTER_MS = 30 * 60_000;
const NETWORK_RETRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        gcTime: FORGOTTEN_AFTER_MS,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // Pages ask at once and say what is wrong; the browser's opinion of being offline is no reason to wait in silence.
        networkMode: 'always',
        retry: (failures, error) => errorCodeOf(error) === 'network' && failures < NETWORK_RETRIES,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

import type { ResolvedVideo } from '@watchparty/shared';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useApi } from './api-context.js';

/** What the server knows of a link, once it is wanted; asked once a link. */
export function useVideoQuery(
  url: string,
  { isWanted }: { isWanted: boolean },
): UseQueryResult<ResolvedVideo> {
  const api = useApi();
  return useQuery({
    queryKey: ['video', url],
    queryFn: ({ signal }) => api.resolveVideo(url, { signal }),
    enabled: isWanted,
    staleTime: Infinity,
  });
}

import type { PublicConfig } from '@watchparty/shared';
import { useQuery } from '@tanstack/react-query';

import { useApi } from './api-context.js';

/** What the app knows of the installation; undefined until it has come. Asked once. */
export function useConfig(): PublicConfig | undefined {
  const api = useApi();
  return useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => api.config({ signal }),
    staleTime: Infinity,
    gcTime: Infinity,
  }).data;
}

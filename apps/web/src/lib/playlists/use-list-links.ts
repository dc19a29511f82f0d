import { useCallback, useContext } from 'react';

import { useApi } from '../api-context.js';
import { openListLink, type ListLink } from './list-link.js';
import { PlaylistContext } from './playlist-context.js';

/** Opens links to lists; undefined for all others. */
export function useListLinks(): (link: string) => ListLink | undefined {
  const expand = useContext(PlaylistContext);
  const api = useApi();
  return useCallback(
    (link) =>
      openListLink(link, {
        origin: window.location.origin,
        expand,
        ask: async (url) => ((await api.resolveVideo(url)).items ?? []).map((item) => item.url),
      }),
    [expand, api],
  );
}

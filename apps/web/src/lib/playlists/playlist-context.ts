import { createContext, useCallback, useContext } from 'react';

import { useApi } from '../api-context.js';
import { openListLink, type ListLink } from './list-link.js';

/** Reads a list of YouTube's by a player of its; without one lists are what the server knows of them. */
export const PlaylistContext = createContext<(playlistId: string) => Promise<readonly string[]>>(() =>
  Promise.reject(new Error('nobody here has a player for it')),
);

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

import { createContext } from 'react';

/** Reads a list of YouTube's by a player of its; without one lists are what the server knows of them. */
export const PlaylistContext = createContext<(playlistId: string) => Promise<readonly string[]>>(() =>
  Promise.reject(new Error('nobody here has a player for it')),
);

import type { ComponentType } from 'react';

import type { PageName } from '../lib/page-preload.js';
import { lazyPart, type LazyPart } from '../lib/lazy-part.js';

export type Pages = Readonly<Record<PageName, LazyPart>> & {
  /** On every page, once it is there. */
  readonly celebrations: LazyPart;
};

/** @param loadWords what pages other than Home say, which comes side by side with their code */
export function createPages(loadWords: () => Promise<void>): Pages {
  const withWords = (load: () => Promise<ComponentType>) =>
    lazyPart(async () => {
      const [Page] = await Promise.all([load(), loadWords()]);
      return Page;
    });
  return {
    home: lazyPart(async () => (await import('../features/home/home-page.js')).HomePage),
    create: withWords(async () => (await import('../features/create-room/create-page.js')).CreatePage),
    offer: withWords(async () => (await import('../features/room/offer-page.js')).OfferPage),
    room: withWords(async () => (await import('./room-route.js')).RoomRoute),
    celebrations: withWords(
      async () => (await import('../features/celebrations/celebrations.js')).Celebrations,
    ),
    profile: withWords(async () => (await import('../features/profile/profile-page.js')).ProfilePage),
  };
}

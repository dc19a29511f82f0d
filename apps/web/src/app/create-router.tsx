import { createBrowserRouter } from 'react-router';

import { HomeSkeleton } from '../features/home/home-skeleton.js';
import { Layout } from './layout.js';
import { NotFoundPage } from './not-found-page.js';
import { RouteError } from './route-error.js';

export type Router = ReturnType<typeof createBrowserRouter>;

export function createRouter(): Router {
  return createBrowserRouter([
    {
      Component: Layout,
      ErrorBoundary: RouteError,
      children: [
        {
          path: '/',
          HydrateFallback: HomeSkeleton,
          lazy: async () => ({ Component: (await import('../features/home/home-page.js')).HomePage }),
        },
        {
          path: '/create',
          HydrateFallback: Blank,
          lazy: async () => ({
            Component: (await import('../features/create-room/create-page.js')).CreatePage,
          }),
        },
        {
          path: '/rooms/:id',
          HydrateFallback: Blank,
          lazy: async () => ({ Component: (await import('./room-route.js')).RoomRoute }),
        },
        {
          path: '/offers/:id',
          HydrateFallback: Blank,
          lazy: async () => ({ Component: (await import('../features/room/offer-page.js')).OfferPage }),
        },
        {
          path: '/profile',
          HydrateFallback: Blank,
          lazy: async () => ({
            Component: (await import('../features/profile/profile-page.js')).ProfilePage,
          }),
        },
        { path: '*', Component: NotFoundPage },
      ],
    },
  ]);
}

/** These pages draw their own skeletons; until their code is there, the page's colour is enough. */
function Blank() {
  return null;
}

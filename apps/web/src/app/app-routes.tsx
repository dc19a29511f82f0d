import { Suspense, type ReactNode } from 'react';
import { BrowserRouter, Route, Routes, useLocation } from 'react-router';

import { ErrorBoundary } from '../ui/error-boundary.js';
import type { Pages } from './create-pages.js';
import { FirstScreen } from './first-screen.js';
import { NotFoundPage } from './not-found-page.js';
import { RouteError } from './route-error.js';
import { ScrollMemory } from './scroll-memory.js';
import { SettingsEntry } from './settings-entry.js';

/**
 * The plain router: the one with loaders and actions weighs as much again as the framework's half, and nobody here has
 * a loader. It changes pages in transitions, so the page before stays until the code of the next one is there.
 */
export function AppRoutes({ pages }: { pages: Pages }): ReactNode {
  return (
    <BrowserRouter>
      <ScrollMemory />
      <SettingsEntry />
      <OpenPage pages={pages} />
    </BrowserRouter>
  );
}

function OpenPage({ pages: { home, create, offer, room, profile } }: { pages: Pages }): ReactNode {
  const { key } = useLocation();
  return (
    <ErrorBoundary resetKey={key} fallback={() => <RouteError />}>
      {/* Only the first page is waited for here. */}
      <Suspense fallback={<FirstScreen />}>
        <Routes>
          <Route path="/" element={<home.Part />} />
          <Route path="/create" element={<create.Part />} />
          <Route path="/rooms/:id" element={<room.Part />} />
          <Route path="/offers/:id" element={<offer.Part />} />
          <Route path="/profile" element={<profile.Part />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Suspense>
    </ErrorBoundary>
  );
}

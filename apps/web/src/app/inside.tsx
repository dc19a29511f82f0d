import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useCallback, useState, type ReactNode } from 'react';

import { createQueryClient } from '../lib/create-query-client.js';
import { lazyPart } from '../lib/lazy-part.js';
import { LocalFilesContext } from '../lib/local-files/local-files-context.js';
import { PagePreloadContext } from '../lib/page-preload.js';
import { PlaylistContext } from '../lib/playlists/playlist-context.js';
import { PreferencesContext } from '../lib/preferences.js';
import { useSession, useSessionStateForPages } from '../lib/session-context.js';
import { RealtimeProvider } from '../realtime/realtime-provider.js';
import { SnackbarProvider } from '../ui/snackbar.js';
import { AppRoutes } from './app-routes.js';
import { CelebrationsLater } from './celebrations-later.js';
import type { Services } from './create-services.js';
import { ErrorReporting } from './error-reporting.js';
import { FirstScreen } from './first-screen.js';

// Few see it, and they have time.
const signedOutScreen = lazyPart(async () => (await import('./signed-out-screen.js')).SignedOutScreen);

/** All that is not wanted before the first answer of the server; its code comes while that is on its way. */
export function Inside({ services }: { services: Services }): ReactNode {
  const { errorReports, preferences, localFiles, expandPlaylist, preloadPage } = services;
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <ErrorReporting reports={errorReports} />
      <PreferencesContext value={preferences}>
        <LocalFilesContext value={localFiles}>
          <PlaylistContext value={expandPlaylist}>
            <PagePreloadContext value={preloadPage}>
              <SnackbarProvider>
                <SessionGate services={services} />
              </SnackbarProvider>
            </PagePreloadContext>
          </PlaylistContext>
        </LocalFilesContext>
      </PreferencesContext>
    </QueryClientProvider>
  );
}

/** Lets nobody in whom the server does not know; inside there is always a user, and soon a connection. */
function SessionGate({ services }: { services: Services }): ReactNode {
  const session = useSession();
  const state = useSessionStateForPages();
  const renew = useCallback(() => {
    void session.renew();
  }, [session]);

  switch (state.status) {
    case 'signing-in':
      return <FirstScreen />;
    case 'signed-out':
      return (
        <Suspense fallback={null}>
          <signedOutScreen.Part reason={state.reason} code={state.code} />
        </Suspense>
      );
    case 'signed-in':
      return (
        <RealtimeProvider token={state.token} onSessionLost={renew}>
          <AppRoutes pages={services.pages} />
          <CelebrationsLater part={services.pages.celebrations} />
        </RealtimeProvider>
      );
  }
}

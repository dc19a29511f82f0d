import { useCallback, type ReactNode } from 'react';
import { RouterProvider } from 'react-router/dom';

import { HomeSkeleton } from '../features/home/home-skeleton.js';
import { paths } from '../lib/paths.js';
import { useSession, useSessionState } from '../lib/session-context.js';
import { RealtimeProvider } from '../realtime/realtime-provider.js';
import type { Router } from './create-router.js';
import { SignedOutScreen } from './signed-out-screen.js';

interface SessionGateProps {
  router: Router;
  /** A page broke, or its code did not come. */
  onError: (error: unknown) => void;
}

/** Lets nobody in whom the server does not know; inside there is always a user and a connection. */
export function SessionGate({ router, onError }: SessionGateProps): ReactNode {
  const session = useSession();
  const state = useSessionState();
  const renew = useCallback(() => {
    void session.renew();
  }, [session]);

  switch (state.status) {
    case 'signing-in':
      return window.location.pathname === paths.home ? <HomeSkeleton /> : null;
    case 'signed-out':
      return <SignedOutScreen reason={state.reason} code={state.code} />;
    case 'signed-in':
      return (
        <RealtimeProvider token={state.token} onSessionLost={renew}>
          <RouterProvider router={router} onError={onError} />
        </RealtimeProvider>
      );
  }
}

import type { ReactNode } from 'react';

import { CrashScreen } from './crash-screen.js';

/** A page that broke, or whose code did not come: after a new release the old files are gone, so load anew. */
export function RouteError(): ReactNode {
  return (
    <CrashScreen
      onRetry={() => {
        window.location.reload();
      }}
    />
  );
}

import { Suspense, useState, type ReactNode } from 'react';

import { ErrorBoundary } from './error-boundary.js';

interface WhenOpenedProps {
  open: boolean;
  /** A sheet whose code comes with its first opening. */
  children: ReactNode;
}

/**
 * Mounts a sheet when it is first opened, and leaves it there: it closes slowly, and may hold what somebody typed.
 * Should its code not come, the page behind it goes on as it was.
 */
export function WhenOpened({ open, children }: WhenOpenedProps): ReactNode {
  const [wasOpened, setWasOpened] = useState(open);
  if (open && !wasOpened) setWasOpened(true);
  if (!wasOpened) return null;
  return (
    <ErrorBoundary fallback={() => null}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}

import { Suspense, useEffect, useState, type ReactNode } from 'react';

import type { LazyPart } from '../lib/lazy-part.js';
import { WhenLive } from '../realtime/when-live.js';
import { ErrorBoundary } from '../ui/error-boundary.js';

/** After the page is there with what it shows: praise is in no hurry. */
const LATER_MS = 3_000;

/** Should its code not come, nobody misses it: what was given is told with the next start. */
export function CelebrationsLater({ part }: { part: LazyPart }): ReactNode {
  const [isTime, setIsTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsTime(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isTime) return null;
  return (
    <ErrorBoundary fallback={() => null}>
      <Suspense fallback={null}>
        <WhenLive>
          <part.Part />
        </WhenLive>
      </Suspense>
    </ErrorBoundary>
  );
}

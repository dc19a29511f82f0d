import { use, type ReactNode } from 'react';

import { RealtimeContext } from './realtime-context.js';

interface WhenLiveProps {
  /** What stands there until the code of the connection has come. */
  fallback?: ReactNode;
  children: ReactNode;
}

/** Around everything that reads the connection, on a page that may be there before it. */
export function WhenLive({ fallback = null, children }: WhenLiveProps): ReactNode {
  return use(RealtimeContext) === undefined ? fallback : children;
}

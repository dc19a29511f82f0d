import { awaySinceOf } from '@watchparty/shared/room-client';

import { useHasLasted } from '../../lib/use-has-lasted.js';
import { useConnection } from '../../realtime/realtime-context.js';

/** Most connections that go are back before anybody could miss something. */
const STALE_AFTER_MS = 2_000;

/** Whether the lists have not been kept up to date for a while; they are read anew with the next connection. */
export function useIsStale(): boolean {
  return useHasLasted(awaySinceOf(useConnection()), STALE_AFTER_MS);
}

import { type QueueView, viewQueue } from '@watchparty/shared/room-client';
import { useMemo } from 'react';

import { useRoom } from '../../realtime/realtime-context.js';

/** The queue as this person sees it; undefined outside of a room. */
export function useQueue(): QueueView | undefined {
  const state = useRoom((room) => (room.status === 'joined' ? room : undefined));
  return useMemo(() => state && viewQueue(state), [state]);
}

import { useEffect, useEffectEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { readRoomArrival } from '../../lib/room-arrival.js';
import { useQueueRest } from './use-queue-rest.js';

/** Puts into the queue what whoever made the room has brought along, once. */
export function useArrival(): void {
  const { state, pathname } = useLocation() as { state: unknown; pathname: string };
  const navigate = useNavigate();
  const queueRest = useQueueRest();
  const arrive = useEffectEvent(() => {
    const links = readRoomArrival(state);
    if (links.length === 0) return;
    // Whoever comes back by the browser's history must not add it again.
    void navigate(pathname, { replace: true, state: null });
    void queueRest(links);
  });
  useEffect(() => {
    arrive();
  }, []);
}

import { LAG_SHOWN_MS, type Participant, type ServerEvents } from '@watchparty/shared';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';

import { useRealtime } from '../../../realtime/realtime-context.js';

/** Somebody whose picture is elsewhere than the room. */
export interface Laggard {
  participant: Participant;
  /** Seconds of film behind the room; negative ahead of it. */
  behind: number;
}

const NOBODY: readonly Laggard[] = [];

/** The others whose picture is elsewhere, as long as that is believed, and while they are here. */
export function useLaggards(): readonly Laggard[] {
  const { news, room } = useRealtime();
  const [behindBy, setBehindBy] = useState<ReadonlyMap<string, number>>(() => new Map());
  const participants = useStore(room.store, (state) =>
    state.status === 'joined' ? state.participants : undefined,
  );
  const youId = useStore(room.store, (state) => (state.status === 'joined' ? state.youId : undefined));
  useEffect(() => {
    const timers = new Map<string, number>();
    const put = (userId: string, behind: number): void =>
      setBehindBy((before) => {
        const next = new Map(before);
        if (behind === 0) next.delete(userId);
        else next.set(userId, behind);
        return next;
      });
    const onLag = ({ userId, behind }: ServerEvents['video:lag']): void => {
      window.clearTimeout(timers.get(userId));
      timers.set(
        userId,
        window.setTimeout(() => put(userId, 0), LAG_SHOWN_MS),
      );
      put(userId, behind);
    };
    news.on('video:lag', onLag);
    return () => {
      news.off('video:lag', onLag);
      for (const timer of timers.values()) window.clearTimeout(timer);
    };
  }, [news]);
  if (behindBy.size === 0 || !participants) return NOBODY;
  return [...behindBy].flatMap(([userId, behind]) => {
    const participant = participants.get(userId);
    // One's own other device is not one of the others.
    return participant && userId !== youId ? [{ participant, behind }] : [];
  });
}

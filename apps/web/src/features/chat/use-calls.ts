import type { Message } from '@watchparty/shared';
import { useEffect, useEffectEvent, useState } from 'react';

import { useRealtime } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { isForYou } from './for-you.js';

interface Calls {
  /** Messages that name whoever looks, or answer them, and came while the end was out of sight; the earliest first. */
  waiting: readonly Message[];
  /** The first of them was looked at. */
  seen: () => void;
}

export function useCalls(youId: string, isAtEnd: boolean): Calls {
  const { room } = useRealtime();
  const telegram = useTelegram();
  const [waiting, setWaiting] = useState<readonly Message[]>([]);

  const hear = useEffectEvent((latest: readonly Message[]) => {
    const calls = latest.filter((message) => isForYou(message, youId));
    if (calls.length === 0) return;
    // Felt, be the eyes on the film.
    telegram.haptic.impact('medium');
    setWaiting((before) => (isAtEnd ? [] : [...before, ...calls]));
  });

  useEffect(
    () =>
      room.store.subscribe((state, before) => {
        if (state.status !== 'joined' || before.status !== 'joined') return;
        const known = before.messages.list.at(-1)?.seq ?? 0;
        const since = state.messages.list.findLastIndex(({ seq }) => seq <= known) + 1;
        if (since < state.messages.list.length) hear(state.messages.list.slice(since));
      }),
    [room],
  );

  return {
    waiting: isAtEnd ? [] : waiting,
    seen: () => setWaiting((before) => before.slice(1)),
  };
}

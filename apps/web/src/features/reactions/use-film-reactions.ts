import { useCallback, useEffect, useEffectEvent, useState } from 'react';

import { useRealtime } from '../../realtime/realtime-context.js';
import { createFloats, type Floats } from './floats.js';
import { filmPosition, showDelayMs } from './show-delay.js';

interface FilmReactions {
  floats: Floats;
  /** Shows it here at once, and to the others when they are where one is now. */
  react: (emoji: string) => void;
}

/** @param behindMs always the same; how far one's own player is behind the room; negative if it is ahead */
export function useFilmReactions(behindMs: () => number): FilmReactions {
  const { news, emit, clock, room } = useRealtime();
  const [floats] = useState(() => createFloats(Math.random));
  const film = useEffectEvent(() => {
    const state = room.store.getState();
    if (state.status !== 'joined') return undefined;
    return { state, playback: state.playback, serverNow: clock.serverNow(), behindMs: behindMs() };
  });

  useEffect(() => {
    const timers = new Set<number>();
    const onSent = ({ reactions }: { reactions: { userId: string; emoji: string; position: number }[] }) => {
      const now = film();
      if (!now) return;
      for (const { userId, emoji, position } of reactions) {
        // One's own is there already.
        if (userId === now.state.youId) continue;
        const name = now.state.participants.get(userId)?.firstName;
        const timer = window.setTimeout(
          () => {
            timers.delete(timer);
            floats.add(emoji, name);
          },
          showDelayMs(position, now),
        );
        timers.add(timer);
      }
    };
    news.on('reaction:sent', onSent);
    return () => {
      news.off('reaction:sent', onSent);
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, [news, floats]);

  const react = useCallback(
    (emoji: string): void => {
      const state = room.store.getState();
      if (state.status !== 'joined') return;
      floats.add(emoji, undefined);
      const { playback } = state;
      const position = filmPosition({ playback, serverNow: clock.serverNow(), behindMs: behindMs() });
      // A moment later it means nothing any more, so that it is not sent again.
      emit('reaction:send', { emoji, position }).catch(() => undefined);
    },
    [room, clock, emit, floats, behindMs],
  );
  return { floats, react };
}

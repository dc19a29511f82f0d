import { TYPING_EVERY_MS, TYPING_SHOWN_MS, type ServerEvents } from '@watchparty/shared';
import { useEffect, useRef, useState } from 'react';

import { useRealtime } from '../../realtime/realtime-context.js';

/** Tells the others that one writes; of the words nothing. */
export function useTellTyping(): { typing: () => void; stopped: () => void } {
  const { emit } = useRealtime();
  const toldAt = useRef(Number.NEGATIVE_INFINITY);
  // Whether that arrives is nobody's concern: the next one comes soon, or nothing.
  const tell = (isTyping: boolean): void => void emit('chat:typing', { isTyping }).catch(() => undefined);
  return {
    typing() {
      const now = performance.now();
      if (now - toldAt.current < TYPING_EVERY_MS) return;
      toldAt.current = now;
      tell(true);
    },
    stopped() {
      if (toldAt.current === Number.NEGATIVE_INFINITY) return;
      toldAt.current = Number.NEGATIVE_INFINITY;
      tell(false);
    },
  };
}

/** User ids of those who write just now. */
export function useTypists(): readonly string[] {
  const { news } = useRealtime();
  const [typists, setTypists] = useState<readonly string[]>([]);
  useEffect(() => {
    const timers = new Map<string, number>();
    const end = (userId: string): void => {
      window.clearTimeout(timers.get(userId));
      timers.delete(userId);
      setTypists((before) => before.filter((other) => other !== userId));
    };
    const onTyping = ({ userId, isTyping }: ServerEvents['chat:typing']): void => {
      end(userId);
      if (!isTyping) return;
      timers.set(
        userId,
        window.setTimeout(() => end(userId), TYPING_SHOWN_MS),
      );
      setTypists((before) => [...before, userId]);
    };
    const onMessage = ({ message }: ServerEvents['chat:new_message']): void => {
      if (message.userId !== undefined) end(message.userId);
    };
    news.on('chat:typing', onTyping);
    news.on('chat:new_message', onMessage);
    return () => {
      news.off('chat:typing', onTyping);
      news.off('chat:new_message', onMessage);
      for (const timer of timers.values()) window.clearTimeout(timer);
    };
  }, [news]);
  return typists;
}

import { useEffect } from 'react';

import { useTelegram } from '../../telegram/telegram-context.js';

/** While somebody is in a room, a swipe over the chat must not close the app. */
export function useRoomSurroundings(): void {
  const telegram = useTelegram();
  useEffect(() => {
    telegram.setVerticalSwipes(false);
    return () => telegram.setVerticalSwipes(true);
  }, [telegram]);
}

import { useEffect } from 'react';

import { useTelegram } from '../../telegram/telegram-context.js';

/**
 * While somebody is in a room, a swipe over the chat must not close the app.
 *
 * @param isLiveHost others watch what this person runs: closing by mistake is asked about first
 */
export function useRoomSurroundings(isLiveHost: boolean): void {
  const telegram = useTelegram();
  useEffect(() => {
    telegram.setVerticalSwipes(false);
    return () => telegram.setVerticalSwipes(true);
  }, [telegram]);
  useEffect(() => {
    if (!isLiveHost) return;
    telegram.setClosingConfirmation(true);
    return () => telegram.setClosingConfirmation(false);
  }, [telegram, isLiveHost]);
}

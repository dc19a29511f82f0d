import { MESSAGE_PAGE_SIZE } from '@watchparty/shared';
import { useCallback, useRef, useState } from 'react';

import { useApi } from '../../lib/api-context.js';
import { useRealtime } from '../../realtime/realtime-context.js';

export interface OlderMessages {
  isLoading: boolean;
  /** Fetches the page before the first message that is here, if there is one. */
  load(): void;
}

export function useOlderMessages(): OlderMessages {
  const api = useApi();
  const { room } = useRealtime();
  const [isLoading, setIsLoading] = useState(false);
  const isBusy = useRef(false);

  const fetchPage = useCallback(async () => {
    const state = room.store.getState();
    const before = state.status === 'joined' ? state.messages.list[0]?.seq : undefined;
    if (state.status !== 'joined' || !state.messages.hasOlder || before === undefined || isBusy.current)
      return;
    isBusy.current = true;
    setIsLoading(true);
    try {
      const page = await api.listMessages(state.room.id, { before, limit: MESSAGE_PAGE_SIZE });
      room.store.dispatch({ type: 'older_loaded', messages: page.messages, hasOlder: page.hasMore });
    } catch {
      // Scrolling up once more tries again.
    } finally {
      isBusy.current = false;
      setIsLoading(false);
    }
  }, [api, room]);

  return { isLoading, load: useCallback(() => void fetchPage(), [fetchPage]) };
}

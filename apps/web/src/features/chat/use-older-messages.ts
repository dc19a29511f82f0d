import { MESSAGE_PAGE_MAX_SIZE } from '@watchparty/shared';
import { useCallback, useRef, useState } from 'react';

import { useApi } from '../../lib/api-context.js';
import { useRealtime } from '../../realtime/realtime-context.js';

export interface OlderMessages {
  isLoading: boolean;
  /** Fetches the page before the first message that is here, if there is one. */
  load(): void;
  /** Fetches pages until the one with this number is here. @returns whether all up to there is here now */
  loadBackTo(seq: number): Promise<boolean>;
}

/** Two thousand messages: further back nobody is led by a quote. */
const MAX_PAGES_BACK = 20;

export function useOlderMessages(): OlderMessages {
  const api = useApi();
  const { room } = useRealtime();
  const [isLoading, setIsLoading] = useState(false);
  const isBusy = useRef(false);

  /** @returns whether anything came */
  const fetchPage = useCallback(async (): Promise<boolean> => {
    const state = room.store.getState();
    if (state.status !== 'joined' || isBusy.current) return false;
    const { list, hasOlder, changes } = state.messages;
    const before = list[0]?.seq;
    if (!hasOlder || before === undefined) return false;
    isBusy.current = true;
    setIsLoading(true);
    try {
      const page = await api.listMessages(state.room.id, {
        before,
        limit: MESSAGE_PAGE_MAX_SIZE,
        revision: changes.revision,
      });
      room.store.dispatch({ type: 'older_loaded', messages: page.messages, hasOlder: page.hasMore });
      return page.messages.length > 0;
    } catch {
      // Scrolling up once more tries again.
      return false;
    } finally {
      isBusy.current = false;
      setIsLoading(false);
    }
  }, [api, room]);

  const loadBackTo = useCallback(
    async (seq: number): Promise<boolean> => {
      const isThere = (): boolean => {
        const state = room.store.getState();
        return state.status === 'joined' && (state.messages.list[0]?.seq ?? 0) <= seq;
      };
      for (let pages = 0; pages < MAX_PAGES_BACK && !isThere(); pages += 1) {
        if (!(await fetchPage())) break;
      }
      return isThere();
    },
    [fetchPage, room],
  );

  return { isLoading, load: useCallback(() => void fetchPage(), [fetchPage]), loadBackTo };
}

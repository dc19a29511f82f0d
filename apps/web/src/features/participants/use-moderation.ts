import type { ClientPayload } from '@watchparty/shared';
import type { MemberCommand } from '@watchparty/shared/room-client';
import { useCallback } from 'react';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';

/** Does something to somebody, felt and said. @returns whether it was done */
export type Moderate = <E extends MemberCommand>(event: E, payload: ClientPayload<E>) => Promise<boolean>;

export function useModeration(): Moderate {
  const { room } = useRealtime();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  return useCallback(
    async (event, payload) => {
      try {
        await room.moderate(event, payload);
        telegram.haptic.success();
        return true;
      } catch (error) {
        telegram.haptic.error();
        snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
        return false;
      }
    },
    [room, telegram, snackbar, errorText],
  );
}

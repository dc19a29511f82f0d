import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReminderResponse } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useStartText } from '../../i18n/use-start-text.js';
import { useApi } from '../../lib/api-context.js';
import { roomsKeys } from '../../lib/rooms-keys.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { Button } from '../../ui/button.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import styles from './start-notice.module.css';

interface StartNoticeProps {
  roomId: string;
  /** Ahead of `nowMs`. */
  startsAt: number;
  nowMs: number;
}

/** When a party begins, for whoever comes before it, and a word of the bot for whoever wants it. */
export function StartNotice({ roomId, startsAt, nowMs }: StartNoticeProps): ReactNode {
  const { t } = useTranslation('room');
  const startText = useStartText();
  const errorText = useErrorText();
  const api = useApi();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const queryClient = useQueryClient();
  const queryKey = roomsKeys.reminder(roomId);
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => api.reminder(roomId, { signal }) });

  const askToWrite = async ({ isOn, mayBotWrite }: ReminderResponse): Promise<void> => {
    if (!isOn) snackbar.show({ text: t('start.quiet'), icon: 'check' });
    else if (mayBotWrite === true || (await telegram.requestWriteAccess()))
      snackbar.show({ text: t('start.remindedHint'), icon: 'check' });
    else snackbar.show({ text: t('start.needsBot'), icon: 'warning' });
  };
  const change = useMutation({
    mutationFn: (isOn: boolean) => api.setReminder(roomId, isOn),
    onSuccess: (state) => {
      queryClient.setQueryData<ReminderResponse>(queryKey, state);
      void askToWrite(state);
    },
    onError: (error) => {
      snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
    },
  });

  return (
    <div className={styles.notice}>
      <p className={styles.when}>{t('start.begins', { when: startText(startsAt, nowMs) })}</p>
      {data && (
        <Button
          variant="overlay"
          className={styles.remind}
          icon={data.isOn ? 'check' : undefined}
          aria-pressed={data.isOn}
          busy={change.isPending}
          data-testid="remind"
          onClick={() => {
            change.mutate(!data.isOn);
          }}
        >
          {data.isOn ? t('start.reminded') : t('start.remind')}
        </Button>
      )}
    </div>
  );
}

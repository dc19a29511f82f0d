import type { JoinedState } from '@watchparty/shared/room-client';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';

/** Somebody asks for a pause: says who, and makes one by a tap. */
export function usePauseAsks({ pauseAsk, participants }: JoinedState): void {
  const { t } = useTranslation('room');
  const { room } = useRealtime();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();

  const pause = async (): Promise<void> => {
    try {
      await room.command('video:pause', {});
    } catch (error) {
      snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
    }
  };
  const tell = useEffectEvent((userId: string) => {
    const name = participants.get(userId)?.firstName;
    telegram.haptic.impact('light');
    snackbar.show({
      text: name === undefined ? t('pauseAsk.somebody') : t('pauseAsk.named', { name }),
      icon: 'pause',
      action: { label: t('pauseAsk.grant'), onClick: () => void pause() },
    });
  });
  const number = pauseAsk?.number;
  const userId = pauseAsk?.userId;
  useEffect(() => {
    if (number !== undefined && userId !== undefined) tell(userId);
  }, [number, userId]);
}

import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../../i18n/use-error-text.js';
import { useRealtime } from '../../../realtime/realtime-context.js';
import { useTelegram } from '../../../telegram/telegram-context.js';
import { Button } from '../../../ui/button.js';
import { useSnackbar } from '../../../ui/snackbar-context.js';

/** For whoever may not pause: asks those who may. */
export function AskPauseButton(): ReactNode {
  const { t } = useTranslation('player');
  const { room } = useRealtime();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const ask = async (): Promise<void> => {
    setIsBusy(true);
    try {
      await room.askForPause();
      telegram.haptic.success();
      snackbar.show({ text: t('pauseAsked'), icon: 'check' });
    } catch (error) {
      telegram.haptic.error();
      snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Button variant="overlay" icon="pause" busy={isBusy} onClick={() => void ask()}>
      {t('askPause')}
    </Button>
  );
}

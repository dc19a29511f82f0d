import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useApi } from '../../lib/api-context.js';
import { paths } from '../../lib/paths.js';
import { Button } from '../../ui/button.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import styles from './close-room.module.css';

/** Ends the room for everybody, after a question. The server takes that from its owner alone, and says so to a stand-in. */
export function CloseRoom({ roomId }: { roomId: string }): ReactNode {
  const { t } = useTranslation(['room', 'common']);
  const api = useApi();
  const navigate = useNavigate();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);

  const close = async (): Promise<void> => {
    setIsBusy(true);
    try {
      await api.deleteRoom(roomId);
      await navigate(paths.home, { replace: true });
    } catch (error) {
      snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
      setIsAsking(false);
    } finally {
      setIsBusy(false);
    }
  };

  if (!isAsking) {
    return (
      <Button variant="danger" size="l" stretched icon="trash" onClick={() => setIsAsking(true)}>
        {t('room:close.action')}
      </Button>
    );
  }
  return (
    <div className={styles.ask} role="group" aria-label={t('room:close.title')}>
      <p className={styles.question}>{t('room:close.title')}</p>
      <p className={styles.text}>{t('room:close.text')}</p>
      <Button variant="danger" size="l" stretched busy={isBusy} autoFocus onClick={() => void close()}>
        {t('room:close.action')}
      </Button>
      <Button variant="plain" size="l" stretched onClick={() => setIsAsking(false)}>
        {t('common:cancel')}
      </Button>
    </div>
  );
}

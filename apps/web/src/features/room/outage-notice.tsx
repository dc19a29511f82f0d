import { awaySinceOf, type RoomConnection } from '@watchparty/shared/room-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRealtime } from '../../realtime/realtime-context.js';
import { Button } from '../../ui/button.js';
import styles from './outage-notice.module.css';
import { useHasLasted } from '../../lib/use-has-lasted.js';

/** From here on somebody wonders what is lost. */
const LONG_MS = 10_000;

interface OutageNoticeProps {
  connection: RoomConnection;
  /** The film runs, and does so without a connection too. */
  isPlaying: boolean;
}

/** After a while without a connection: what goes on all the same, and a way to do something about it. */
export function OutageNotice({ connection, isPlaying }: OutageNoticeProps): ReactNode {
  const { t } = useTranslation('room');
  const { tryNow } = useRealtime();
  const isLong = useHasLasted(awaySinceOf(connection), LONG_MS);
  return (
    <div role="status" className={styles.region}>
      {isLong && (
        <div className={styles.box}>
          <p className={styles.words}>
            <b className={styles.title}>
              {connection.status === 'offline' ? t('outage.offline') : t('outage.title')}
            </b>
            <span className={styles.text}>{isPlaying ? t('outage.text') : t('outage.textPaused')}</span>
          </p>
          <Button variant="tinted" size="s" className={styles.action} onClick={tryNow}>
            {t('outage.tryNow')}
          </Button>
        </div>
      )}
    </div>
  );
}

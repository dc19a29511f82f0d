import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { JoinedState } from '../../realtime/room-state.js';
import { Spinner } from '../../ui/spinner.js';
import styles from './connection-banner.module.css';

/** A connection that comes back at once was not worth a word. */
const GRACE_MS = 800;

/** Says that the connection is lost while it is; the film goes on meanwhile. */
export function ConnectionBanner({ connection }: Pick<JoinedState, 'connection'>): ReactNode {
  const { t } = useTranslation('room');
  const [lostFor, setLostFor] = useState<'a moment' | 'longer'>('a moment');
  const isLost = connection === 'reconnecting';

  useEffect(() => {
    if (!isLost) return;
    const timer = setTimeout(() => setLostFor('longer'), GRACE_MS);
    return () => {
      clearTimeout(timer);
      setLostFor('a moment');
    };
  }, [isLost]);

  return (
    <div role="status">
      {isLost && lostFor === 'longer' && (
        <p className={styles.banner}>
          <Spinner size={16} />
          {t('reconnecting')}
        </p>
      )}
    </div>
  );
}

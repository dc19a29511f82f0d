import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { JoinedState } from '../../realtime/room-state.js';
import { Spinner } from '../../ui/spinner.js';
import styles from './connection-state.module.css';

/** A connection that comes back at once was not worth a word. */
const GRACE_MS = 800;

interface ConnectionStateProps extends Pick<JoinedState, 'connection'> {
  /** What is said there while nothing is wrong. */
  children: ReactNode;
}

/** Says that the connection is lost while it is; the film goes on meanwhile, but nobody knows how well in sync. */
export function ConnectionState({ connection, children }: ConnectionStateProps): ReactNode {
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

  const isShown = isLost && lostFor === 'longer';
  return (
    <>
      <div role="status">
        {isShown && (
          <p className={styles.lost}>
            <Spinner size={14} />
            <span className={styles.words}>{t('reconnecting')}</span>
          </p>
        )}
      </div>
      {!isShown && children}
    </>
  );
}

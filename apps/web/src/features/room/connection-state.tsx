import { awaySinceOf, type RoomConnection, UNNOTICED_MS } from '@watchparty/shared/room-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { cx } from '../../ui/cx.js';
import { Icon } from '../../ui/icon.js';
import { Spinner } from '../../ui/spinner.js';
import styles from './connection-state.module.css';
import { useHasLasted } from '../../lib/use-has-lasted.js';

/** While somebody moves everything works: only if that hangs is there something to say. */
const MOVING_NOTICED_MS = 3_000;

interface ConnectionStateProps {
  connection: RoomConnection;
  /** Over a picture, whatever the theme. */
  isOverlay?: boolean;
  /** What is said there while nothing is wrong. */
  children?: ReactNode;
}

/** One line about the connection, while there is something to say about it. */
export function ConnectionState({ connection, isOverlay, children }: ConnectionStateProps): ReactNode {
  const isAwayForLong = useHasLasted(awaySinceOf(connection), UNNOTICED_MS);
  const isMovingForLong = useHasLasted(movingSinceOf(connection), MOVING_NOTICED_MS);
  const isShown = isAwayForLong || isMovingForLong || connection.status === 'resumed';
  return (
    <>
      {/* Always there: a live region that comes with its words is not read out. */}
      <div role="status" className={cx(isOverlay && styles.overlay)}>
        {isShown && <Words connection={connection} />}
      </div>
      {!isShown && children}
    </>
  );
}

function movingSinceOf(connection: RoomConnection): number | undefined {
  return connection.status === 'moving' ? connection.sinceMs : undefined;
}

function Words({ connection }: { connection: RoomConnection }): ReactNode {
  const { t } = useTranslation('room');
  switch (connection.status) {
    case 'online':
      return null;
    case 'moving':
      return (
        <Line tone="quiet" sign={<Spinner size={14} />}>
          {t('connection.moving')}
        </Line>
      );
    case 'reconnecting':
      return <Line sign={<Spinner size={14} />}>{t('connection.reconnecting')}</Line>;
    case 'offline':
      return <Line sign={<Icon name="warning" size={15} />}>{t('connection.offline')}</Line>;
    case 'resumed': {
      const { missedMessages: count } = connection;
      return (
        <Line tone="good" sign={<Icon name="check" size={15} />}>
          {count === 0 ? t('connection.resumed') : t('connection.resumedWith', { count })}
        </Line>
      );
    }
  }
}

interface LineProps {
  tone?: 'quiet' | 'good';
  sign: ReactNode;
  children: ReactNode;
}

function Line({ tone, sign, children }: LineProps): ReactNode {
  return (
    <p className={cx(styles.line, tone && styles[tone])}>
      <span className={styles.sign}>{sign}</span>
      <span className={styles.words}>{children}</span>
    </p>
  );
}

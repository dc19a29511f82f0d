import type { Removal } from '@watchparty/shared/room-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { paths } from '../../lib/paths.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import styles from './join-gate.module.css';

interface RemovedDoorProps {
  removal: Removal;
  onReturn: () => void;
}

/** Somebody was put out: by whom, whether for good, and where to go now. */
export function RemovedDoor({ removal, onReturn }: RemovedDoorProps): ReactNode {
  const { t } = useTranslation('room');
  const navigate = useNavigate();
  const { reason, by } = removal;
  const isForGood = reason === 'banned';
  return (
    <div className={styles.closed} role="alert">
      <EmptyState
        picture={
          <span className={styles.mark}>
            <Icon name={isForGood ? 'lock' : 'exit'} size={34} />
          </span>
        }
        title={t(`removed.${reason}.title`)}
        text={by ? t(`removed.${reason}.by`, { name: by.firstName }) : t(`removed.${reason}.text`)}
        actions={
          <>
            {!isForGood && <Button onClick={onReturn}>{t('removed.return')}</Button>}
            <Button
              variant={isForGood ? 'primary' : 'plain'}
              onClick={() => void navigate(paths.home, { replace: true })}
            >
              {t('toHome')}
            </Button>
          </>
        }
      />
    </div>
  );
}

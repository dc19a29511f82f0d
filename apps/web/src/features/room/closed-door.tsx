import type { ApiErrorCode } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { useErrorText } from '../../i18n/use-error-text.js';
import { paths } from '../../lib/paths.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import styles from './join-gate.module.css';

interface ClosedDoorProps {
  code: ApiErrorCode;
  onRetry: () => void;
}

/** There is no way in: why, and where to go instead. */
export function ClosedDoor({ code, onRetry }: ClosedDoorProps): ReactNode {
  const { t } = useTranslation(['room', 'common']);
  const errorText = useErrorText();
  const navigate = useNavigate();
  const isGone = code === 'room_not_found' || code === 'not_found' || code === 'validation_failed';
  const isFinal = isGone || code === 'banned';
  return (
    <div className={styles.closed} role="alert">
      <EmptyState
        isPage
        picture={
          <span className={styles.mark}>
            <Icon name={code === 'banned' ? 'lock' : 'film'} size={34} />
          </span>
        }
        title={t(titleOf(code, isGone))}
        text={errorText(isGone ? 'room_not_found' : code)}
        actions={
          <>
            {!isFinal && (
              <Button icon="retry" onClick={onRetry}>
                {t('common:retry')}
              </Button>
            )}
            <Button
              variant={isFinal ? 'primary' : 'plain'}
              onClick={() => void navigate(paths.home, { replace: true })}
            >
              {t('room:toHome')}
            </Button>
          </>
        }
      />
    </div>
  );
}

function titleOf(code: ApiErrorCode, isGone: boolean) {
  if (isGone) return 'room:closed.gone';
  if (code === 'banned') return 'room:closed.banned';
  return code === 'room_full' ? 'room:closed.full' : 'room:closed.trouble';
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import styles from './media-trouble.module.css';
import type { MediaProblem } from './player-handle.js';

interface MediaTroubleProps {
  kind: Exclude<MediaProblem, 'no_copy'> | 'no_player';
  mayControl: boolean;
  /** Absent where another try changes nothing. */
  onRetry?: () => void;
  onChangeVideo: () => void;
}

/** What is wrong with the video and what to do about it. */
export function MediaTrouble({ kind, mayControl, onRetry, onChangeVideo }: MediaTroubleProps): ReactNode {
  const { t } = useTranslation('player');
  return (
    <div className={styles.root} role="alert">
      <p className={styles.title}>{t(`trouble.${kind}.title`)}</p>
      <p className={styles.text}>{mayControl ? t(`trouble.${kind}.text`) : t('trouble.askHost')}</p>
      <div className={styles.actions}>
        {onRetry && (
          <Button variant="overlay" icon="retry" size="s" onClick={onRetry}>
            {t('trouble.retry')}
          </Button>
        )}
        {mayControl && (
          <Button icon="link" size="s" onClick={onChangeVideo}>
            {t('trouble.change')}
          </Button>
        )}
      </div>
    </div>
  );
}

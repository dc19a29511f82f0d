import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { formatClock } from '../../../lib/format-duration.js';
import { Button } from '../../../ui/button.js';
import type { LiveView } from '../use-live.js';
import styles from './live-button.module.css';

interface LiveButtonProps {
  live: LiveView;
  /** Of the room, in seconds. */
  position: number;
  /** Absent for those who may not control the video. */
  onGoLive: (() => void) | undefined;
}

/** That the programme is live, how far behind the room is, and the way back. */
export function LiveButton({ live, position, onGoLive }: LiveButtonProps): ReactNode {
  const { t } = useTranslation('player');
  return (
    <span className={styles.root}>
      <span className={styles.label} data-behind={live.isBehind}>
        {t('live')}
      </span>
      {live.isBehind && <span className={styles.behind}>−{formatClock(live.comfortable - position)}</span>}
      {live.isBehind && onGoLive && (
        <Button variant="overlay" size="s" onClick={onGoLive}>
          {t('goLive')}
        </Button>
      )}
    </span>
  );
}

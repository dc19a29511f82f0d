import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { formatClock } from '../../../lib/format-duration.js';
import { Avatar } from '../../../ui/avatar.js';
import styles from './laggard-mark.module.css';
import type { Laggard } from './use-laggards.js';

/** A small face over the seek bar, where somebody's picture is. */
export function LaggardMark({
  laggard: { participant, behind },
  share,
}: {
  laggard: Laggard;
  /** Of the bar's length, 0 to 1. */
  share: number;
}): ReactNode {
  const { t } = useTranslation('player');
  const { userId, firstName: name, photoUrl } = participant;
  const said = { name, time: formatClock(Math.abs(behind)) };
  return (
    <span
      className={styles.mark}
      style={{ '--at': `${share * 100}%` } as CSSProperties}
      role="img"
      aria-label={behind > 0 ? t('isBehind', said) : t('isAhead', said)}
      data-testid="laggard"
    >
      <Avatar id={userId} name={name} photoUrl={photoUrl} size={18} />
    </span>
  );
}

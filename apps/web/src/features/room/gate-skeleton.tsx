import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Skeleton } from '../../ui/skeleton.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import styles from './join-gate.module.css';

/** The door's shape until the room's card is here. */
export function GateSkeleton(): ReactNode {
  const { t } = useTranslation('common');
  return (
    <div className={styles.card} role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <div className={styles.still}>
        <Skeleton height="100%" radius={16} />
      </div>
      <div className={styles.facts}>
        <Skeleton width={112} height={26} radius={13} />
        <Skeleton width={96} height={26} radius={13} />
      </div>
      <Skeleton width="70%" height={34} />
      <Skeleton height={50} radius={12} />
    </div>
  );
}

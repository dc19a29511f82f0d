import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { cx } from '../../ui/cx.js';
import styles from './sync-badge.module.css';
import type { SyncStatus, SyncStatusStore } from './sync/sync-status.js';

/** Says in one word how this screen stands to the room; the number is in its title. */
export function SyncBadge({ status }: { status: SyncStatusStore }): ReactNode {
  const { t } = useTranslation('player');
  const shown = useStore(status, (view) => view.status);
  if (shown.type === 'idle') return null;
  const difference =
    'differenceMs' in shown ? t('difference', { count: Math.abs(shown.differenceMs) }) : undefined;
  return (
    <span className={cx(styles.badge, styles[toneOf(shown)])} title={difference} role="status">
      <span className={styles.dot} aria-hidden="true" />
      {t(`sync.${shown.type}`)}
    </span>
  );
}

function toneOf({ type }: SyncStatus): 'calm' | 'busy' | 'bad' {
  switch (type) {
    case 'synced':
      return 'calm';
    case 'failed':
    case 'needs_tap':
      return 'bad';
    default:
      return 'busy';
  }
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { cx } from '../../ui/cx.js';
import { formatMs } from './format-ms.js';
import styles from './sync-badge.module.css';
import type { SyncStatus, SyncStatusStore } from './sync/sync-status.js';

interface SyncBadgeProps {
  status: SyncStatusStore;
  /** Opens what there is to say beyond a word. */
  onOpen: () => void;
}

/** Says in one word how this screen stands to the room, and while both run steadily in one number. */
export function SyncBadge({ status, onOpen }: SyncBadgeProps): ReactNode {
  const { t, i18n } = useTranslation('player');
  const shown = useStore(status, (view) => view.status);
  if (shown.type === 'idle') return null;
  const word = t(`sync.${shown.type}`);
  const isMeasured = shown.type === 'synced' && shown.differenceMs !== undefined;
  return (
    <span role="status">
      <button
        type="button"
        className={cx(styles.badge, styles[toneOf(shown)])}
        aria-label={t('syncDetails', { state: word })}
        aria-haspopup="dialog"
        onClick={onOpen}
      >
        <span className={styles.dot} aria-hidden="true" />
        <span>{word}</span>
        {isMeasured && (
          // Read out each second it would be a nuisance; the sheet says it when asked.
          <span className={styles.number} aria-hidden="true">
            ±{formatMs(i18n.language, Math.abs(shown.differenceMs ?? 0))}
          </span>
        )}
      </button>
    </span>
  );
}

function toneOf({ type }: SyncStatus): 'calm' | 'busy' | 'bad' {
  switch (type) {
    case 'synced':
    case 'manual':
      return 'calm';
    case 'failed':
    case 'needs_tap':
      return 'bad';
    default:
      return 'busy';
  }
}

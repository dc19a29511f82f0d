import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRoom } from '../../realtime/realtime-context.js';
import { Icon } from '../../ui/icon.js';
import styles from './queue-button.module.css';

/** How much waits; opens the queue. */
export function QueueButton({ isOpen, onPress }: { isOpen: boolean; onPress: () => void }): ReactNode {
  const { t } = useTranslation('queue');
  const count = useRoom((state) => (state.status === 'joined' ? state.queue.queue.items.length : 0));
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={t('open', { count })}
      aria-expanded={isOpen}
      data-testid="queue-button"
      onClick={onPress}
    >
      <span className={styles.pill} aria-hidden="true">
        <Icon name="queue" size={20} />
        <span className={styles.word}>{t('title')}</span>
        {count > 0 && <span className={styles.count}>{count}</span>}
      </span>
    </button>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import styles from './message-list.module.css';

/** Leads to the first message that names or answers whoever looks and was not seen yet. */
export function CallButton({ count, onPress }: { count: number; onPress: () => void }): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <button type="button" className={styles.call} aria-label={t('mention.call', { count })} onClick={onPress}>
      @
    </button>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import styles from './ad-notice.module.css';

/** Says why this screen shows something else than the others do. */
export function AdNotice(): ReactNode {
  const { t } = useTranslation('player');
  return (
    <p className={styles.notice} role="status">
      {t('adNotice')}
    </p>
  );
}

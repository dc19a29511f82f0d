import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { IconButton } from './icon-button.js';
import styles from './page-header.module.css';

interface PageHeaderProps {
  title: string;
  /** Draws a back button; leave it out where Telegram shows its own. */
  onBack?: () => void;
  after?: ReactNode;
}

export function PageHeader({ title, onBack, after }: PageHeaderProps): ReactNode {
  const { t } = useTranslation('common');
  return (
    <header className={styles.header}>
      {onBack && <IconButton icon="back" label={t('back')} className={styles.back} onClick={onBack} />}
      <h1 className={styles.title}>{title}</h1>
      {after}
    </header>
  );
}

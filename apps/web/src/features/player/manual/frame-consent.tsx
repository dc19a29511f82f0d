import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import styles from './manual-card.module.css';

interface FrameConsentProps {
  host: string;
  onAgree: () => void;
}

/** Nothing of a host that nobody knows is loaded before somebody has read its name. */
export function FrameConsent({ host, onAgree }: FrameConsentProps): ReactNode {
  const { t } = useTranslation('manual');
  return (
    <div className={styles.card}>
      <Icon name="globe" size={28} />
      <p className={styles.title}>{t('consent.title', { host })}</p>
      <p className={styles.text}>{t('consent.text')}</p>
      <Button size="s" onClick={onAgree}>
        {t('consent.show')}
      </Button>
    </div>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useTelegram } from '../../../telegram/telegram-context.js';
import { Button } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import styles from './manual-card.module.css';

interface FrameConsentProps {
  host: string;
  pageUrl: string;
  /** The page said to our server that it keeps out of frames. It may say otherwise here, so whoever wants may try. */
  isFramingRefused: boolean;
  onAgree: () => void;
}

/** Nothing of a host that nobody knows is loaded before somebody has read its name. */
export function FrameConsent({ host, pageUrl, isFramingRefused, onAgree }: FrameConsentProps): ReactNode {
  const { t } = useTranslation('manual');
  const telegram = useTelegram();
  if (isFramingRefused) {
    return (
      <div className={styles.card}>
        <p className={styles.title}>{host}</p>
        <p className={styles.text}>{t('refused.text')}</p>
        <div className={styles.actions}>
          <Button size="s" icon="globe" onClick={() => telegram.openLink(pageUrl)}>
            {t('refused.open')}
          </Button>
          <Button size="s" variant="overlay" onClick={onAgree}>
            {t('refused.anyway')}
          </Button>
        </div>
        <p className={styles.note}>{t('refused.note')}</p>
      </div>
    );
  }
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

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useLinkAdviceText } from '../../../i18n/use-link-advice-text.js';
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
  const { t } = useTranslation(['manual', 'errors']);
  const adviceText = useLinkAdviceText();
  const telegram = useTelegram();
  return (
    <div className={styles.card}>
      <Icon name="globe" size={28} />
      <p className={styles.title}>{isFramingRefused ? host : t('manual:consent.title', { host })}</p>
      <p className={styles.text}>
        {isFramingRefused ? adviceText('framing-refused') : t('manual:consent.text')}
      </p>
      {isFramingRefused && (
        <Button size="s" icon="globe" onClick={() => telegram.openLink(pageUrl)}>
          {t('errors:advice.open')}
        </Button>
      )}
      <Button size="s" variant={isFramingRefused ? 'overlay' : 'primary'} onClick={onAgree}>
        {isFramingRefused ? t('manual:consent.showAnyway') : t('manual:consent.show')}
      </Button>
      {isFramingRefused && <p className={styles.note}>{t('manual:consent.text')}</p>}
    </div>
  );
}

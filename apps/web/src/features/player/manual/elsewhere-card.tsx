import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useTelegram } from '../../../telegram/telegram-context.js';
import { Button } from '../../../ui/button.js';
import { PlatformMark } from '../../../ui/platform-mark.js';
import type { Platform } from '@watchparty/shared';
import styles from './manual-card.module.css';

interface ElsewhereCardProps {
  platform: Platform;
  pageUrl: string;
  title: string | undefined;
}

/** A film that plays nowhere but on its own site: everybody opens it there, and the clock says when to press. */
export function ElsewhereCard({ platform, pageUrl, title }: ElsewhereCardProps): ReactNode {
  const { t } = useTranslation('manual');
  const telegram = useTelegram();
  return (
    <div className={styles.card}>
      <PlatformMark platform={platform} />
      <p className={styles.title}>{title ?? t('elsewhere.title')}</p>
      <p className={styles.text}>{t('elsewhere.text')}</p>
      {platform === 'dzen' && <p className={styles.text}>{t('elsewhere.embedHint')}</p>}
      <Button size="s" icon="globe" onClick={() => telegram.openLink(pageUrl)}>
        {t('elsewhere.open')}
      </Button>
    </div>
  );
}

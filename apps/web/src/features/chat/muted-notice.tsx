import type { EpochMs } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../ui/icon.js';
import styles from './muted-notice.module.css';

/** Where one would write: that one may not, and until when. */
export function MutedNotice({ until }: { until: EpochMs | undefined }): ReactNode {
  const { t, i18n } = useTranslation('chat');
  const time =
    until === undefined
      ? undefined
      : new Date(until).toLocaleTimeString(i18n.language, { hour: 'numeric', minute: '2-digit' });
  return (
    <p className={styles.notice} role="status">
      <Icon name="chat-off" size={20} />
      {time === undefined ? t('muted.plain') : t('muted.until', { time })}
    </p>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import styles from './chat-line.module.css';
import type { SystemLine } from './system-line.js';

/** A quiet line between the messages: what happened in the room. */
export function ChatLine({ line }: { line: SystemLine | undefined }): ReactNode {
  const { t } = useTranslation('chat');
  // Virtuoso cannot measure nothing.
  if (!line) return <div className={styles.none} />;
  return (
    <p className={styles.line}>
      <span className={styles.text}>{t(line.key, line.values)}</span>
    </p>
  );
}

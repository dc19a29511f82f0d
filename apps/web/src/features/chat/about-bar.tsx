import type { Message } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../ui/icon.js';
import { IconButton } from '../../ui/icon-button.js';
import styles from './about-bar.module.css';

/** What the words that are being written are about. */
export type About = { kind: 'reply'; message: Message } | { kind: 'edit'; message: Message };

/** Says over the field what one is about to do there, and lets it be. */
export function AboutBar({ about, onCancel }: { about: About; onCancel: () => void }): ReactNode {
  const { t } = useTranslation('chat');
  const { kind, message } = about;
  const name = message.author?.firstName ?? t('gone');
  return (
    <div className={styles.bar}>
      <Icon name={kind === 'reply' ? 'reply' : 'edit'} size={20} className={styles.icon} />
      <span className={styles.words}>
        <span className={styles.title}>{kind === 'reply' ? t('reply.to', { name }) : t('edit.title')}</span>
        <span className={styles.excerpt} dir="auto">
          {message.content}
        </span>
      </span>
      <IconButton
        icon="close"
        iconSize={20}
        label={kind === 'reply' ? t('reply.cancel') : t('edit.cancel')}
        onPointerDown={(event) => event.preventDefault()}
        onClick={onCancel}
      />
    </div>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ChatPicture } from './chat-picture.js';
import styles from './quiet-chat.module.css';

interface QuietChatProps {
  /** Nobody else is here who could answer. */
  isAlone: boolean;
  onInvite: () => void;
  /** What happened in the room so far, the latest last. */
  children: ReactNode;
}

/** Before the first word: what to do about the silence, and below it what happens in the room. */
export function QuietChat({ isAlone, onInvite, children }: QuietChatProps): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <div className={styles.root}>
      <EmptyState
        className={styles.state}
        picture={<ChatPicture />}
        title={isAlone ? t('empty.aloneTitle') : t('empty.title')}
        text={isAlone ? t('empty.aloneText') : t('empty.text')}
        actions={
          isAlone && (
            <Button icon="share" onClick={onInvite}>
              {t('empty.invite')}
            </Button>
          )
        }
      />
      <div className={styles.lines}>{children}</div>
    </div>
  );
}

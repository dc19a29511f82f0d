import { ApiError, type Mention, type Quote } from '@watchparty/shared';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { avatarColours } from '../../ui/avatar-colour.js';
import { Avatar } from '../../ui/avatar.js';
import { cx } from '../../ui/cx.js';
import { Icon } from '../../ui/icon.js';
import { authorIdOf, type ChatEntry } from './chat-timeline.js';
import { isForYou } from './for-you.js';
import styles from './message-bubble.module.css';
import { MessageText } from './message-text.js';
import { QuoteBlock } from './quote-block.js';
import { ReactionChips } from './reaction-chips.js';

type MessageEntry = Extract<ChatEntry, { kind: 'message' }>;
type PendingEntry = Extract<ChatEntry, { kind: 'pending' }>;

interface MessageBubbleProps {
  entry: MessageEntry;
  youId: string;
  nameOf: (userId: string) => string;
  /** Somebody came here from what answers it. */
  isLit: boolean;
  onOpenQuote: (quote: Quote) => void;
  onReact: (emoji: string, isOn: boolean) => void;
}

/** A message that everybody has. */
export function MessageBubble(props: MessageBubbleProps): ReactNode {
  const { entry, youId, nameOf, isLit, onOpenQuote, onReact } = props;
  const { t } = useTranslation('chat');
  const { message, isOwn, isFirst, isLast } = entry;
  const authorId = authorIdOf(message) ?? message.id;
  const name = message.author?.firstName ?? t('gone');
  return (
    <div
      className={cx(rowClass(entry), isLit && styles.lit)}
      data-testid="message"
      data-message-id={message.id}
      tabIndex={-1}
    >
      {!isOwn && (
        <span className={styles.face}>
          {isLast && <Avatar id={authorId} name={name} photoUrl={message.author?.photoUrl} size={30} />}
        </span>
      )}
      <div className={styles.column}>
        <div className={cx(bubbleClass(entry), isForYou(message, youId) && styles.forYou)}>
          {!isOwn && isFirst && !entry.isBig && (
            <span className={styles.name} style={nameColours(authorId)}>
              {name}
            </span>
          )}
          {message.replyTo !== undefined && <QuoteBlock quote={message.replyTo} onOpen={onOpenQuote} />}
          <Words content={message.content} mentions={message.mentions} youId={youId} isBig={entry.isBig}>
            <Time atMs={message.createdAt} isEdited={message.editedAt !== undefined} />
          </Words>
        </div>
        {message.reactions && (
          <ReactionChips reactions={message.reactions} youId={youId} nameOf={nameOf} onReact={onReact} />
        )}
      </div>
    </div>
  );
}

interface PendingBubbleProps {
  entry: PendingEntry;
  youId: string;
  /** There is no connection that it could go over. */
  isWaiting: boolean;
  onRetry: () => void;
  onDiscard: () => void;
}

/** An own message that is on its way, or did not get there. */
export function PendingBubble({
  entry,
  youId,
  isWaiting,
  onRetry,
  onDiscard,
}: PendingBubbleProps): ReactNode {
  const { t } = useTranslation('chat');
  const errorText = useErrorText();
  const { content, replyTo, mentions, delivery } = entry.message;
  const isFailed = delivery.state === 'failed';
  return (
    <div className={rowClass(entry)} data-testid="message" data-pending={delivery.state}>
      <div className={styles.pendingColumn}>
        <div className={cx(bubbleClass(entry), styles.pending)}>
          {replyTo && <QuoteBlock quote={replyTo} />}
          <Words content={content} mentions={mentions} youId={youId} isBig={entry.isBig}>
            <span className={cx(styles.time, isWaiting && styles.waiting)}>
              <DeliverySign isFailed={isFailed} isWaiting={isWaiting} />
            </span>
          </Words>
        </div>
        {isFailed && (
          <div className={styles.failure} role="alert">
            <span>{errorText(new ApiError({ ...delivery, message: '' }))}</span>
            <button type="button" className={styles.action} onClick={onRetry}>
              {t('retry')}
            </button>
            <button type="button" className={styles.action} onClick={onDiscard}>
              {t('discard')}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}

function DeliverySign({ isFailed, isWaiting }: { isFailed: boolean; isWaiting: boolean }): ReactNode {
  const { t } = useTranslation('chat');
  if (isFailed) return <Icon name="warning" size={13} />;
  // Said, not turned: it may take a while.
  if (isWaiting) return t('waiting');
  return <span className={styles.clock} title={t('sending')} />;
}

interface WordsProps {
  content: string;
  mentions?: readonly Mention[] | undefined;
  youId: string;
  isBig: boolean;
  children: ReactNode;
}

function Words({ content, mentions, youId, isBig, children }: WordsProps): ReactNode {
  return (
    <span className={isBig ? styles.big : styles.words} dir="auto">
      <MessageText text={content} mentions={mentions} youId={youId} />
      {children}
    </span>
  );
}

function Time({ atMs, isEdited }: { atMs: number; isEdited: boolean }): ReactNode {
  const { t, i18n } = useTranslation('chat');
  const date = new Date(atMs);
  return (
    <time className={styles.time} dateTime={date.toISOString()}>
      {isEdited && `${t('edit.mark')} `}
      {date.toLocaleTimeString(i18n.language, { hour: 'numeric', minute: '2-digit' })}
    </time>
  );
}

/** The lighter one for dark bubbles. */
function nameColours(authorId: string): CSSProperties {
  const [light, deep] = avatarColours(authorId);
  return { '--name-light': light, '--name-deep': deep } as CSSProperties;
}

function rowClass({ isOwn, isFirst }: MessageEntry | PendingEntry): string {
  return cx(styles.row, isOwn && styles.own, isFirst && styles.first);
}

function bubbleClass({ isOwn, isLast, isBig }: MessageEntry | PendingEntry): string {
  if (isBig) return styles.bare ?? '';
  return cx(styles.bubble, isOwn ? styles.mine : styles.theirs, isLast && styles.last);
}

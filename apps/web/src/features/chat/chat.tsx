import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';

import { useRealtime, useRoom } from '../../realtime/realtime-context.js';
import type { JoinedState } from '../../realtime/room-state.js';
import { Icon } from '../../ui/icon.js';
import { Spinner } from '../../ui/spinner.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { ChatLine } from './chat-line.js';
import { chatTimeline, type ChatEntry } from './chat-timeline.js';
import styles from './chat.module.css';
import { Composer } from './composer.js';
import { MessageBubble, PendingBubble } from './message-bubble.js';
import { lineOfMessage, lineOfNote } from './system-line.js';
import { useOlderMessages } from './use-older-messages.js';

/** Virtuoso keeps the place when entries come in front, as long as the first one's number goes down. */
const FIRST_INDEX = 1_000_000;

/** What people say to each other, for whoever is in the room. */
export function Chat(): ReactNode {
  const state = useRoom((room) => (room.status === 'joined' ? room : undefined));
  return state ? <JoinedChat state={state} /> : null;
}

function JoinedChat({ state }: { state: JoinedState }): ReactNode {
  const { t, i18n } = useTranslation('chat');
  const { room } = useRealtime();
  const older = useOlderMessages();
  const list = useRef<VirtuosoHandle>(null);
  const [isAtBottom, setIsAtBottom] = useState(true);

  const { messages, notes, youId, participants } = state;
  const entries = useMemo(
    () => chatTimeline({ messages: messages.list, pending: messages.pending, notes, youId }),
    [messages, notes, youId],
  );
  // The first entry of when the chat opened; what is found before it came in front since.
  const [firstKey] = useState(() => entries[0]?.key);
  const prepended = Math.max(
    0,
    entries.findIndex((entry) => entry.key === firstKey),
  );

  const context = {
    youId,
    language: i18n.language,
    nameOf: (userId: string) => participants.get(userId)?.firstName ?? t('somebody'),
  };
  const send = (content: string): void => {
    room.sendMessage(content);
    list.current?.scrollToIndex({ index: 'LAST', align: 'end' });
  };
  const row = (entry: ChatEntry): ReactNode => {
    switch (entry.kind) {
      case 'message':
        return <MessageBubble entry={entry} />;
      case 'pending':
        return (
          <PendingBubble
            entry={entry}
            onRetry={() => room.retryMessage(entry.message.clientId)}
            onDiscard={() => room.discardMessage(entry.message.clientId)}
          />
        );
      case 'system':
        return <ChatLine line={lineOfMessage(entry.message, context)} />;
      case 'note':
        return <ChatLine line={lineOfNote(entry.note, context)} />;
    }
  };
  const latest = messages.list.at(-1);

  return (
    <section className={styles.root} aria-label={t('title')}>
      <div className={styles.list}>
        {entries.length === 0 && <p className={styles.empty}>{t('empty')}</p>}
        <Virtuoso
          ref={list}
          data={entries}
          firstItemIndex={FIRST_INDEX - prepended}
          initialTopMostItemIndex={Math.max(0, entries.length - 1)}
          computeItemKey={(_, entry) => entry.key}
          itemContent={(_, entry) => row(entry)}
          alignToBottom
          followOutput={(isDown) => (isDown ? 'auto' : false)}
          atBottomThreshold={80}
          atBottomStateChange={setIsAtBottom}
          startReached={older.load}
          increaseViewportBy={300}
          components={{ Header: older.isLoading ? Loading : undefined, Footer: Foot }}
        />
        {!isAtBottom && (
          <button
            type="button"
            className={styles.down}
            aria-label={t('toLatest')}
            onClick={() => list.current?.scrollToIndex({ index: 'LAST', align: 'end', behavior: 'smooth' })}
          >
            <Icon name="down" size={22} />
          </button>
        )}
      </div>
      <div aria-live="polite">
        <VisuallyHidden>
          {latest && latest.type !== 'system' && latest.userId !== youId
            ? `${latest.author?.firstName ?? ''}: ${latest.content}`
            : ''}
        </VisuallyHidden>
      </div>
      <Composer roomId={state.room.id} disabled={state.isClosed} onSend={send} />
    </section>
  );
}

function Loading(): ReactNode {
  return (
    <div className={styles.loading}>
      <Spinner size={20} />
    </div>
  );
}

function Foot(): ReactNode {
  return <div className={styles.foot} />;
}

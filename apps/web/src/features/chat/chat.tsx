import { isInTouch, type JoinedState } from '@watchparty/shared/room-client';
import { useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRealtime, useRoom } from '../../realtime/realtime-context.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { ChatLine } from './chat-line.js';
import { chatTimeline, type ChatEntry } from './chat-timeline.js';
import styles from './chat.module.css';
import { Composer } from './composer.js';
import { MessageBubble, PendingBubble } from './message-bubble.js';
import { MessageList } from './message-list.js';
import { QuietChat } from './quiet-chat.js';
import { MutedNotice } from './muted-notice.js';
import { lineOfMessage, lineOfNote } from './system-line.js';
import { TwitchToggle } from './twitch-toggle.js';
import { useOlderMessages } from './use-older-messages.js';
import { useTwitchChannel } from './use-twitch-channel.js';
import { writingPauseOf } from './writing-pause.js';

/** As many lines as stand under the words of a quiet room without crowding them. */
const QUIET_LINES = 3;

/** What people say to each other, for whoever is in the room. */
export function Chat({ onInvite }: { onInvite: () => void }): ReactNode {
  const state = useRoom((room) => (room.status === 'joined' ? room : undefined));
  return state ? <JoinedChat state={state} onInvite={onInvite} /> : null;
}

function JoinedChat({ state, onInvite }: { state: JoinedState; onInvite: () => void }): ReactNode {
  const { t, i18n } = useTranslation('chat');
  const { room } = useRealtime();
  const older = useOlderMessages();
  const twitchChannel = useTwitchChannel();
  const scroller = useRef<HTMLDivElement>(null);

  const { messages, notes, youId, participants, connection } = state;
  const entries = useMemo(
    () => chatTimeline({ messages: messages.list, pending: messages.pending, notes, youId }),
    [messages, notes, youId],
  );

  const context = {
    youId,
    language: i18n.language,
    nameOf: (userId: string) => participants.get(userId)?.firstName ?? t('somebody'),
  };
  const send = (content: string): void => {
    room.sendMessage(content);
    // Whoever speaks wants to see it.
    scroller.current?.scrollTo({ top: 0 });
  };
  const row = (entry: ChatEntry): ReactNode => {
    switch (entry.kind) {
      case 'message':
        return <MessageBubble entry={entry} />;
      case 'pending':
        return (
          <PendingBubble
            entry={entry}
            isWaiting={!isInTouch(connection)}
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
  const pause = writingPauseOf(state);
  const latest = messages.list.at(-1);
  const isQuiet = !messages.hasOlder && entries.every(({ kind }) => kind === 'system' || kind === 'note');
  const othersHere = [...participants.values()].filter(
    ({ userId, isOnline }) => isOnline && userId !== youId,
  );

  return (
    <section className={styles.root} aria-label={t('title')}>
      {twitchChannel !== undefined && <TwitchToggle channel={twitchChannel} />}
      <div className={styles.list}>
        {isQuiet ? (
          <QuietChat isAlone={othersHere.length === 0} onInvite={onInvite}>
            {entries.slice(-QUIET_LINES).map((entry) => (
              <div key={entry.key}>{row(entry)}</div>
            ))}
          </QuietChat>
        ) : (
          <MessageList entries={entries} older={older} scroller={scroller} row={row} />
        )}
      </div>
      <div aria-live="polite">
        <VisuallyHidden>
          {latest && latest.type !== 'system' && latest.userId !== youId
            ? `${latest.author?.firstName ?? ''}: ${latest.content}`
            : ''}
        </VisuallyHidden>
      </div>
      {pause?.kind === 'muted' ? (
        <MutedNotice until={pause.until} />
      ) : (
        <Composer roomId={state.room.id} disabled={state.isClosed} slowUntil={pause?.until} onSend={send} />
      )}
    </section>
  );
}

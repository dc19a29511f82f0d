import type { Mention, Message, Quote } from '@watchparty/shared';
import { isInTouch, messageTypeOf, quoteOf, you, type JoinedState } from '@watchparty/shared/room-client';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRealtime, useRoom } from '../../realtime/realtime-context.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { CallButton } from './call-button.js';
import { ChatLine } from './chat-line.js';
import { chatTimeline, keyOf, type ChatEntry } from './chat-timeline.js';
import styles from './chat.module.css';
import { Composer } from './composer.js';
import { DeleteSheet } from './delete-sheet.js';
import { LazyEmojiPicker } from './lazy-emoji-picker.js';
import { MessageBubble, PendingBubble } from './message-bubble.js';
import { MessageList, type MessageListHandle } from './message-list.js';
import { MessageMenu } from './message-menu.js';
import { QuietChat } from './quiet-chat.js';
import { MutedNotice } from './muted-notice.js';
import { lineOfMessage, lineOfNote } from './system-line.js';
import { TwitchToggle } from './twitch-toggle.js';
import { TypingLine } from './typing-line.js';
import { useCalls } from './use-calls.js';
import { useLitRow } from './use-lit-row.js';
import { useMessageActs } from './use-message-acts.js';
import { useOlderMessages } from './use-older-messages.js';
import { useTwitchChannel } from './use-twitch-channel.js';
import { useTellTyping } from './use-typing.js';
import { writingPauseOf } from './writing-pause.js';

/** As many lines as stand under the words of a quiet room without crowding them. */
const QUIET_LINES = 3;

interface ChatProps {
  onInvite: () => void;
  /** One feels so about the film just now. */
  onReact: (emoji: string) => void;
}

/** What people say to each other, for whoever is in the room. */
export function Chat({ onInvite, onReact }: ChatProps): ReactNode {
  const state = useRoom((room) => (room.status === 'joined' ? room : undefined));
  return state ? <JoinedChat state={state} onInvite={onInvite} onReact={onReact} /> : null;
}

function JoinedChat({ state, onInvite, onReact }: ChatProps & { state: JoinedState }): ReactNode {
  const { t, i18n } = useTranslation('chat');
  const { room } = useRealtime();
  const older = useOlderMessages();
  const twitchChannel = useTwitchChannel();
  const list = useRef<MessageListHandle>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const { messages, notes, youId, participants, connection } = state;
  const entries = useMemo(
    () => chatTimeline({ messages: messages.list, pending: messages.pending, notes, youId }),
    [messages.list, messages.pending, notes, youId],
  );
  const calls = useCalls(youId, isAtEnd);
  const lit = useLitRow();
  const { typing, stopped } = useTellTyping();
  const { acts, change, ...begun } = useMessageActs();
  const { about, setAbout } = begun;
  const people = useMemo(() => [...participants.values()], [participants]);

  const nameOf = (userId: string): string => participants.get(userId)?.firstName ?? t('somebody');
  const context = { youId, language: i18n.language, nameOf };
  const role = you(state)?.role;

  const openQuote = async ({ id, seq }: Quote): Promise<void> => {
    if (!(await older.loadBackTo(seq))) return;
    const joined = room.store.getState();
    const message =
      joined.status === 'joined' ? joined.messages.list.find((known) => known.id === id) : undefined;
    // Once it is drawn: what was fetched just now is no row yet.
    if (message) lit.light(keyOf(message), (key) => list.current?.show(key));
  };
  const send = async (content: string, mentions: Mention[]): Promise<boolean> => {
    if (about?.kind === 'edit') {
      const { id: messageId } = about.message;
      const isChanged = await change('chat:edit', {
        messageId,
        content,
        type: messageTypeOf(content),
        mentions,
      });
      if (isChanged) setAbout(undefined);
      return isChanged;
    }
    stopped();
    room.sendMessage(content, {
      ...(about && { replyTo: quoteOf(about.message) }),
      ...(mentions.length > 0 && { mentions }),
    });
    setAbout(undefined);
    // Whoever speaks wants to see it.
    list.current?.toEnd();
    return true;
  };
  const editLast = (): void => {
    const last = messages.list.findLast(({ userId, type }) => userId === youId && type !== 'system');
    if (last) setAbout({ kind: 'edit', message: last });
  };
  const row = (entry: ChatEntry): ReactNode => {
    switch (entry.kind) {
      case 'message':
        return (
          <MessageBubble
            entry={entry}
            youId={youId}
            nameOf={nameOf}
            isLit={lit.key === entry.key}
            onOpenQuote={(quote) => void openQuote(quote)}
            onReact={(emoji, isOn) => acts.react(entry.message, emoji, isOn)}
          />
        );
      case 'pending':
        return (
          <PendingBubble
            entry={entry}
            youId={youId}
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
  const messageOf = (id: string): Message | undefined => messages.list.find((message) => message.id === id);
  const pause = writingPauseOf(state);
  const latest = messages.list.at(-1);
  const isQuiet = !messages.hasOlder && entries.every(({ kind }) => kind === 'system' || kind === 'note');
  const othersHere = people.filter(({ userId, isOnline }) => isOnline && userId !== youId);
  const [firstCall] = calls.waiting;

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
          <MessageMenu
            acts={acts}
            youId={youId}
            isTidying={role === 'host' || role === 'moderator'}
            messageOf={messageOf}
          >
            <MessageList
              ref={list}
              entries={entries}
              isLoadingOlder={older.isLoading}
              onNearStart={older.load}
              onEndChange={setIsAtEnd}
              call={
                firstCall && (
                  <CallButton
                    count={calls.waiting.length}
                    onPress={() => {
                      lit.light(keyOf(firstCall), (key) => list.current?.show(key));
                      calls.seen();
                    }}
                  />
                )
              }
              row={row}
            />
          </MessageMenu>
        )}
      </div>
      <div aria-live="polite">
        <VisuallyHidden>
          {latest && latest.type !== 'system' && latest.userId !== youId
            ? `${latest.author?.firstName ?? ''}: ${latest.content}`
            : ''}
        </VisuallyHidden>
      </div>
      <TypingLine nameOf={nameOf} />
      {pause?.kind === 'muted' ? (
        <MutedNotice until={pause.until} />
      ) : (
        <Composer
          roomId={state.room.id}
          disabled={state.isClosed}
          slowUntil={pause?.until}
          about={about}
          onCancelAbout={() => setAbout(undefined)}
          people={people}
          onSend={send}
          onTyping={(isTyping) => (isTyping ? typing() : stopped())}
          // Where there is no film, it is said.
          onQuickEmoji={(emoji) => (state.playback.videoUrl === null ? void send(emoji, []) : onReact(emoji))}
          onEditLast={editLast}
        />
      )}
      <DeleteSheet
        open={begun.removing !== undefined}
        onOpenChange={() => begun.setRemoving(undefined)}
        onDelete={() => {
          const { removing } = begun;
          begun.setRemoving(undefined);
          if (removing?.id === about?.message.id) setAbout(undefined);
          if (removing) void change('chat:delete', { messageId: removing.id });
        }}
      />
      <LazyEmojiPicker
        open={begun.reacting !== undefined}
        onOpenChange={() => begun.setReacting(undefined)}
        title={t('reaction.other')}
        onPick={(emoji) => {
          if (begun.reacting) acts.react(begun.reacting, emoji, true);
          begun.setReacting(undefined);
        }}
      />
    </section>
  );
}

import {
  type EpochMs,
  isStorableText,
  MESSAGE_MAX_LENGTH,
  type Mention,
  type Participant,
} from '@watchparty/shared';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../ui/icon.js';
import { IconButton } from '../../ui/icon-button.js';
import { AboutBar, type About } from './about-bar.js';
import styles from './composer.module.css';
import { LazyEmojiPicker } from './lazy-emoji-picker.js';
import { MentionList } from './mention-list.js';
import { mentionsIn, namedIn, namesOf, type MentionDraft, type NamedPerson } from './mentions.js';
import { QUICK_EMOJI } from './quick-emoji.js';
import { useDraft } from './use-draft.js';
import { useMentionDraft } from './use-mention-draft.js';
import { useSecondsUntil } from './use-seconds-until.js';

interface ComposerProps {
  roomId: string;
  disabled: boolean;
  /** What the next words are about, if they answer or change something. */
  about: About | undefined;
  onCancelAbout: () => void;
  /** Who may be named. */
  people: readonly Participant[];
  /** @returns whether it was taken; else it stays in the field */
  onSend: (content: string, mentions: Mention[]) => boolean | Promise<boolean>;
  /** Something is being written, or is no longer. */
  onTyping: (isTyping: boolean) => void;
  /** One press on an emoji. */
  onQuickEmoji: (emoji: string) => void;
  /** The latest of one's own is to be changed. */
  onEditLast: () => void;
  /** In a slow room, when the next message may be sent. */
  slowUntil: EpochMs | undefined;
}

/** From here on it is good to know how much room is left. */
const COUNTER_FROM = MESSAGE_MAX_LENGTH - 200;
const MAX_HEIGHT_PX = 120;

/** Where one writes. */
export function Composer(props: ComposerProps): ReactNode {
  const {
    roomId,
    disabled,
    slowUntil,
    about,
    onCancelAbout,
    people,
    onSend,
    onTyping,
    onQuickEmoji,
    onEditLast,
  } = props;
  const { t } = useTranslation('chat');
  const [draft, setDraft] = useDraft(roomId);
  const [edited, setEdited] = useState({ id: '', text: '' });
  const picked = useRef<NamedPerson[]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number>();

  const editing = about?.kind === 'edit' ? about.message : undefined;
  // What was begun stays in the draft while something else is changed.
  const text = editing ? (edited.id === editing.id ? edited.text : editing.content) : draft;
  const content = text.trim();
  const waitS = useSecondsUntil(slowUntil);
  // What is there already may be changed at any pace.
  const isHeld = disabled || (waitS > 0 && !editing);
  const canSend = content !== '' && isStorableText(content) && !isHeld;
  const setText = (next: string): void => {
    if (editing) setEdited({ id: editing.id, text: next });
    else setDraft(next);
  };

  const mention = useMentionDraft(people, (person, { start, query }: MentionDraft) => {
    picked.current = [...picked.current, { userId: person.userId, name: person.firstName }];
    const before = `${text.slice(0, start)}@${person.firstName} `;
    setText(before + text.slice(start + 1 + query.length));
    setCaret(before.length);
  });
  const [isPicking, setIsPicking] = useState(false);
  const insert = (emoji: string): void => {
    const at = field.current?.selectionStart ?? text.length;
    setText(`${text.slice(0, at)}${emoji}${text.slice(field.current?.selectionEnd ?? at)}`);
    setCaret(at + emoji.length);
    setIsPicking(false);
  };

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [text]);
  useLayoutEffect(() => {
    if (caret !== undefined) field.current?.setSelectionRange(caret, caret);
  }, [caret]);
  useEffect(() => {
    if (about) field.current?.focus();
  }, [about]);

  const send = async (): Promise<void> => {
    if (!canSend) return;
    const known = [...picked.current, ...(editing ? namedIn(editing.content, editing.mentions) : [])];
    const mentions = mentionsIn(content, namesOf(known, people));
    // On a phone the keyboard stays for the next message.
    field.current?.focus();
    if (!editing) {
      setDraft('');
      picked.current = [];
    }
    if ((await onSend(content, mentions)) && editing) setEdited({ id: '', text: '' });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (mention.onKeyDown(event) || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && about) onCancelAbout();
    else if (event.key === 'ArrowUp' && text === '' && !about) {
      event.preventDefault();
      onEditLast();
    } else if (event.key === 'Enter' && !event.shiftKey && hasKeyboard()) {
      event.preventDefault();
      void send();
    }
  };

  return (
    <div className={styles.root}>
      {mention.proposed.length > 0 && (
        <MentionList
          id={mention.listId}
          people={mention.proposed}
          activeIndex={mention.activeIndex}
          onPick={mention.pick}
        />
      )}
      {about ? (
        <AboutBar about={about} onCancel={onCancelAbout} />
      ) : (
        <div className={styles.emoji} role="group" aria-label={t('quickEmoji')}>
          {QUICK_EMOJI.map((emoji) => (
            <button
              key={emoji}
              type="button"
              className={styles.quick}
              disabled={disabled}
              aria-label={t('reaction.add', { emoji })}
              onClick={() => onQuickEmoji(emoji)}
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
      {waitS > 0 && !editing && (
        <p className={styles.slow}>
          <Icon name="sync" size={15} />
          {t('slow', { seconds: waitS })}
        </p>
      )}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div className={styles.box}>
          <textarea
            ref={field}
            className={styles.field}
            data-testid="chat-input"
            rows={1}
            value={text}
            maxLength={MESSAGE_MAX_LENGTH}
            placeholder={t('placeholder')}
            aria-label={t('placeholder')}
            aria-autocomplete="list"
            aria-controls={mention.activeId === undefined ? undefined : mention.listId}
            aria-activedescendant={mention.activeId}
            enterKeyHint="send"
            disabled={disabled}
            onChange={({ target }) => {
              setText(target.value);
              mention.follow(target.value, target.selectionStart);
              if (!editing) onTyping(target.value.trim() !== '');
            }}
            onSelect={({ currentTarget }) => {
              setCaret(undefined);
              mention.follow(currentTarget.value, currentTarget.selectionStart);
            }}
            onKeyDown={onKeyDown}
          />
          <IconButton
            icon="smile"
            label={t('emoji.open')}
            className={styles.picker}
            disabled={disabled}
            onClick={() => setIsPicking(true)}
          />
          {text.length > COUNTER_FROM && (
            <span className={styles.counter}>{MESSAGE_MAX_LENGTH - text.length}</span>
          )}
        </div>
        <IconButton
          icon={editing ? 'check' : 'send'}
          label={editing ? t('edit.save') : t('send')}
          variant="filled"
          type="submit"
          className={styles.send}
          disabled={!canSend}
          // The field keeps the focus, so that a phone's keyboard does not go down and up again.
          onPointerDown={(event) => event.preventDefault()}
        />
      </form>
      <LazyEmojiPicker
        open={isPicking}
        onOpenChange={setIsPicking}
        title={t('emoji.title')}
        onPick={insert}
      />
    </div>
  );
}

/** With a keyboard on the screen, Enter is for a new line. */
function hasKeyboard(): boolean {
  return window.matchMedia('(hover: hover) and (pointer: fine)').matches;
}

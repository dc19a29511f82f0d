import { type EpochMs, isStorableText, MESSAGE_MAX_LENGTH } from '@watchparty/shared';
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../ui/icon.js';
import { IconButton } from '../../ui/icon-button.js';
import styles from './composer.module.css';
import { useDraft } from './use-draft.js';
import { useSecondsUntil } from './use-seconds-until.js';

interface ComposerProps {
  roomId: string;
  disabled: boolean;
  /** In a slow room, when the next message may be sent. */
  slowUntil: EpochMs | undefined;
  onSend: (content: string) => void;
}

const QUICK_EMOJI = ['😂', '❤️', '🔥', '👏', '😮', '😢', '🎉'] as const;
/** From here on it is good to know how much room is left. */
const COUNTER_FROM = MESSAGE_MAX_LENGTH - 200;
const MAX_HEIGHT_PX = 120;

/** Where one writes. */
export function Composer({ roomId, disabled, slowUntil, onSend }: ComposerProps): ReactNode {
  const { t } = useTranslation('chat');
  const [draft, setDraft] = useDraft(roomId);
  const field = useRef<HTMLTextAreaElement>(null);
  const waitS = useSecondsUntil(slowUntil);
  const isHeld = disabled || waitS > 0;
  const content = draft.trim();
  const canSend = content !== '' && isStorableText(content) && !isHeld;

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [draft]);

  const send = (): void => {
    if (!canSend) return;
    onSend(content);
    setDraft('');
    // On a phone the keyboard stays for the next message.
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || !hasKeyboard()) return;
    event.preventDefault();
    send();
  };

  return (
    <div className={styles.root}>
      <div className={styles.emoji} role="group" aria-label={t('quickEmoji')}>
        {QUICK_EMOJI.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className={styles.quick}
            disabled={isHeld}
            aria-label={t('sendEmoji', { emoji })}
            onClick={() => onSend(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
      {waitS > 0 && (
        <p className={styles.slow}>
          <Icon name="sync" size={15} />
          {t('slow', { seconds: waitS })}
        </p>
      )}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className={styles.box}>
          <textarea
            ref={field}
            className={styles.field}
            data-testid="chat-input"
            rows={1}
            value={draft}
            maxLength={MESSAGE_MAX_LENGTH}
            placeholder={t('placeholder')}
            aria-label={t('placeholder')}
            enterKeyHint="send"
            disabled={disabled}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={onKeyDown}
          />
          {draft.length > COUNTER_FROM && (
            <span className={styles.counter}>{MESSAGE_MAX_LENGTH - draft.length}</span>
          )}
        </div>
        <IconButton
          icon="send"
          label={t('send')}
          variant="filled"
          type="submit"
          className={styles.send}
          disabled={!canSend}
          // The field keeps the focus, so that a phone's keyboard does not go down and up again.
          onPointerDown={(event) => event.preventDefault()}
        />
      </form>
    </div>
  );
}

/** With a keyboard on the screen, Enter is for a new line. */
function hasKeyboard(): boolean {
  return window.matchMedia('(hover: hover) and (pointer: fine)').matches;
}

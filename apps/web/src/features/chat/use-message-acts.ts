import type { ClientPayload, Message } from '@watchparty/shared';
import type { MessageCommand } from '@watchparty/shared/room-client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import type { About } from './about-bar.js';
import type { MessageActs } from './message-menu.js';

interface MessageActsControl {
  acts: MessageActs;
  about: About | undefined;
  setAbout: (about: About | undefined) => void;
  /** About which message one is asked whether it is to go. */
  removing: Message | undefined;
  setRemoving: (message: Message | undefined) => void;
  /** For which message an emoji is looked for. */
  reacting: Message | undefined;
  setReacting: (message: Message | undefined) => void;
  /** @returns whether that was done; if not, it was said why */
  change: <E extends MessageCommand>(event: E, payload: ClientPayload<E>) => Promise<boolean>;
}

/** What one does with messages, and what is begun of it. */
export function useMessageActs(): MessageActsControl {
  const { t } = useTranslation('chat');
  const { room } = useRealtime();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const [about, setAbout] = useState<About>();
  const [removing, setRemoving] = useState<Message>();
  const [reacting, setReacting] = useState<Message>();

  const change: MessageActsControl['change'] = async (event, payload) => {
    try {
      await room.changeMessage(event, payload);
      return true;
    } catch (error) {
      telegram.haptic.error();
      snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
      return false;
    }
  };

  const copy = async ({ content }: Message): Promise<void> => {
    try {
      await navigator.clipboard.writeText(content);
      snackbar.show({ text: t('copied'), icon: 'check' });
    } catch {
      snackbar.show({ text: t('notCopied'), icon: 'warning' });
    }
  };

  const acts: MessageActs = {
    reply: (message) => setAbout({ kind: 'reply', message }),
    edit: (message) => setAbout({ kind: 'edit', message }),
    copy: (message) => void copy(message),
    remove: setRemoving,
    pickReaction: setReacting,
    react(message, emoji, isOn) {
      telegram.haptic.selection();
      void change('chat:react', { messageId: message.id, emoji, isOn });
    },
  };

  return { acts, about, setAbout, removing, setRemoving, reacting, setReacting, change };
}

import { inviteLink, type Room } from '@watchparty/shared';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { languageOf } from '../../i18n/languages.js';
import { useApi } from '../../lib/api-context.js';
import { useConfig } from '../../lib/config-query.js';
import { paths } from '../../lib/paths.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';

/**
 * Shares the room: as a message with its picture where Telegram sends those, else as a link, into a chat where there is a
 * bot, and by whatever the browser has where there is none.
 */
export function useInvite(room: Pick<Room, 'id' | 'name'>): () => void {
  const { t, i18n } = useTranslation('room');
  const telegram = useTelegram();
  const api = useApi();
  const config = useConfig();
  const snackbar = useSnackbar();
  // Preparing takes a moment, and whoever presses again meanwhile wants one message.
  const isPreparing = useRef(false);

  const hasBot = config?.botUsername !== undefined && config.appName !== undefined;

  /** @returns whether there is nothing left to do */
  const shareMessage = async (): Promise<boolean> => {
    try {
      const { preparedMessageId } = await api.prepareInvite(room.id, languageOf(i18n.language));
      return (await telegram.shareMessage(preparedMessageId)) !== 'failed';
    } catch {
      return false;
    }
  };

  const shareLink = async (): Promise<void> => {
    const url =
      config?.botUsername !== undefined && config.appName !== undefined
        ? inviteLink(config.botUsername, config.appName, room.id)
        : window.location.origin + paths.room(room.id);
    const outcome = await telegram.shareLink(url, t('inviteText', { name: room.name }));
    if (outcome === 'copied') snackbar.show({ text: t('inviteCopied'), icon: 'check' });
    if (outcome === 'failed')
      snackbar.show({ text: t('inviteFailed', { url }), icon: 'warning', durationMs: 12_000 });
  };

  const share = async (): Promise<void> => {
    if (isPreparing.current) return;
    isPreparing.current = true;
    try {
      if (hasBot && telegram.canShareMessage && (await shareMessage())) return;
      await shareLink();
    } finally {
      isPreparing.current = false;
    }
  };
  return () => void share();
}

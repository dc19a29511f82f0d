import { inviteLink, type Room } from '@watchparty/shared';
import { useTranslation } from 'react-i18next';

import { useConfig } from '../../lib/config-query.js';
import { paths } from '../../lib/paths.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';

/** Shares the room's link: into a chat where there is a bot, else by whatever the browser has. */
export function useInvite(room: Pick<Room, 'id' | 'name'>): () => void {
  const { t } = useTranslation('room');
  const telegram = useTelegram();
  const config = useConfig();
  const snackbar = useSnackbar();

  const share = async (): Promise<void> => {
    const url =
      config?.botUsername !== undefined && config.appName !== undefined
        ? inviteLink(config.botUsername, config.appName, room.id)
        : window.location.origin + paths.room(room.id);
    const outcome = await telegram.shareLink(url, t('inviteText', { name: room.name }));
    if (outcome === 'copied') snackbar.show({ text: t('inviteCopied'), icon: 'check' });
    if (outcome === 'failed')
      snackbar.show({ text: t('inviteFailed', { url }), icon: 'warning', durationMs: 12_000 });
  };
  return () => void share();
}

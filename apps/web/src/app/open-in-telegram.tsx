import { inviteLink, isUuid, type PublicConfig } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useConfig } from '../lib/config-query.js';
import { useTelegram } from '../telegram/telegram-context.js';
import { Button } from '../ui/button.js';

/** Nothing where no bot is configured: then there is no link to open. */
export function OpenInTelegram(): ReactNode {
  const { t } = useTranslation('common');
  const telegram = useTelegram();
  const link = telegramLinkOf(useConfig(), roomIdInAddress());
  // Inside Telegram the person is already there and has to open the app anew.
  if (link === undefined || telegram.isHosted) return null;
  return (
    <Button
      size="l"
      icon="send"
      onClick={() => {
        telegram.openLink(link);
      }}
    >
      {t('outside.action')}
    </Button>
  );
}

function telegramLinkOf(config: PublicConfig | undefined, roomId: string | undefined): string | undefined {
  if (config?.botUsername === undefined) return undefined;
  const { botUsername, appName } = config;
  if (appName === undefined) return `https://t.me/${botUsername}`;
  return roomId === undefined
    ? `https://t.me/${botUsername}/${appName}`
    : inviteLink(botUsername, appName, roomId);
}

/** The room that somebody was on the way to. */
export function roomIdInAddress(): string | undefined {
  const roomId = /^\/rooms\/([^/]+)/.exec(window.location.pathname)?.[1];
  return roomId !== undefined && isUuid(roomId) ? roomId : undefined;
}

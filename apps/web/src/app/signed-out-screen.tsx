import { type ApiErrorCode, inviteLink, isUuid, type PublicConfig } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../i18n/use-error-text.js';
import { useConfig } from '../lib/config-query.js';
import { useSession } from '../lib/session-context.js';
import type { SignedOutReason } from '../lib/session-store.js';
import { useTelegram } from '../telegram/telegram-context.js';
import { Button } from '../ui/button.js';
import { FullScreen } from '../ui/full-screen.js';

interface SignedOutScreenProps {
  reason: SignedOutReason;
  code?: ApiErrorCode;
}

export function SignedOutScreen({ reason, code }: SignedOutScreenProps): ReactNode {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  const session = useSession();
  const signIn = () => {
    void session.start();
  };

  switch (reason) {
    case 'outside-telegram':
      return <OutsideScreen />;
    case 'expired':
      return <FullScreen title={t('expired.title')} text={t('expired.text')} actions={<OpenInTelegram />} />;
    case 'banned':
      return <FullScreen title={t('banned.title')} text={t('banned.text')} />;
    case 'error':
      return (
        <FullScreen
          title={t('signInFailed.title')}
          text={errorText(code ?? 'internal')}
          actions={
            <Button size="l" icon="retry" onClick={signIn}>
              {t('retry')}
            </Button>
          }
        />
      );
    case 'logged-out':
      return (
        <FullScreen
          title={t('loggedOut.title')}
          text={t('loggedOut.text')}
          actions={
            <Button size="l" onClick={signIn}>
              {t('loggedOut.action')}
            </Button>
          }
        />
      );
    case 'erased':
      return <FullScreen title={t('erased.title')} text={t('erased.text')} />;
  }
}

function OutsideScreen(): ReactNode {
  const { t } = useTranslation('common');
  const isInvited = roomIdInAddress() !== undefined;
  return (
    <FullScreen
      title={isInvited ? t('outside.roomTitle') : t('outside.title')}
      text={isInvited ? t('outside.roomText') : t('outside.text')}
      actions={<OpenInTelegram />}
    />
  );
}

/** Nothing where no bot is configured: then there is no link to open. */
function OpenInTelegram(): ReactNode {
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

function roomIdInAddress(): string | undefined {
  const roomId = /^\/rooms\/([^/]+)/.exec(window.location.pathname)?.[1];
  return roomId !== undefined && isUuid(roomId) ? roomId : undefined;
}

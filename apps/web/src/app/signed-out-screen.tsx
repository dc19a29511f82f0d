import type { ApiErrorCode } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../i18n/use-error-text.js';
import { useSession } from '../lib/session-context.js';
import type { SignedOutReason } from '../lib/session-store.js';
import { Button } from '../ui/button.js';
import { FullScreen } from '../ui/full-screen.js';
import { OpenInTelegram } from './open-in-telegram.js';
import { OutsideScreen } from './outside-screen.js';

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

import { Suspense, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';

import { LanguageContext } from '../i18n/language-choice.js';
import { ApiContext } from '../lib/api-context.js';
import { SessionContext } from '../lib/session-context.js';
import { TelegramContext } from '../telegram/telegram-context.js';
import { ErrorBoundary } from '../ui/error-boundary.js';
import { CrashScreen } from './crash-screen.js';
import type { Services } from './create-services.js';
import { FirstScreen } from './first-screen.js';

/** What the first screen needs; everything else is inside. */
export function App({ services }: { services: Services }): ReactNode {
  const { telegram, language, api, session, inside } = services;

  return (
    <I18nextProvider i18n={language.i18n}>
      <LanguageContext value={language}>
        <TelegramContext value={telegram}>
          <ErrorBoundary fallback={() => <CrashScreen onRetry={() => window.location.reload()} />}>
            <ApiContext value={api}>
              <SessionContext value={session}>
                <Suspense fallback={<FirstScreen />}>
                  <inside.Part services={services} />
                </Suspense>
              </SessionContext>
            </ApiContext>
          </ErrorBoundary>
        </TelegramContext>
      </LanguageContext>
    </I18nextProvider>
  );
}

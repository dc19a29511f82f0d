import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';

import { LanguageContext } from '../i18n/language-choice.js';
import { ApiContext } from '../lib/api-context.js';
import { LocalFilesContext } from '../lib/local-files/local-files-context.js';
import { PlaylistContext } from '../lib/playlists/playlist-context.js';
import { SessionContext } from '../lib/session-context.js';
import { TelegramContext } from '../telegram/telegram-context.js';
import { ErrorBoundary } from '../ui/error-boundary.js';
import { SnackbarProvider } from '../ui/snackbar.js';
import { CrashScreen } from './crash-screen.js';
import type { Services } from './create-services.js';
import { ErrorReporting } from './error-reporting.js';
import { SessionGate } from './session-gate.js';

export function App({ services }: { services: Services }): ReactNode {
  const { telegram, i18n, language, api, session, queryClient, errorReports, localFiles } = services;
  const { expandPlaylist, router } = services;

  useEffect(() => {
    telegram.ready();
    void session.start();
  }, [telegram, session]);

  return (
    <I18nextProvider i18n={i18n}>
      <LanguageContext value={language}>
        <TelegramContext value={telegram}>
          <ErrorBoundary fallback={(reset) => <CrashScreen onRetry={reset} />}>
            <ApiContext value={api}>
              <SessionContext value={session}>
                <QueryClientProvider client={queryClient}>
                  <ErrorReporting reports={errorReports} />
                  <LocalFilesContext value={localFiles}>
                    <PlaylistContext value={expandPlaylist}>
                      <SnackbarProvider>
                        <SessionGate router={router} onError={errorReports.report} />
                      </SnackbarProvider>
                    </PlaylistContext>{' '}
                  </LocalFilesContext>
                </QueryClientProvider>
              </SessionContext>
            </ApiContext>
          </ErrorBoundary>
        </TelegramContext>
      </LanguageContext>
    </I18nextProvider>
  );
}

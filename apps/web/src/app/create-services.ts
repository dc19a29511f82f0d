import type { QueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';

import { createI18n } from '../i18n/create-i18n.js';
import { createLanguageChoice, type LanguageChoice } from '../i18n/language-choice.js';
import { createApiClient, type ApiClient } from '../lib/api-client.js';
import { createLocalFiles, type LocalFiles } from '../lib/local-files/local-files.js';
import { createQueryClient } from '../lib/create-query-client.js';
import type { ErrorReports } from '../lib/error-reports/error-reports.js';
import { createSafeStorage } from '../lib/safe-storage.js';
import { createSessionStore, type Session } from '../lib/session-store.js';
import type { Telegram } from '../telegram/telegram.js';
import { startPathOf } from './start-path.js';
import { applyTheme } from './apply-theme.js';
import { createRouter, type Router } from './create-router.js';

export interface Services {
  telegram: Telegram;
  i18n: i18n;
  language: LanguageChoice;
  api: ApiClient;
  session: Session;
  queryClient: QueryClient;
  errorReports: ErrorReports;
  localFiles: LocalFiles;
  expandPlaylist: (playlistId: string) => Promise<readonly string[]>;
  router: Router;
}

interface ServicesOptions {
  telegram: Telegram;
  errorReports: ErrorReports;
  window: Window;
}

/** Wires the app together, once per page. */
export function createServices({ telegram, errorReports, window }: ServicesOptions): Services {
  const { document, history, location } = window;
  applyTheme(telegram, document);
  telegram.onThemeChange(() => {
    applyTheme(telegram, document);
  });

  const localStorage = createSafeStorage(() => window.localStorage);
  const language = createLanguageChoice({
    storage: localStorage,
    tag: telegram.language,
    document,
    createI18n,
  });

  // The client asks the session for its token, and the session signs in through the client.
  const api: ApiClient = createApiClient({
    baseUrl: '',
    getToken: () => session.token(),
    onUnauthorized: () => session.renew(),
  });
  const session: Session = createSessionStore({
    initData: telegram.initData,
    signIn: (initData) => api.signIn(initData, timeZoneOfDevice()),
  });

  const startPath = startPathOf({
    pathname: location.pathname,
    startParam: telegram.startParam,
    launchId: telegram.initData,
    storage: createSafeStorage(() => window.sessionStorage),
  });
  if (startPath !== undefined) history.replaceState(null, '', startPath);

  return {
    telegram,
    i18n: language.i18n,
    language,
    api,
    session,
    queryClient: createQueryClient(),
    errorReports,
    localFiles: createLocalFiles(URL),
    // Most people never paste a list.
    expandPlaylist: async (playlistId) => {
      const { expandYouTubePlaylist } =
        await import('../features/player/platforms/youtube/expand-playlist.js');
      return expandYouTubePlaylist(playlistId);
    },
    router: createRouter(),
  };
}

/** Some WebViews have no zone, or no Intl to ask. */
function timeZoneOfDevice(): string | undefined {
  try {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone || undefined;
  } catch {
    return undefined;
  }
}

import type { User } from '@watchparty/shared';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, type RenderResult } from '@testing-library/react';
import { useEffect, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import {
  MemoryRouter,
  parsePath,
  Route,
  Routes,
  useLocation,
  useNavigationType,
  type NavigationType,
} from 'react-router';

import { createI18n } from './create-i18n.js';
import { LanguageContext, type LanguageChoice } from '../i18n/language-choice.js';
import type { ApiClient } from '../lib/api-client.js';
import { ApiContext } from '../lib/api-context.js';
import { createPreferences, PreferencesContext } from '../lib/preferences.js';
import { createSafeStorage } from '../lib/safe-storage.js';
import { SessionContext, useSessionState } from '../lib/session-context.js';
import { createSessionStore, type Session } from '../lib/session-store.js';
import { TelegramContext } from '../telegram/telegram-context.js';
import type { Telegram } from '../telegram/telegram.js';
import { SnackbarProvider } from '../ui/snackbar.js';
import { fakeApi } from './fake-api.js';
import { ANYA } from './fake-rooms.js';
import { fakeTelegram } from './fake-telegram.js';

// A deadline for what never comes, in milliseconds; it costs nothing where everything comes, on however busy a machine.
configure({ asyncUtilTimeout: 10_000 });

interface RenderAppOptions {
  /** Where the page lies, and where the test starts. */
  path?: string;
  url?: string;
  /** What the history has for that page. */
  state?: unknown;
  api?: Partial<ApiClient>;
  telegram?: Partial<Telegram>;
  user?: User;
}

interface Whereabouts {
  pathname: string;
  search: string;
  state: unknown;
  navigation: NavigationType | undefined;
}

interface RenderedApp extends RenderResult {
  /** Where the test has got to. */
  whereabouts: Whereabouts;
  queryClient: QueryClient;
  session: Session;
}

/** A page inside everything that the app puts around it, in English, with somebody signed in. */
export async function renderApp(
  page: ReactNode,
  { path = '/', url = path, state, api = {}, telegram = {}, user = ANYA }: RenderAppOptions = {},
): Promise<RenderedApp> {
  const session = createSessionStore({
    initData: 'signed',
    signIn: () => Promise.resolve({ token: 'token', expiresAt: 0, user }),
  });
  await session.start();
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const i18n = createI18n('en');
  const preferences = createPreferences({
    storage: createSafeStorage(() => window.localStorage),
    cloud: undefined,
    now: () => Date.now(),
  });
  const language: LanguageChoice = {
    i18n,
    async choose(next) {
      await i18n.changeLanguage(next);
    },
    loadRest: () => Promise.resolve(),
  };
  const whereabouts: Whereabouts = { pathname: '', search: '', state: undefined, navigation: undefined };
  const rendered = render(
    <I18nextProvider i18n={i18n}>
      <LanguageContext value={language}>
        <TelegramContext value={fakeTelegram(telegram)}>
          <ApiContext value={fakeApi(api)}>
            <SessionContext value={session}>
              <QueryClientProvider client={queryClient}>
                <PreferencesContext value={preferences}>
                  <SnackbarProvider>
                    <MemoryRouter initialEntries={[{ ...parsePath(url), state }]}>
                      <Routes>
                        <Route path={path} element={<Gate>{page}</Gate>} />
                        <Route path="*" element={<p>elsewhere</p>} />
                      </Routes>
                      <Tracker onMove={(now) => Object.assign(whereabouts, now)} />
                    </MemoryRouter>
                  </SnackbarProvider>
                </PreferencesContext>
              </QueryClientProvider>
            </SessionContext>
          </ApiContext>
        </TelegramContext>
      </LanguageContext>
    </I18nextProvider>,
  );
  return { ...rendered, whereabouts, queryClient, session };
}

/** As in the app: whoever is signed out sees no page. */
function Gate({ children }: { children: ReactNode }): ReactNode {
  return useSessionState().status === 'signed-in' ? children : <p>signed out</p>;
}

function Tracker({ onMove }: { onMove: (whereabouts: Whereabouts) => void }): ReactNode {
  const { pathname, search, state } = useLocation() as { pathname: string; search: string; state: unknown };
  const navigation = useNavigationType();
  useEffect(() => {
    onMove({ pathname, search, state, navigation });
  });
  return null;
}

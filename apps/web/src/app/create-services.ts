import { createLanguageChoice, type LanguageChoice } from '../i18n/language-choice.js';
import { loadWords } from '../i18n/load-words.js';
import { createApiClient, type ApiClient } from '../lib/api-client.js';
import { createEarlyLists } from '../lib/early-lists.js';
import { fetchPosters } from '../lib/fetch-posters.js';
import { createLocalFiles, type LocalFiles } from '../lib/local-files/local-files.js';
import type { PageName, PreloadPage } from '../lib/page-preload.js';
import { createPreferences, type Preferences } from '../lib/preferences.js';
import { paths } from '../lib/paths.js';
import type { ErrorReports } from '../lib/error-reports/error-reports.js';
import { MY_ROOMS_QUERY, UPCOMING_QUERY } from '../lib/rooms-keys.js';
import { createSafeStorage } from '../lib/safe-storage.js';
import { createSessionStore, type Session } from '../lib/session-store.js';
import type { Telegram } from '../telegram/telegram.js';
import { startPathOf } from './start-path.js';
import { applyTheme } from './apply-theme.js';
import { lazyPart, type LazyPart } from '../lib/lazy-part.js';
import { createPages, type Pages } from './create-pages.js';

export interface Services {
  telegram: Telegram;
  preferences: Preferences;
  language: LanguageChoice;
  api: ApiClient;
  session: Session;
  errorReports: ErrorReports;
  localFiles: LocalFiles;
  expandPlaylist: (playlistId: string) => Promise<readonly string[]>;
  pages: Pages;
  /** What comes after the first screen. */
  inside: LazyPart<{ services: Services }>;
  preloadPage: PreloadPage;
}

/** Longest that the first picture is held back for the code that it is made of. */
const PARTS_PATIENCE_MS = 3_000;

interface ServicesOptions {
  telegram: Telegram;
  errorReports: ErrorReports;
  window: Window;
}

/** Wires the app together, once per page. Comes with the words of the first screen, and rejects where they do not come. */
export async function createServices({ telegram, errorReports, window }: ServicesOptions): Promise<Services> {
  const { document, history, location } = window;
  // Not in the task that has just run all of the entry's code: a slow phone shows the first picture in between.
  await pause(0);
  applyTheme(telegram, document);
  // The page has painted: whatever Telegram shows in the meantime may go.
  telegram.ready();
  telegram.onThemeChange(() => {
    applyTheme(telegram, document);
  });

  const preferences = createPreferences({
    storage: createSafeStorage(() => window.localStorage),
    cloud: telegram.cloud,
    now: () => Date.now(),
  });
  const choosing = createLanguageChoice({
    preferences,
    tag: telegram.language,
    document,
    loadWords,
  });

  // The client asks the session for its token, and the session signs in through the client.
  const client: ApiClient = createApiClient({
    baseUrl: '',
    getToken: () => session.token(),
    onUnauthorized: () => session.renew(),
  });
  const session: Session = createSessionStore({
    initData: telegram.initData,
    signIn: (initData) => client.signIn(initData, timeZoneOfDevice()),
  });

  const earlyLists = createEarlyLists(client.listRooms, ({ rooms }) => fetchPosters(rooms));
  const api: ApiClient = { ...client, listRooms: earlyLists.listRooms };

  const startPath = startPathOf({
    pathname: location.pathname,
    startParam: telegram.startParam,
    launchId: telegram.initData,
    storage: createSafeStorage(() => window.sessionStorage),
  });
  if (startPath !== undefined) history.replaceState(null, '', startPath);

  // Words, the session with what it opens, and the page's code: nothing waits for anything else.
  const page = pageOf(location.pathname);
  // Before the app listens: it asks for the same lists as soon as it hears of the session.
  const stopWaiting = session.store.subscribe(({ status }) => {
    if (status !== 'signed-in') return;
    stopWaiting();
    if (page === 'home') earlyLists.ask([{}, UPCOMING_QUERY, MY_ROOMS_QUERY]);
  });
  void session.start();
  // Home shows itself without the connection; a room has nothing to show before it.
  if (page === 'room') import('../realtime/start-realtime.js').catch(() => undefined);
  const pages = createPages(async () => (await choosing).loadRest());
  const preloadPage: PreloadPage = (page) => void pages[page].preload();
  const inside = lazyPart<{ services: Services }>(async () => (await import('./inside.js')).Inside);
  const parts = Promise.all([inside.preload(), pages[page].preload()]);
  const language = await choosing;
  // What index.html shows stays until then: React would draw the same, and keep that for 300 ms however soon they come.
  await Promise.race([parts, pause(PARTS_PATIENCE_MS)]);
  // Not before somebody listens.
  void preferences.merge();

  return {
    telegram,
    preferences,
    language,
    api,
    session,
    errorReports,
    localFiles: createLocalFiles(URL),
    // Most people never paste a list.
    expandPlaylist: async (playlistId) => {
      const { expandYouTubePlaylist } =
        await import('../features/player/platforms/youtube/expand-playlist.js');
      return expandYouTubePlaylist(playlistId);
    },
    pages,
    inside,
    preloadPage,
  };
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

function pageOf(pathname: string): PageName {
  if (pathname.startsWith('/rooms/')) return 'room';
  if (pathname.startsWith('/offers/')) return 'offer';
  if (pathname === paths.profile) return 'profile';
  return pathname === paths.create() ? 'create' : 'home';
}

/** Some WebViews have no zone, or no Intl to ask. */
function timeZoneOfDevice(): string | undefined {
  try {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone || undefined;
  } catch {
    return undefined;
  }
}

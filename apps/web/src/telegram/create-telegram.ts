// The SDK reads the launch parameters from the address when it is loaded, so this module comes before the router.
import sdk from '@twa-dev/sdk';

import { answerWithin } from './answer-within.js';
import { createCloud } from './cloud.js';
import { shareLink } from './share-link.js';
import type { Telegram, Unsubscribe } from './telegram.js';
import type { HomeScreenStatus, SystemButton, TelegramWindow, WebApp } from './web-app.js';

/** Telegram refuses longer texts by throwing. */
const MAIN_BUTTON_TEXT_MAX_LENGTH = 64;
/** Some clients neither enter the full screen nor say that they will not. */
const FULLSCREEN_ANSWER_TIMEOUT_MS = 1000;

/** @param win the window that the SDK has found its launch parameters in */
export function createTelegram(win: TelegramWindow = window): Telegram {
  const webApp = webAppOf(sdk);
  const isHosted = hasHost(win);
  const has = (version: string): boolean => isHosted && webApp.isVersionAtLeast(version);
  const systemTheme = win.matchMedia?.('(prefers-color-scheme: dark)');

  const subscribe = (...[event, listener]: Parameters<WebApp['onEvent']>) => {
    webApp.onEvent(event, listener);
    return () => {
      webApp.offEvent(event, listener);
    };
  };
  const haptic = (act: (feedback: WebApp['HapticFeedback']) => void) => {
    if (has('6.1')) act(webApp.HapticFeedback);
  };

  return {
    initData: webApp.initData,
    startParam: webApp.initDataUnsafe.start_param ?? startParamOf(win.location.search),
    user: userOf(webApp),
    language: webApp.initDataUnsafe.user?.language_code ?? win.navigator.language,
    platform: webApp.platform,
    version: webApp.version,
    isHosted,
    isSlowDevice: /Telegram-Android\/\S+ \(.*;\s*LOW\)/.test(win.navigator.userAgent),

    isVersionAtLeast: has,
    ready() {
      if (!isHosted) return;
      webApp.ready();
      webApp.expand();
      if (has('6.1')) {
        webApp.setHeaderColor('secondary_bg_color');
        webApp.setBackgroundColor('secondary_bg_color');
      }
      if (has('7.10')) webApp.setBottomBarColor?.('secondary_bg_color');
    },

    colorScheme() {
      if (webApp.themeParams.bg_color !== undefined) return webApp.colorScheme;
      return systemTheme?.matches ? 'dark' : 'light';
    },
    onThemeChange(listener) {
      const unsubscribe = subscribe('themeChanged', listener);
      systemTheme?.addEventListener('change', listener);
      return () => {
        unsubscribe();
        systemTheme?.removeEventListener('change', listener);
      };
    },
    onActiveChange(listener) {
      const offActivated = subscribe('activated', () => {
        listener(true);
      });
      const offDeactivated = subscribe('deactivated', () => {
        listener(false);
      });
      return () => {
        offActivated();
        offDeactivated();
      };
    },

    haptic: {
      impact: (style = 'light') => {
        haptic((feedback) => {
          feedback.impactOccurred(style);
        });
      },
      selection: () => {
        haptic((feedback) => {
          feedback.selectionChanged();
        });
      },
      success: () => {
        haptic((feedback) => {
          feedback.notificationOccurred('success');
        });
      },
      error: () => {
        haptic((feedback) => {
          feedback.notificationOccurred('error');
        });
      },
    },

    mainButton: {
      show({ text, isEnabled, isBusy }) {
        if (!isHosted) return;
        webApp.MainButton.setParams({
          text: text.slice(0, MAIN_BUTTON_TEXT_MAX_LENGTH),
          is_active: isEnabled && !isBusy,
          is_visible: true,
        });
        if (isBusy) webApp.MainButton.showProgress(false);
        else webApp.MainButton.hideProgress();
        // hideProgress switches the button on again, whatever it was.
        if (!isBusy) webApp.MainButton.setParams({ is_active: isEnabled });
      },
      hide() {
        if (!isHosted) return;
        webApp.MainButton.hideProgress();
        webApp.MainButton.setParams({ is_visible: false });
      },
      onClick(listener) {
        webApp.MainButton.onClick(listener);
        return () => {
          webApp.MainButton.offClick(listener);
        };
      },
    },
    hasBackButton: has('6.1'),
    showBackButton: (onBack) => (has('6.1') ? showButton(webApp.BackButton, onBack) : () => undefined),

    showSettingsButton: (onPress) =>
      has('7.0') ? showButton(webApp.SettingsButton, onPress) : () => undefined,

    cloud: has('6.9') ? createCloud(webApp) : undefined,
    async requestWriteAccess() {
      if (!has('6.9')) return false;
      return answerWithin<boolean>((answer) => webApp.requestWriteAccess?.(answer), false);
    },
    async mayAddToHomeScreen() {
      if (!has('8.0')) return false;
      const status = await answerWithin<HomeScreenStatus>(
        (answer) => webApp.checkHomeScreenStatus?.(answer),
        'unsupported',
      );
      return status === 'missed' || status === 'unknown';
    },
    addToHomeScreen() {
      if (has('8.0')) webApp.addToHomeScreen?.();
    },

    setVerticalSwipes(isEnabled) {
      if (!has('7.7')) return;
      if (isEnabled) webApp.enableVerticalSwipes?.();
      else webApp.disableVerticalSwipes?.();
    },
    setClosingConfirmation(isEnabled) {
      if (!has('6.2')) return;
      if (isEnabled) webApp.enableClosingConfirmation?.();
      else webApp.disableClosingConfirmation?.();
    },

    canShareMessage: has('8.0'),
    async shareMessage(preparedMessageId) {
      if (!has('8.0')) return 'failed';
      return new Promise((resolve) => {
        const finish = (outcome: 'shared' | 'cancelled' | 'failed') => {
          offSent();
          offFailed();
          resolve(outcome);
        };
        const offSent = subscribe('shareMessageSent', () => {
          finish('shared');
        });
        const offFailed = subscribe('shareMessageFailed', (data) => {
          finish(hasDeclined(data) ? 'cancelled' : 'failed');
        });
        try {
          webApp.shareMessage?.(preparedMessageId);
        } catch {
          // Two at a time are refused: the person still chooses for the first one.
          finish('cancelled');
        }
      });
    },
    async shareLink(url, text) {
      const openInTelegram = has('6.1')
        ? (link: string) => {
            webApp.openTelegramLink(link);
          }
        : undefined;
      return shareLink({ url, text, openInTelegram, navigator: win.navigator });
    },
    openLink(url) {
      const isTelegramLink = new URL(url, win.location.href).hostname === 't.me';
      if (isTelegramLink && has('6.1')) webApp.openTelegramLink(url);
      else if (has('6.1')) webApp.openLink(url);
      else win.open(url, '_blank', 'noopener');
    },

    isFullscreen: () => webApp.isFullscreen ?? false,
    async requestFullscreen() {
      if (!has('8.0')) return false;
      if (webApp.isFullscreen) return true;
      return new Promise<boolean>((resolve) => {
        const finish = (isFullscreen: boolean) => {
          clearTimeout(timer);
          offChanged();
          offFailed();
          resolve(isFullscreen);
        };
        const offChanged = subscribe('fullscreenChanged', () => {
          finish(webApp.isFullscreen ?? false);
        });
        const offFailed = subscribe('fullscreenFailed', () => {
          finish(false);
        });
        const timer = setTimeout(() => {
          finish(false);
        }, FULLSCREEN_ANSWER_TIMEOUT_MS);
        webApp.requestFullscreen?.();
      });
    },
    exitFullscreen() {
      if (has('8.0') && webApp.isFullscreen) webApp.exitFullscreen?.();
    },
    onFullscreenChange(listener) {
      return subscribe('fullscreenChanged', () => {
        listener(webApp.isFullscreen ?? false);
      });
    },
  };
}

function showButton(button: SystemButton, onPress: () => void): Unsubscribe {
  button.onClick(onPress);
  button.show();
  return () => {
    button.offClick(onPress);
    button.hide();
  };
}

/** Vite hands over the package's default export, plain Node rules the whole CommonJS module around it. */
function webAppOf(exported: WebApp | { default: WebApp }): WebApp {
  return 'default' in exported ? exported.default : exported;
}

/** The same three ways to a client that the SDK itself knows: mobile and desktop, old Windows Phone, a frame of Telegram Web. */
function hasHost(win: TelegramWindow): boolean {
  // Deprecated, and in use all the same.
  const external: unknown = Reflect.get(win, 'external');
  const hasNotify = typeof external === 'object' && external !== null && 'notify' in external;
  return win.TelegramWebviewProxy !== undefined || hasNotify || win.parent !== win.self;
}

/** Whoever closed the list of chats does not want the link instead. */
function hasDeclined(failure: unknown): boolean {
  return (
    typeof failure === 'object' && failure !== null && 'error' in failure && failure.error === 'USER_DECLINED'
  );
}

/** Direct links carry the parameter in the query too. */
function startParamOf(search: string): string | undefined {
  return new URLSearchParams(search).get('tgWebAppStartParam') ?? undefined;
}

function userOf(webApp: WebApp): Telegram['user'] {
  const user = webApp.initDataUnsafe.user;
  return user && { firstName: user.first_name, photoUrl: user.photo_url };
}

import type { Telegram } from '../telegram/telegram.js';

/** A plain browser by default: no host, no launch data, nothing happens. */
export function fakeTelegram(overrides: Partial<Telegram> = {}): Telegram {
  const nothing = (): void => undefined;
  const unsubscribe = () => nothing;
  return {
    initData: '',
    startParam: undefined,
    user: undefined,
    language: 'en',
    platform: 'unknown',
    version: '6.0',
    isHosted: false,
    isSlowDevice: false,
    isVersionAtLeast: () => false,
    ready: nothing,
    colorScheme: () => 'light',
    onThemeChange: unsubscribe,
    onActiveChange: unsubscribe,
    haptic: { impact: nothing, selection: nothing, success: nothing, error: nothing },
    mainButton: { show: nothing, hide: nothing, onClick: unsubscribe },
    hasBackButton: false,
    showBackButton: unsubscribe,
    showSettingsButton: unsubscribe,
    cloud: undefined,
    requestWriteAccess: () => Promise.resolve(false),
    mayAddToHomeScreen: () => Promise.resolve(false),
    addToHomeScreen: nothing,
    setVerticalSwipes: nothing,
    setClosingConfirmation: nothing,
    canShareMessage: false,
    shareMessage: () => Promise.resolve('failed'),
    shareLink: () => Promise.resolve('copied'),
    openLink: nothing,
    isFullscreen: () => false,
    requestFullscreen: () => Promise.resolve(false),
    exitFullscreen: nothing,
    onFullscreenChange: unsubscribe,
    ...overrides,
  };
}

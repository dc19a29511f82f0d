/**
 * The part of Telegram's bridge that we use. The SDK's own types promise more than it keeps: theme colours are all
 * optional in truth, and methods throw below their version.
 */
export interface WebApp {
  initData: string;
  initDataUnsafe: {
    start_param?: string;
    user?: { first_name: string; language_code?: string; photo_url?: string };
  };
  version: string;
  platform: string;
  colorScheme: 'light' | 'dark';
  themeParams: { bg_color?: string };
  isFullscreen?: boolean;
  isVersionAtLeast(version: string): boolean;
  ready(): void;
  expand(): void;
  setHeaderColor(color: 'bg_color' | 'secondary_bg_color'): void;
  setBackgroundColor(color: 'bg_color' | 'secondary_bg_color'): void;
  setBottomBarColor?(color: 'bottom_bar_bg_color' | 'secondary_bg_color'): void;
  onEvent(event: WebAppEvent, listener: (data: unknown) => void): void;
  offEvent(event: WebAppEvent, listener: (data: unknown) => void): void;
  openTelegramLink(url: string): void;
  openLink(url: string): void;
  enableVerticalSwipes?(): void;
  disableVerticalSwipes?(): void;
  enableClosingConfirmation?(): void;
  disableClosingConfirmation?(): void;
  requestFullscreen?(): void;
  exitFullscreen?(): void;
  shareMessage?(preparedMessageId: string): void;
  requestWriteAccess?(answer: (isGranted: boolean) => void): void;
  checkHomeScreenStatus?(answer: (status: HomeScreenStatus) => void): void;
  addToHomeScreen?(): void;
  /** Calls throw below 6.9. */
  CloudStorage: CloudStorage;
  SettingsButton: SystemButton;
  BackButton: SystemButton;
  MainButton: {
    setParams(params: { text?: string; is_active?: boolean; is_visible?: boolean }): void;
    showProgress(leaveActive?: boolean): void;
    hideProgress(): void;
    onClick(listener: () => void): void;
    offClick(listener: () => void): void;
  };
  HapticFeedback: {
    impactOccurred(style: 'light' | 'medium' | 'heavy' | 'rigid' | 'soft'): void;
    notificationOccurred(type: 'error' | 'success' | 'warning'): void;
    selectionChanged(): void;
  };
}

/** A button of Telegram's own surroundings. */
export interface SystemButton {
  show(): void;
  hide(): void;
  onClick(listener: () => void): void;
  offClick(listener: () => void): void;
}

export interface CloudStorage {
  getItems(keys: string[], answer: (error: unknown, values?: Record<string, string>) => void): void;
  setItem(key: string, value: string, answer: (error: unknown) => void): void;
}

/** `unknown`: the app can be added, and the system does not tell whether it was. */
export type HomeScreenStatus = 'unsupported' | 'unknown' | 'added' | 'missed';

export type WebAppEvent =
  | 'themeChanged'
  | 'fullscreenChanged'
  | 'fullscreenFailed'
  | 'activated'
  | 'deactivated'
  | 'shareMessageSent'
  | 'shareMessageFailed';

/** What Telegram's clients put on the window, and the browser's own that we ask about. */
export interface TelegramWindow extends Pick<Window, 'location' | 'navigator' | 'open' | 'parent' | 'self'> {
  TelegramWebviewProxy?: unknown;
  /** Some WebViews and test environments have none. */
  matchMedia?: Window['matchMedia'];
}

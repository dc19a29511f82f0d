import type { Cloud } from './cloud.js';

export type ColorScheme = 'light' | 'dark';
export type ImpactStyle = 'light' | 'medium' | 'heavy' | 'rigid' | 'soft';

/** What became of a request to share. */
export type ShareOutcome = 'shared' | 'copied' | 'cancelled' | 'failed';

/** Removes a listener. */
export type Unsubscribe = () => void;

export interface MainButtonLook {
  text: string;
  isEnabled: boolean;
  /** A spinner in the button; it takes no press meanwhile. */
  isBusy: boolean;
}

/** The person as Telegram names them before the server has checked anything: for greetings, never for rights. */
export interface UnverifiedUser {
  firstName: string;
  photoUrl?: string;
}

/**
 * Everything that the app knows of Telegram. Nothing here throws, in a plain browser and at version 6.0 too:
 * what a client cannot do is left out, and answers say so.
 */
export interface Telegram {
  /** The signed launch data as it came; empty outside Telegram. */
  readonly initData: string;
  /** Unverified hint; the session carries the signed one. */
  readonly startParam: string | undefined;
  readonly user: UnverifiedUser | undefined;
  /** IETF tag of the person's Telegram, or the browser's. */
  readonly language: string;
  readonly platform: string;
  readonly version: string;
  /** A Telegram client listens on the other side and draws its own buttons. Signed launch links in a plain browser have data but no host. */
  readonly isHosted: boolean;
  /** Telegram for Android says that the device is slow: fades instead of motion, no glow. */
  readonly isSlowDevice: boolean;

  isVersionAtLeast: (version: string) => boolean;
  /** The first paint is done: takes Telegram's placeholder away and takes the full height. */
  ready: () => void;

  colorScheme: () => ColorScheme;
  onThemeChange: (listener: () => void) => Unsubscribe;
  /** Minimised, or another tab of Telegram's is in front (8.0); `visibilitychange` covers the rest. */
  onActiveChange: (listener: (isActive: boolean) => void) => Unsubscribe;

  readonly haptic: {
    impact: (style?: ImpactStyle) => void;
    selection: () => void;
    success: () => void;
    error: () => void;
  };

  readonly mainButton: {
    /** Shows the button or changes it. */
    show: (look: MainButtonLook) => void;
    hide: () => void;
    onClick: (listener: () => void) => Unsubscribe;
  };
  /** Whether Telegram draws a back button (6.1). */
  readonly hasBackButton: boolean;
  /** Shows the back button until the returned function is called. */
  showBackButton: (onBack: () => void) => Unsubscribe;

  /** Shows the item for settings in Telegram's own menu (7.0) until the returned function is called. */
  showSettingsButton: (onPress: () => void) => Unsubscribe;

  /** What a person keeps with Telegram (6.9); undefined where there is no such place. */
  readonly cloud: Cloud | undefined;
  /** Asks whether the bot may write to the person (6.9). A dialog: only after something that explains it. */
  requestWriteAccess: () => Promise<boolean>;
  /** Whether there is a home screen that the app is not on (8.0). */
  mayAddToHomeScreen: () => Promise<boolean>;
  addToHomeScreen: () => void;

  /** Swiping down over the page closes the app unless this is off (7.7). */
  setVerticalSwipes: (isEnabled: boolean) => void;
  /** Ask before the app is closed (6.2). */
  setClosingConfirmation: (isEnabled: boolean) => void;

  /** Whether Telegram sends messages that a bot has prepared (8.0). */
  readonly canShareMessage: boolean;
  /** Lets the person choose chats for a message that was prepared for them. */
  shareMessage: (preparedMessageId: string) => Promise<Exclude<ShareOutcome, 'copied'>>;
  /** Telegram's chat picker, else the browser's own sheet, else the clipboard. */
  shareLink: (url: string, text?: string) => Promise<ShareOutcome>;
  /** Opens a t.me link in Telegram and anything else in a browser. */
  openLink: (url: string) => void;

  isFullscreen: () => boolean;
  /** Answers false when the client cannot, refuses or says nothing; the app's own theatre mode must do then. */
  requestFullscreen: () => Promise<boolean>;
  exitFullscreen: () => void;
  onFullscreenChange: (listener: (isFullscreen: boolean) => void) => Unsubscribe;
}

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Telegram } from './telegram.js';

interface Bridge {
  posted: [type: string, data: unknown][];
  receive: (type: string, data?: unknown) => void;
}

interface SdkWindow {
  TelegramWebviewProxy?: { postEvent: (type: string, json: string) => void };
  Telegram?: { WebView: { receiveEvent: (type: string, data?: unknown) => void } };
}

const sdkWindow = window as unknown as SdkWindow;
const INIT_DATA = `user=${encodeURIComponent(
  JSON.stringify({ id: 1, first_name: 'Аня', language_code: 'ru' }),
)}&start_param=room_x&auth_date=1&hash=00`;
const DARK = { bg_color: '#17212b', text_color: '#f5f5f5' };

/** Loads the SDK afresh, as a new page would: it reads the address once, while it is loaded. */
async function launch({
  version,
  hosted,
}: {
  version?: string;
  hosted: boolean;
}): Promise<[Telegram, Bridge]> {
  const hash =
    version === undefined
      ? ''
      : `#tgWebAppData=${encodeURIComponent(INIT_DATA)}&tgWebAppVersion=${version}&tgWebAppPlatform=android` +
        `&tgWebAppThemeParams=${encodeURIComponent(JSON.stringify(DARK))}`;
  history.replaceState(null, '', `/${hash}`);
  const posted: Bridge['posted'] = [];
  if (hosted) {
    sdkWindow.TelegramWebviewProxy = {
      postEvent: (type, json) => posted.push([type, JSON.parse(json)]),
    };
  }
  jest.resetModules();
  const { createTelegram } = await import('./create-telegram.js');
  const telegram = createTelegram();
  posted.length = 0;
  return [
    telegram,
    { posted, receive: (type, data) => sdkWindow.Telegram?.WebView.receiveEvent(type, data) },
  ];
}

const typesOf = ({ posted }: Bridge) => posted.map(([type]) => type);

/** Everything that a page may do with Telegram. */
async function useEverything(telegram: Telegram): Promise<void> {
  telegram.ready();
  telegram.haptic.impact();
  telegram.haptic.selection();
  telegram.haptic.success();
  telegram.haptic.error();
  telegram.mainButton.show({ text: 'x'.repeat(100), isEnabled: true, isBusy: true });
  telegram.mainButton.onClick(() => undefined)();
  telegram.mainButton.hide();
  telegram.showBackButton(() => undefined)();
  telegram.setVerticalSwipes(false);
  telegram.setVerticalSwipes(true);
  telegram.setClosingConfirmation(true);
  telegram.setClosingConfirmation(false);
  telegram.onThemeChange(() => undefined)();
  telegram.onActiveChange(() => undefined)();
  telegram.onFullscreenChange(() => undefined)();
  telegram.exitFullscreen();
  telegram.showSettingsButton(() => undefined)();
  telegram.addToHomeScreen();
  // Nobody answers here.
  const answers: Promise<unknown>[] = [
    telegram.requestFullscreen(),
    telegram.mayAddToHomeScreen(),
    telegram.requestWriteAccess(),
  ];
  if (!telegram.canShareMessage) answers.push(telegram.shareMessage('prepared'));
  if (telegram.cloud) {
    answers.push(telegram.cloud.read(['watchparty.language']));
    answers.push(telegram.cloud.write('watchparty.language', 'ru'));
  }
  jest.advanceTimersByTime(10_000);
  await Promise.all(answers);
}

/**
 * Since which version a client knows an event, by Telegram's documentation of its bridge. An older one ignores it at
 * best; the SDK complains or throws.
 */
const KNOWN_SINCE: Record<string, string> = {
  web_app_ready: '6.0',
  web_app_expand: '6.0',
  web_app_setup_main_button: '6.0',
  web_app_setup_back_button: '6.1',
  web_app_open_tg_link: '6.1',
  web_app_open_link: '6.1',
  web_app_set_header_color: '6.1',
  web_app_set_background_color: '6.1',
  web_app_trigger_haptic_feedback: '6.1',
  web_app_setup_closing_behavior: '6.2',
  web_app_invoke_custom_method: '6.9',
  web_app_request_write_access: '6.9',
  web_app_setup_settings_button: '6.10',
  web_app_setup_swipe_behavior: '7.7',
  web_app_set_bottom_bar_color: '7.10',
  // The SDK's own doing, with the colour of the bar.
  web_app_setup_secondary_button: '7.10',
  web_app_request_fullscreen: '8.0',
  web_app_send_prepared_message: '8.0',
  web_app_exit_fullscreen: '8.0',
  web_app_check_home_screen: '8.0',
  web_app_add_to_home_screen: '8.0',
};
const VERSIONS = ['6.0', '6.1', '6.2', '6.4', '6.9', '6.10', '7.0', '7.7', '7.10', '8.0', '9.6'];

function isAtLeast(version: string, least: string): boolean {
  const [[major = 0, minor = 0], [leastMajor = 0, leastMinor = 0]] = [version, least].map((text) =>
    text.split('.').map(Number),
  ) as [number[], number[]];
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

beforeEach(() => {
  sessionStorage.clear();
  jest.useFakeTimers();
  // The SDK tells the console about every event.
  jest.spyOn(console, 'log').mockReturnValue();
  jest.spyOn(console, 'warn').mockReturnValue();
});

afterEach(() => {
  jest.useRealTimers();
  delete sdkWindow.TelegramWebviewProxy;
  jest.restoreAllMocks();
});

describe('in a plain browser', () => {
  it('has nothing of Telegram, and nothing throws', async () => {
    const [telegram] = await launch({ hosted: false });
    expect(telegram).toMatchObject({ initData: '', startParam: undefined, user: undefined, isHosted: false });
    expect(telegram.colorScheme()).toBe('light');
    expect(telegram.hasBackButton).toBe(false);
    expect(telegram.isVersionAtLeast('6.0')).toBe(false);
    await useEverything(telegram);
    await expect(telegram.requestFullscreen()).resolves.toBe(false);
  });

  it('takes a signed launch link, but leaves the buttons to the page', async () => {
    const [telegram] = await launch({ version: '8.0', hosted: false });
    expect(telegram).toMatchObject({
      initData: INIT_DATA,
      startParam: 'room_x',
      user: { firstName: 'Аня' },
      language: 'ru',
      isHosted: false,
      hasBackButton: false,
    });
    expect(telegram.colorScheme()).toBe('dark');
    await useEverything(telegram);
  });
});

describe.each(VERSIONS)('at version %s', (version) => {
  it('says nothing that a client of that version does not know', async () => {
    const complain = jest.spyOn(console, 'error');
    const [telegram, bridge] = await launch({ version, hosted: true });
    await useEverything(telegram);
    const unknown = typesOf(bridge).filter((type) => !isAtLeast(version, KNOWN_SINCE[type] ?? '99'));
    expect(unknown).toEqual([]);
    expect(complain).not.toHaveBeenCalled();
    expect(console.warn).not.toHaveBeenCalled();
  });
});

describe('at version 6.0', () => {
  it('uses what there is and keeps quiet about the rest', async () => {
    const [telegram, bridge] = await launch({ version: '6.0', hosted: true });
    await useEverything(telegram);
    expect(telegram.isHosted).toBe(true);
    expect(telegram.hasBackButton).toBe(false);
    expect(new Set(typesOf(bridge))).toEqual(
      new Set(['web_app_ready', 'web_app_expand', 'web_app_setup_main_button']),
    );
  });

  it('shares by other means than Telegram', async () => {
    const [telegram] = await launch({ version: '6.0', hosted: true });
    await expect(telegram.shareLink('https://t.me/bot/app')).resolves.toBe('failed');
  });
});

describe('at version 8.0', () => {
  it('drives the main button', async () => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    const pressed = jest.fn();
    const off = telegram.mainButton.onClick(pressed);
    telegram.mainButton.show({ text: 'Start', isEnabled: true, isBusy: false });
    expect(bridge.posted.at(-1)?.[1]).toMatchObject({ text: 'Start', is_visible: true, is_active: true });
    bridge.receive('main_button_pressed');
    expect(pressed).toHaveBeenCalledTimes(1);

    telegram.mainButton.show({ text: 'Start', isEnabled: true, isBusy: true });
    expect(bridge.posted.at(-1)?.[1]).toMatchObject({ is_progress_visible: true, is_active: false });
    telegram.mainButton.show({ text: 'Start', isEnabled: false, isBusy: false });
    expect(bridge.posted.at(-1)?.[1]).toMatchObject({ is_progress_visible: false, is_active: false });

    off();
    bridge.receive('main_button_pressed');
    expect(pressed).toHaveBeenCalledTimes(1);
    telegram.mainButton.hide();
    expect(bridge.posted.at(-1)?.[1]).toMatchObject({ is_visible: false });
  });

  it('shows the back button for as long as somebody wants it', async () => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    const back = jest.fn();
    const hide = telegram.showBackButton(back);
    expect(bridge.posted.at(-1)).toEqual(['web_app_setup_back_button', { is_visible: true }]);
    bridge.receive('back_button_pressed');
    expect(back).toHaveBeenCalledTimes(1);
    hide();
    expect(bridge.posted.at(-1)).toEqual(['web_app_setup_back_button', { is_visible: false }]);
  });

  it('follows the theme', async () => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    const changed = jest.fn();
    telegram.onThemeChange(changed);
    bridge.receive('theme_changed', { theme_params: { bg_color: '#ffffff' } });
    expect(changed).toHaveBeenCalledTimes(1);
    expect(telegram.colorScheme()).toBe('light');
  });

  it('opens the chat picker with the link and the words', async () => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    await expect(telegram.shareLink('https://t.me/bot/app?startapp=room_x', 'a + b')).resolves.toBe('shared');
    expect(bridge.posted.at(-1)).toEqual([
      'web_app_open_tg_link',
      {
        path_full: '/share/url?url=https%3A%2F%2Ft.me%2Fbot%2Fapp%3Fstartapp%3Droom_x&text=a%20%2B%20b',
      },
    ]);
  });

  it('answers whether the full screen was entered', async () => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    const entering = telegram.requestFullscreen();
    bridge.receive('fullscreen_changed', { is_fullscreen: true });
    await expect(entering).resolves.toBe(true);
    expect(telegram.isFullscreen()).toBe(true);

    bridge.receive('fullscreen_changed', { is_fullscreen: false });
    const refused = telegram.requestFullscreen();
    bridge.receive('fullscreen_failed', { error: 'UNSUPPORTED' });
    await expect(refused).resolves.toBe(false);
  });

  it('does not wait for a client that never answers', async () => {
    const [telegram] = await launch({ version: '8.0', hosted: true });
    const entering = telegram.requestFullscreen();
    jest.advanceTimersByTime(1000);
    await expect(entering).resolves.toBe(false);
  });

  it('turns swipes and the closing question on and off', async () => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    telegram.setVerticalSwipes(false);
    telegram.setClosingConfirmation(true);
    expect(bridge.posted).toEqual([
      ['web_app_setup_swipe_behavior', { allow_vertical_swipe: false }],
      ['web_app_setup_closing_behavior', { need_confirmation: true }],
    ]);
  });

  it('has its settings in the menu for as long as somebody wants them', async () => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    const pressed = jest.fn();
    const hide = telegram.showSettingsButton(pressed);
    expect(bridge.posted.at(-1)).toEqual(['web_app_setup_settings_button', { is_visible: true }]);
    bridge.receive('settings_button_pressed');
    expect(pressed).toHaveBeenCalledTimes(1);
    hide();
    expect(bridge.posted.at(-1)).toEqual(['web_app_setup_settings_button', { is_visible: false }]);
  });

  it('keeps with Telegram what a person has settled', async () => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    const answerLast = (result: unknown) => {
      const asked = bridge.posted.at(-1)?.[1] as { req_id: string };
      bridge.receive('custom_method_invoked', { req_id: asked.req_id, result });
    };
    const reading = telegram.cloud?.read(['watchparty.language', 'watchparty.other']);
    expect(bridge.posted.at(-1)?.[1]).toMatchObject({
      method: 'getStorageValues',
      params: { keys: ['watchparty_language', 'watchparty_other'] },
    });
    answerLast({ watchparty_language: '5:en', watchparty_other: '' });
    expect(await reading).toEqual(new Map([['watchparty.language', '5:en']]));

    const writing = telegram.cloud?.write('watchparty.language', '6:ru');
    expect(bridge.posted.at(-1)?.[1]).toMatchObject({
      method: 'saveStorageValue',
      params: { key: 'watchparty_language', value: '6:ru' },
    });
    answerLast(true);
    await writing;

    const lost = telegram.cloud?.read(['watchparty.language']);
    jest.advanceTimersByTime(3000);
    expect(await lost).toBeUndefined();
  });

  it('asks once at a time whether the bot may write', async () => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    const first = telegram.requestWriteAccess();
    await expect(telegram.requestWriteAccess()).resolves.toBe(false);
    bridge.receive('write_access_requested', { status: 'allowed' });
    await expect(first).resolves.toBe(true);
  });

  it.each([
    ['missed', true],
    ['unknown', true],
    ['added', false],
    ['unsupported', false],
  ])('knows by the status %s whether the home screen may get the app: %s', async (status, may) => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    const asking = telegram.mayAddToHomeScreen();
    bridge.receive('home_screen_checked', { status });
    await expect(asking).resolves.toBe(may);
  });
});

describe('a prepared message', () => {
  it.each([
    ['prepared_message_sent', undefined, 'shared'],
    ['prepared_message_failed', { error: 'USER_DECLINED' }, 'cancelled'],
    ['prepared_message_failed', { error: 'MESSAGE_EXPIRED' }, 'failed'],
  ])('that ends with %s %j is %s', async (event, data, outcome) => {
    const [telegram, bridge] = await launch({ version: '8.0', hosted: true });
    expect(telegram.canShareMessage).toBe(true);
    const sharing = telegram.shareMessage('prepared-1');
    expect(bridge.posted).toContainEqual(['web_app_send_prepared_message', { id: 'prepared-1' }]);
    bridge.receive(event, data);
    await expect(sharing).resolves.toBe(outcome);
  });

  it('is nothing for a version that does not know it', async () => {
    const [telegram, bridge] = await launch({ version: '7.10', hosted: true });
    expect(telegram.canShareMessage).toBe(false);
    await expect(telegram.shareMessage('prepared-1')).resolves.toBe('failed');
    expect(typesOf(bridge)).not.toContain('web_app_send_prepared_message');
  });
});

import type { Person, PersonOptions } from '../fixtures/people.js';
import { TelegramBridge } from '../fixtures/telegram-bridge.js';
import { expect, test } from '../fixtures/test.js';

type Bring = (name: string, options?: PersonOptions) => Promise<Person>;

async function inTelegram(
  person: Bring,
  options: PersonOptions & { cloud?: Record<string, string> } = {},
): Promise<{ anna: Person; telegram: TelegramBridge }> {
  const anna = await person('Аня', options);
  const telegram = new TelegramBridge(anna.page);
  await telegram.install(options.cloud);
  return { anna, telegram };
}

test('a host makes a room, watches and leaves by the buttons of Telegram', async ({ person }) => {
  const { anna, telegram } = await inTelegram(person);
  await anna.open('/');
  await telegram.expectLast('web_app_setup_main_button', { text: 'Создать комнату', is_visible: true });
  await telegram.expectLast('web_app_setup_settings_button', { is_visible: true });
  await telegram.tell('main_button_pressed');

  await anna.page.getByTestId('use-sample').click();
  await telegram.expectLast('web_app_setup_main_button', { text: 'Начать вечеринку', is_visible: true });
  await telegram.expectLast('web_app_setup_back_button', { is_visible: true });
  await telegram.tell('main_button_pressed');
  await anna.room.expectInside();
  await telegram.expectLast('web_app_setup_main_button', { is_visible: false });
  await telegram.expectLast('web_app_setup_swipe_behavior', { allow_vertical_swipe: false });
  await telegram.expectLast('web_app_setup_closing_behavior', { need_confirmation: true });
  await telegram.expectLast('web_app_trigger_haptic_feedback', {
    type: 'notification',
    notification_type: 'success',
  });

  await telegram.tell('back_button_pressed');
  await expect(anna.page.getByTestId('paste-link')).toBeVisible();
  await telegram.expectLast('web_app_setup_swipe_behavior', { allow_vertical_swipe: true });
  await telegram.expectLast('web_app_setup_closing_behavior', { need_confirmation: false });

  await telegram.tell('settings_button_pressed');
  await expect(anna.page.getByRole('heading', { name: 'Приватность' })).toBeVisible();
});

test('the whole screen is entered and left with Telegram', async ({ person }) => {
  const { anna, telegram } = await inTelegram(person);
  await anna.open('/create');
  await anna.page.getByTestId('use-sample').click();
  await telegram.tell('main_button_pressed');
  await anna.room.expectInside();
  await anna.room.showControls();
  await anna.page.getByRole('button', { name: 'Во весь экран' }).click();
  await expect(anna.page.locator('main[data-theatre]')).toBeVisible();
  await telegram.expectTold('web_app_request_fullscreen');

  await telegram.tell('back_button_pressed');
  await expect(anna.page.locator('main[data-theatre]')).toHaveCount(0);
  await anna.room.expectInside();
});

test('colours follow Telegram while the app is open', async ({ person }) => {
  const { anna, telegram } = await inTelegram(person, {
    theme: { bg_color: '#ffffff', text_color: '#000000' },
  });
  await anna.open('/');
  const page = anna.page.locator('html');
  await expect(page).toHaveAttribute('data-theme', 'light');
  await telegram.tell('theme_changed', { theme_params: { bg_color: '#17212b', text_color: '#f5f5f5' } });
  await expect(page).toHaveAttribute('data-theme', 'dark');
});

test('the language chosen on another device is spoken here', async ({ person }) => {
  const { anna } = await inTelegram(person, { cloud: { watchparty_language: '99999999999999:en' } });
  await anna.open('/');
  await expect(anna.page.getByRole('heading', { name: 'Watch together' })).toBeVisible();
});

test('an old Telegram is good enough for an evening', async ({ person }) => {
  const { anna, telegram } = await inTelegram(person, { version: '6.0' });
  await anna.open('/create');
  await anna.page.getByTestId('use-sample').click();
  await telegram.tell('main_button_pressed');
  await anna.room.expectInside();
  await anna.room.say('всем привет');
  await expect(anna.room.message('всем привет')).toBeVisible();
  await anna.room.leave();
  await expect(anna.page.getByTestId('paste-link')).toBeVisible();
  expect(anna.complaints).toEqual([]);
});

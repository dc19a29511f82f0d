import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { joinParty } from '../fixtures/party.js';
import { QueueScreen } from '../fixtures/queue-screen.js';
import { expect, test } from '../fixtures/test.js';

/** As Telegram sends them: its own light and dark, and one that somebody has drawn. */
const THEMES = {
  light: {
    bg_color: '#ffffff',
    secondary_bg_color: '#efeff4',
    section_bg_color: '#ffffff',
    text_color: '#000000',
    hint_color: '#8e8e93',
    button_color: '#2481cc',
    button_text_color: '#ffffff',
    link_color: '#2481cc',
    accent_text_color: '#2481cc',
    destructive_text_color: '#ff3b30',
  },
  dark: {
    bg_color: '#17212b',
    secondary_bg_color: '#0e1621',
    section_bg_color: '#17212b',
    text_color: '#f5f5f5',
    hint_color: '#708499',
    button_color: '#5288c1',
    button_text_color: '#ffffff',
    link_color: '#6ab3f3',
    accent_text_color: '#6ab2f2',
    destructive_text_color: '#ec3942',
  },
  coloured: {
    bg_color: '#3b1f47',
    secondary_bg_color: '#2a1433',
    section_bg_color: '#3b1f47',
    text_color: '#ffeefb',
    hint_color: '#b58cc0',
    button_color: '#f2a33a',
    button_text_color: '#3b1f47',
    link_color: '#ffb8e6',
    accent_text_color: '#ffb8e6',
    destructive_text_color: '#ff6d7a',
  },
};

async function expectAccessible(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ target, failureSummary }) => `${String(target)}: ${failureSummary ?? ''}`),
  }));
  expect({ screen, found }).toEqual({ screen, found: [] });
}

for (const [name, theme] of Object.entries(THEMES)) {
  test(`nothing stands in anybody's way on any screen, ${name}`, async ({ person, server }) => {
    test.setTimeout(120_000);
    const anna = await person('Аня', { theme });
    const boris = await person('Боря', { theme });
    const { page } = anna;

    await anna.open('/create');
    await page.getByTestId('use-sample').click();
    await page.getByRole('button', { name: 'Ещё' }).click();
    await expectAccessible(page, 'create');
    await page.getByTestId('create-name').fill('Вечер кино');
    await page.getByTestId('create-submit').click();
    await anna.room.expectInside();
    await joinParty(boris, anna.room.id);
    await anna.room.say('привет');
    await boris.room.say('и тебе https://example.org');
    await expect(anna.room.messages).toHaveCount(2);
    await anna.room.showControls();
    await expectAccessible(page, 'room');

    await page.getByRole('button', { name: /Показать всех/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, 'participants');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Настройки комнаты' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, 'settings');
    await page.keyboard.press('Escape');
    const queue = new QueueScreen(page);
    await queue.open();
    await expectAccessible(page, 'queue');
    await queue.close();
    await page.getByRole('button', { name: 'Другое видео' }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, 'another video');

    await boris.open('/');
    await expect(boris.page.getByTestId('room-card').first()).toBeVisible();
    await expectAccessible(boris.page, 'home');
    await boris.open('/profile');
    await expect(boris.page.getByText('вместе у экрана')).toBeVisible();
    await expectAccessible(boris.page, 'profile');

    const vika = await person('Вика', { theme });
    await vika.open(`/rooms/${anna.room.id}`);
    await expect(vika.page.getByTestId('join')).toBeVisible();
    await expectAccessible(vika.page, 'gate');
    await vika.open('/rooms/00000000-0000-4000-8000-000000000000');
    await expect(vika.page.getByText('Комнаты больше нет')).toBeVisible();
    await expectAccessible(vika.page, 'no such room');
    await vika.open('/nowhere');
    await expect(vika.page.locator('main h1, main h2').first()).toBeVisible();
    await expectAccessible(vika.page, 'no such page');
    const stranger = await person('Некто');
    await stranger.page.goto(`${server.url}/rooms/${anna.room.id}`);
    await expect(stranger.page.getByRole('heading', { name: 'Вечер кино' })).toBeVisible();
    await expectAccessible(stranger.page, 'outside Telegram');
  });
}

test('an evening can be had by keyboard', async ({ person }) => {
  const anna = await person('Аня');
  const { page } = anna;
  await anna.open('/create');
  // A key does not wait, as a click here does, for a button whose video is not known yet.
  await expect(page.getByTestId('use-sample')).toBeEnabled();
  await page.getByTestId('use-sample').press('Enter');
  await page.getByTestId('create-submit').press('Enter');
  await anna.room.expectInside();

  // Everything that can be pressed has a place in the order of the Tab key, and shows that it has the focus.
  await page.locator('body').press('Tab');
  const reached = new Set<string>();
  for (let step = 0; step < 40; step += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const name = element.getAttribute('aria-label') ?? element.textContent;
      return { name, isShown: element.matches(':focus-visible') };
    });
    if (focused) {
      expect(focused).toMatchObject({ isShown: true });
      reached.add(focused.name.trim());
    }
    await page.keyboard.press('Tab');
  }
  for (const name of ['Настройки комнаты', 'Другое видео', 'Во весь экран'])
    expect([...reached]).toContain(name);

  const settings = page.getByRole('button', { name: 'Настройки комнаты' });
  await settings.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(settings).toBeFocused();

  await anna.room.chatInput.fill('с клавиатуры');
  await page.getByRole('button', { name: 'Отправить', exact: true }).press('Enter');
  await expect(anna.room.message('с клавиатуры')).toBeVisible();
});

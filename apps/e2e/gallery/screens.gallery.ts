import path from 'node:path';
import type { Page } from '@playwright/test';
import { joinParty, startParty } from '../fixtures/party.js';
import type { Person } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';
import { enterVoice, giveMicrophone, TONES } from '../fixtures/voice.js';

const FOLDER = path.resolve(import.meta.dirname, '../../../docs/gallery');
const PHONE = { width: 390, height: 844 };
const SMALL_PHONE = { width: 360, height: 640 };
const PHONE_ON_ITS_SIDE = { width: 844, height: 390 };
const COMPUTER = { width: 1280, height: 800 };
const DARK = { context: { colorScheme: 'dark' } } as const;

async function photograph(page: Page, name: string, viewport = PHONE): Promise<void> {
  await page.setViewportSize(viewport);
  // Pictures and fonts are part of the picture.
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: path.join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: 82, scale: 'css' });
}

async function talk(...lines: [who: Person, words: string][]): Promise<void> {
  for (const [who, words] of lines) {
    await who.room.say(words);
    await expect(who.room.message(words)).toBeVisible();
  }
}

test('the screens, for whoever reads about them', async ({ person }) => {
  test.setTimeout(180_000);
  const anna = await person('Аня', DARK);
  const boris = await person('Боря', DARK);
  const vika = await person('Вика');
  const others = await Promise.all(['Гриша', 'Даша'].map((name) => person(name)));

  for (const [index, who] of [anna, boris, ...others].entries()) await giveMicrophone(who, TONES[index] ?? 0);
  await startParty(anna, { name: 'Кино с Аней' });
  await startParty(vika, { name: 'Разбор эфира', password: 'попкорн' });
  await joinParty(boris, anna.room.id);
  for (const other of others) await joinParty(other, anna.room.id);
  await anna.room.play();
  await talk(
    [boris, 'Все здесь? Я с чаем'],
    [others[0]!, 'тут, ставьте'],
    [others[1]!, 'вот это поворот 😂'],
    [anna, 'дальше будет лучше, обещаю'],
  );
  await anna.room.seekTo(0.4);
  for (const who of [anna, boris, others[0]!]) await enterVoice(who);

  await anna.room.showControls();
  await photograph(anna.page, 'room-dark');
  await photograph(anna.page, 'room-small', SMALL_PHONE);
  await photograph(anna.page, 'room-landscape', PHONE_ON_ITS_SIDE);
  await photograph(anna.page, 'room-desktop', COMPUTER);
  await anna.page.setViewportSize(PHONE_ON_ITS_SIDE);
  await anna.room.showControls();
  await anna.page.getByRole('button', { name: 'Во весь экран' }).click();
  await anna.page.getByRole('button', { name: 'Показать чат' }).click();
  await photograph(anna.page, 'room-theatre', PHONE_ON_ITS_SIDE);
  await anna.page.keyboard.press('Escape');
  await anna.page.setViewportSize(PHONE);
  await anna.page.getByTestId('voice-button').click();
  await expect(anna.page.getByRole('dialog', { name: 'Голосовой чат' })).toBeVisible();
  await photograph(anna.page, 'voice');
  await anna.page.keyboard.press('Escape');
  await anna.page.getByRole('button', { name: /Показать всех/ }).click();
  await expect(anna.page.getByRole('dialog')).toBeVisible();
  await photograph(anna.page, 'people');
  await anna.page.keyboard.press('Escape');
  await anna.page.getByRole('button', { name: 'Настройки комнаты' }).click();
  await expect(anna.page.getByRole('dialog')).toBeVisible();
  await photograph(anna.page, 'settings');

  const zoya = await person('Зоя');
  await zoya.open(`/rooms/${anna.room.id}`);
  await expect(zoya.page.getByTestId('join')).toBeVisible();
  await photograph(zoya.page, 'gate');
  for (const [look, guest] of [
    ['light', zoya],
    ['dark', await person('Ира', DARK)],
  ] as const) {
    await guest.open('/');
    await expect(guest.page.getByTestId('room-card').nth(1)).toBeVisible();
    await photograph(guest.page, `home-${look}`);
    if (look === 'light') await photograph(guest.page, 'home-desktop', COMPUTER);
    await guest.open('/create');
    await guest.page.getByTestId('use-sample').click();
    await photograph(guest.page, `create-${look}`);
  }

  const stranger = await person('Некто');
  await stranger.page.goto(new URL(`/rooms/${anna.room.id}`, zoya.page.url()).href);
  await expect(stranger.page.getByRole('heading', { name: 'Кино с Аней' })).toBeVisible();
  await photograph(stranger.page, 'outside');

  for (const [look, host] of [
    ['light', vika],
    ['dark', anna],
  ] as const) {
    await host.open('/profile');
    await expect(host.page.getByText('вместе у экрана')).toBeVisible();
    await photograph(host.page, `profile-${look}`);
  }
});

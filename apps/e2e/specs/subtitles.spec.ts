import type { Locator } from '@playwright/test';
import { joinParty, startParty } from '../fixtures/party.js';
import type { Person } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';

const SETTINGS = 'Качество, звук, субтитры';
/** "Привет, Аня" from the first second to the end of the film, as an older programme for Windows writes it. */
const FILE = Buffer.concat([
  Buffer.from('1\r\n00:00:00,500 --> 01:00:00,000\r\n'),
  Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xc0, 0xed, 0xff]),
]);

const shownTo = ({ room }: Person): Locator => room.player.getByTestId('subtitles');

async function openSettings({ room }: Person): Promise<void> {
  await room.showControls();
  await room.player.getByRole('button', { name: SETTINGS }).click();
}

test('two people see the subtitles that one of them brings, and each may switch them off', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.seekTo(0.5);

  await openSettings(anna);
  await anna.page.getByRole('menuitem', { name: 'Субтитры для всех' }).click();
  const sheet = anna.page.getByRole('dialog', { name: 'Субтитры для всех' });
  await sheet
    .locator('input[type=file]')
    .setInputFiles({ name: 'Фильм.ru.srt', mimeType: 'application/x-subrip', buffer: FILE });
  await expect(sheet).toBeHidden();
  await expect(shownTo(anna)).toHaveText('Привет, Аня');
  await expect(shownTo(boris)).toHaveText('Привет, Аня');

  await openSettings(boris);
  const choices = boris.page.getByRole('group', { name: 'Субтитры' });
  await expect(choices.getByRole('menuitemradio', { name: 'Фильм' })).toHaveAttribute('aria-checked', 'true');
  // Who may not control the video brings none.
  await expect(boris.page.getByRole('menuitem', { name: 'Субтитры для всех' })).toBeHidden();
  await choices.getByRole('menuitemradio', { name: 'Выключены' }).click();
  await expect(shownTo(boris)).toBeHidden();
  await expect(shownTo(anna)).toHaveText('Привет, Аня');

  // The device remembers that; the room has them still.
  await boris.page.reload();
  await boris.room.join();
  await openSettings(boris);
  await expect(choices.getByRole('menuitemradio', { name: 'Выключены' })).toHaveAttribute(
    'aria-checked',
    'true',
  );
  await choices.getByRole('menuitemradio', { name: 'Фильм' }).click();
  await expect(shownTo(boris)).toHaveText('Привет, Аня');

  await openSettings(anna);
  await anna.page.getByRole('menuitem', { name: 'Убрать субтитры у всех' }).click();
  await expect(shownTo(anna)).toBeHidden();
  await expect(shownTo(boris)).toBeHidden();
});

test('subtitles by a link are fetched by each viewer, and a link that gives none says why', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.seekTo(0.5);
  for (const { page } of [anna, boris]) {
    await page.route('https://subtitles.example/**', (route) =>
      route.request().url().endsWith('.vtt')
        ? route.fulfill({
            headers: { 'Access-Control-Allow-Origin': '*' },
            body: 'WEBVTT\n\n00:00.500 --> 01:00:00.000\n<i>Hello</i> &lt;b&gt;',
          })
        : route.abort(),
    );
  }

  await openSettings(anna);
  await anna.page.getByRole('menuitem', { name: 'Субтитры для всех' }).click();
  const sheet = anna.page.getByRole('dialog', { name: 'Субтитры для всех' });
  const address = sheet.getByLabel('Или ссылка на файл');
  await address.fill('https://subtitles.example/nothing.srt');
  await address.press('Enter');
  await expect(sheet.getByRole('alert')).toContainText('Сайт не отдаёт этот файл');
  await address.fill('https://subtitles.example/film.vtt');
  await address.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(shownTo(anna)).toHaveText('Hello <b>');
  await expect(shownTo(boris)).toHaveText('Hello <b>');
});

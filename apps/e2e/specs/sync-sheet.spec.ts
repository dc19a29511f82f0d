import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

test('whoever wonders sees the figures, syncs by hand and copies them for a report', async ({ person }) => {
  const anna = await person('Аня', { context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  await startParty(anna);
  await anna.room.play();
  await anna.room.expectPlaying();

  const badge = anna.page.getByRole('button', { name: 'синхронно, подробности' });
  await expect(badge).toContainText(/±\d+\sмс/);
  await badge.press('Enter');
  const sheet = anna.page.getByRole('dialog', { name: 'Синхронность' });
  await expect(sheet.getByText('Ты видишь то же, что и все.')).toBeVisible();
  await expect(sheet.getByText(/^±[\d,]+\sмс$/)).toBeVisible();

  // Older ones leave the list, so that counting them would tell nothing.
  const newestJump = sheet.getByRole('listitem').filter({ hasText: 'Перемотка на' }).first().locator('time');
  const pressedAt = Date.now();
  await sheet.getByRole('button', { name: 'Синхронизировать' }).click();
  await expect
    .poll(async () => Date.parse((await newestJump.getAttribute('datetime')) ?? ''))
    .toBeGreaterThanOrEqual(pressedAt);
  await anna.room.expectPlaying();
  await expect(sheet.getByText('Ты видишь то же, что и все.')).toBeVisible();

  await sheet.getByRole('button', { name: 'Скопировать для отчёта' }).click();
  await expect(sheet.getByText('Скопировано')).toBeVisible();
  const report = await anna.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^round trip: [\d.]+ ms$/m);
  expect(report).not.toContain(anna.room.id);

  await anna.page.keyboard.press('Escape');
  await expect(badge).toBeFocused();
});

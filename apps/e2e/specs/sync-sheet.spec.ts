import { joinParty, startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';
import { expectTogether } from '../fixtures/together.js';

test('whoever wonders sees the figures, syncs by hand and copies them for a report', async ({ person }) => {
  const anna = await person('Аня', { context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);

  const badge = anna.page.getByRole('button', { name: 'синхронно, подробности' });
  await expect(badge).toContainText(/±\d+\sмс/);
  await badge.press('Enter');
  const sheet = anna.page.getByRole('dialog', { name: 'Синхронность' });
  await expect(sheet.getByText('Ты видишь то же, что и все.')).toBeVisible();
  await expect(sheet.getByText(/^±[\d,]+\sмс$/)).toBeVisible();

  const jumps = sheet.getByRole('listitem').filter({ hasText: 'Перемотка на' });
  const before = await jumps.count();
  await sheet.getByRole('button', { name: 'Синхронизировать' }).click();
  await expect(jumps).toHaveCount(before + 1);
  await anna.room.expectPlaying();
  await expectTogether(anna, boris);

  await sheet.getByRole('button', { name: 'Скопировать для отчёта' }).click();
  await expect(sheet.getByText('Скопировано')).toBeVisible();
  const report = await anna.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^round trip: [\d.]+ ms$/m);
  expect(report).not.toContain(anna.room.id);

  await anna.page.keyboard.press('Escape');
  await expect(badge).toBeFocused();
});

import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

test('what somebody has done is praised once, and is in their profile', async ({ person }) => {
  const anna = await person('Аня');
  await startParty(anna);
  const { page } = anna;
  const praise = page.getByTestId('celebration');
  await expect(praise).toContainText('Хозяин вечера', { timeout: 20_000 });
  await expect(praise).toContainText('Бронза');
  await expect(praise).toBeHidden({ timeout: 10_000 });

  const asked = page.waitForResponse((response) => response.url().endsWith('/api/users/me/achievements'));
  await anna.open('/profile');
  await page.getByRole('button', { name: 'Хозяин вечера: Бронза' }).click();
  const sheet = page.getByRole('dialog', { name: 'Хозяин вечера' });
  await expect(sheet).toContainText('1 из 10');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  // It was asked whether anything was missed, and nothing was.
  await asked;
  await expect(praise).toHaveCount(0);
  expect(anna.complaints).toEqual([]);
});

test('whoever was away is praised when they come back', async ({ person }) => {
  const anna = await person('Аня');
  await startParty(anna);
  await anna.page.close();
  const again = await person('Аня', { telegramId: anna.telegramId });
  await again.open('/');
  await expect(again.page.getByTestId('celebration')).toContainText('Хозяин вечера', { timeout: 20_000 });
});

test('one settles what is counted, and goes for good only by writing so', async ({ person }) => {
  const anna = await person('Аня');
  await anna.open('/profile');
  const { page } = anna;
  const counted = page.getByRole('switch', { name: 'Считать статистику' });
  await counted.click();
  await expect(counted).not.toBeChecked();
  await expect(counted).toBeEnabled();
  await page.reload();
  await expect(counted).not.toBeChecked();

  await page.getByRole('button', { name: 'Удалить мои данные' }).click();
  const confirm = page.getByRole('button', { name: 'Удалить навсегда' });
  await expect(confirm).toBeDisabled();
  await page.getByRole('textbox').fill('удалить');
  await confirm.click();
  await expect(page.getByRole('switch')).toHaveCount(0);
  await expect(page.getByText('Данные удалены')).toBeVisible();
});

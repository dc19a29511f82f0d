import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

/** As a field for date and time has it, by the clock of this machine, which is the browser's too. */
function tomorrowAt(hour: number): string {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T${two(hour)}:30`;
}

test('a party for tomorrow is on Home, and whoever asks is reminded of it', async ({ person }) => {
  const anna = await person('Аня');
  const name = `Завтрашний вечер ${Date.now()}`;
  await startParty(anna, { name, startsAt: tomorrowAt(20) });

  const boris = await person('Боря');
  await boris.open('/');
  const planned = boris.page.getByRole('region', { name: 'Скоро' });
  const card = planned.getByTestId('room-card').filter({ hasText: name });
  await expect(card).toContainText('завтра в 20:30');
  await card.click();

  await expect(boris.page.getByText('Начнём завтра в 20:30')).toBeVisible();
  const reminder = boris.page.getByTestId('remind');
  await expect(reminder).toHaveAccessibleName('Напомнить');
  await reminder.click();
  await expect(reminder).toHaveAccessibleName('Напомним');
  await boris.page.reload();
  await expect(reminder).toHaveAttribute('aria-pressed', 'true');
});

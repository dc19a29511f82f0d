import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

const ONE_DAY_MS = 24 * 60 * 60 * 1000;

/** As a field for date and time has it, by the browser's clock, which is not this machine's: see the config's `timezoneId`. */
function tomorrowAt(time: string, timeZone: string): string {
  // Of all languages Swedish writes dates as such fields do.
  return `${new Date(Date.now() + ONE_DAY_MS).toLocaleDateString('sv-SE', { timeZone })}T${time}`;
}

test('a party for tomorrow is on Home, and whoever asks is reminded of it', async ({
  person,
  timezoneId,
}) => {
  const anna = await person('Аня');
  const name = `Завтрашний вечер ${Date.now()}`;
  await startParty(anna, { name, startsAt: tomorrowAt('20:30', timezoneId ?? 'UTC') });

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

import { joinParty, startParty } from '../fixtures/party.js';
import type { Person } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';

/** Opens the list of people and chooses something for one of them. */
async function act(actor: Person, target: Person, action: string): Promise<void> {
  const { page } = actor;
  await page.getByRole('button', { name: /^Здесь \d+ / }).click();
  await page.getByRole('button', { name: `Что сделать: ${target.name}` }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function confirm({ page }: Person, action: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
}

async function closeSheets({ page }: Person): Promise<void> {
  const sheets = page.getByRole('dialog');
  // Each press closes what lies on top: a menu that is on its way out as well.
  await expect(async () => {
    if ((await sheets.count()) > 0) await page.keyboard.press('Escape');
    await expect(sheets).toHaveCount(0, { timeout: 500 });
  }).toPass();
}

test('the host makes a moderator, who turns chat off, sends out and keeps out; the host lets in again', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  const vika = await person('Вика');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await joinParty(vika, anna.room.id);

  await act(anna, boris, 'Взять в помощники');
  await closeSheets(anna);
  await expect(boris.page.getByText('Теперь ты помогаешь вести комнату').first()).toBeVisible();
  await expect(vika.page.getByText('Аня берёт в помощники: Боря')).toBeVisible();

  await act(boris, vika, 'Выключить чат');
  await closeSheets(boris);
  await expect(vika.page.getByText('Тебе выключили чат', { exact: true })).toBeVisible();
  await expect(vika.room.chatInput).toBeHidden();
  await act(boris, vika, 'Вернуть чат');
  await closeSheets(boris);
  await vika.room.say('снова тут');
  await expect(boris.room.message('снова тут')).toBeVisible();

  await act(boris, vika, 'Вывести из комнаты');
  await confirm(boris, 'Вывести');
  await closeSheets(boris);
  await expect(vika.page.getByText('Тебя вывели из комнаты')).toBeVisible();
  await expect(vika.page.getByText('Так решает Боря')).toBeVisible();
  await expect(anna.page.getByText('Боря выводит из комнаты: Вика')).toBeVisible();
  await vika.page.getByRole('button', { name: 'Вернуться' }).click();
  await vika.room.join();

  await act(boris, vika, 'Больше не пускать');
  await confirm(boris, 'Не пускать');
  await closeSheets(boris);
  await expect(vika.page.getByText('Сюда больше не пускают')).toBeVisible();
  await vika.page.reload();
  await expect(vika.page.getByText('Сюда не пускают')).toBeVisible();

  await anna.page.getByRole('button', { name: /^Здесь \d+ / }).click();
  await anna.page.getByRole('button', { name: 'Кого не пускаем' }).click();
  await anna.page.getByRole('button', { name: 'Пустить: Вика' }).click();
  await expect(anna.page.getByText('Пускаем всех')).toBeVisible();
  await closeSheets(anna);
  await vika.page.reload();
  await vika.room.join();
});

test('a viewer asks for a pause, and the host grants it by a tap', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await boris.room.expectPlaying();

  await boris.room.showControls();
  await boris.room.player.getByRole('button', { name: 'Попросить паузу' }).click();
  await expect(anna.page.getByText('Боря просит паузу')).toBeVisible();
  await anna.page.getByRole('status').getByRole('button', { name: 'Пауза' }).click();
  await expect(boris.page.getByText('Аня ставит на паузу')).toBeVisible();
});

test('in a slow chat one waits between two messages, and sees how long', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.page.getByRole('button', { name: 'Настройки комнаты' }).click();
  await anna.page.getByRole('radiogroup', { name: 'Медленный чат' }).getByText('60 с').click();
  await anna.page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(boris.page.getByText('Аня замедляет чат')).toBeVisible();

  await boris.room.say('первое');
  await expect(anna.room.message('первое')).toBeVisible();
  await expect(boris.page.getByText(/^Медленный чат: ещё \d+ с$/)).toBeVisible();
  await boris.room.chatInput.fill('второе');
  await expect(boris.page.getByRole('button', { name: 'Отправить', exact: true })).toBeDisabled();
  await anna.room.say('мне можно');
  await anna.room.say('и ещё');
  await expect(boris.room.message('и ещё')).toBeVisible();
});

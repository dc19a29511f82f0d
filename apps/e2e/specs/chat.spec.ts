import { joinParty, startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

test('messages reach the other one, safely and in order', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);

  await anna.room.say('привет <b>всем</b>');
  await expect(boris.room.message('привет <b>всем</b>')).toBeVisible();
  await boris.room.say('и тебе https://example.org/film');
  await expect(anna.room.message('и тебе').getByRole('link')).toHaveAttribute('rel', /noopener/);
  expect(await anna.room.messages.allInnerTexts()).toHaveLength(2);
});

test('what was written while a phone was offline arrives once, and its own words are sent', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.say('до тоннеля');
  await expect(boris.room.message('до тоннеля')).toBeVisible();

  await boris.context.setOffline(true);
  await anna.room.say('в тоннеле 1');
  await anna.room.say('в тоннеле 2');
  await boris.room.say('меня слышно?');
  await boris.context.setOffline(false);

  await expect(boris.room.message('в тоннеле 2')).toBeVisible({ timeout: 30_000 });
  await expect(anna.room.message('меня слышно?')).toBeVisible({ timeout: 30_000 });
  await expect(boris.room.message('в тоннеле 1')).toHaveCount(1);
  await expect(anna.room.message('меня слышно?')).toHaveCount(1);
});

test('history is there after a reload', async ({ person }) => {
  const anna = await person('Аня');
  await startParty(anna);
  for (const text of ['раз', 'два', 'три']) {
    await anna.room.say(text);
    await expect(anna.room.message(text)).toBeVisible();
  }
  await anna.page.reload();
  await anna.room.join();
  for (const text of ['раз', 'два', 'три']) await expect(anna.room.message(text)).toHaveCount(1);
});

test('two people answer, name, edit, react to and delete what they write', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);

  await anna.room.say('кто убийца?');
  await boris.room.chooseOf('кто убийца?', 'Ответить');
  await expect(boris.page.getByText('Ответ: Аня')).toBeVisible();
  await boris.room.say('дворецкий');
  const answer = anna.room.message('дворецкий');
  await expect(answer.getByRole('button', { name: /К сообщению: Аня, кто убийца/ })).toBeVisible();

  await anna.room.chooseOf('кто убийца?', 'Изменить');
  await anna.room.chatInput.fill('кто же убийца?');
  await anna.page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(boris.room.message('кто же убийца?').first()).toContainText('изменено');
  await expect(boris.room.message('дворецкий')).toContainText('кто же убийца?');

  await boris.room.chooseOf('кто же убийца?', 'Реакция 🔥');
  const chip = anna.room.messages.first().getByRole('button', { name: '🔥, 1' });
  await chip.click();
  await expect(
    boris.room.messages.first().getByRole('button', { name: '🔥, 2', pressed: true }),
  ).toBeVisible();

  await boris.room.chatInput.pressSequentially('слышишь, @Ан');
  await boris.page.getByRole('option', { name: /Аня/ }).click();
  await boris.page.getByRole('button', { name: 'Отправить', exact: true }).click();
  await expect(anna.room.message('слышишь').getByText('@Аня', { exact: true })).toBeVisible();

  await anna.room.chooseOf('слышишь', 'Удалить');
  await anna.page.getByRole('dialog').getByRole('button', { name: 'Удалить', exact: true }).click();
  await expect(boris.room.message('слышишь')).toHaveCount(0);
  await boris.page.reload();
  await boris.room.join();
  await expect(boris.room.message('дворецкий')).toBeVisible();
  await expect(boris.room.message('слышишь')).toHaveCount(0);
});

import { joinParty, startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

test('a room with a password asks once', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna, { password: 'попкорн' });

  await boris.open(`/rooms/${anna.room.id}`);
  await boris.room.pressJoin();
  await boris.room.joinWithPassword('не то');
  await expect(boris.page.getByText('Пароль не подошёл')).toBeVisible();
  await boris.room.joinWithPassword('попкорн');
  await boris.room.expectInside();

  await boris.page.reload();
  await boris.room.join();
});

test('a full room says so, and lets in when a seat is free', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  const vika = await person('Вика');
  await startParty(anna, { isTiny: true });
  await joinParty(boris, anna.room.id);

  await vika.open(`/rooms/${anna.room.id}`);
  await vika.room.pressJoin();
  await expect(vika.page.getByText('Мест нет').first()).toBeVisible();

  await boris.room.leave();
  await expect(anna.page.getByRole('button', { name: /^Здесь 1 / })).toBeVisible();
  await vika.room.pressJoin();
  await vika.room.expectInside();
});

test('a private room is in no list and opens by its link', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  const name = `Тайный вечер ${Date.now()}`;
  await startParty(anna, { name, isPrivate: true });

  await boris.open('/');
  await boris.page.getByTestId('search').fill(name);
  await expect(
    boris.page
      .getByText('Ничего не нашлось')
      .or(boris.page.getByText(/не наш/i))
      .first(),
  ).toBeVisible();
  await expect(boris.page.getByTestId('room-card').filter({ hasText: name })).toHaveCount(0);
  await joinParty(boris, anna.room.id);
});

test('an invite of Telegram opens its room', async ({ person }) => {
  const anna = await person('Аня');
  await startParty(anna);
  const boris = await person('Боря', { startParam: `room_${anna.room.id}` });
  await boris.open('/');
  await boris.room.join();
  expect(boris.room.id).toBe(anna.room.id);
});

test('a public room appears on the home screen and its people are counted live', async ({ person }) => {
  const boris = await person('Боря');
  await boris.open('/');
  const anna = await person('Аня');
  const name = `Открытый вечер ${Date.now()}`;
  await startParty(anna, { name });

  const card = boris.page.getByTestId('room-card').filter({ hasText: name });
  await expect(card).toBeVisible();
  await expect(card).toContainText('1');
  const vika = await person('Вика');
  await joinParty(vika, anna.room.id);
  await expect(card).toContainText('2');
});

test('a room that does not exist is explained', async ({ person }) => {
  const anna = await person('Аня');
  await anna.open('/rooms/00000000-0000-4000-8000-000000000000');
  await expect(anna.page.getByText('Комнаты больше нет')).toBeVisible();
});

test('without a launch from Telegram nobody gets in', async ({ person, server }) => {
  const stranger = await person('Некто');
  await stranger.page.goto(server.url);
  await expect(stranger.page.getByTestId('paste-link')).toHaveCount(0);
  await expect(stranger.page.getByText(/Telegram/).first()).toBeVisible();
});

test('a link opened in a browser shows what it leads to', async ({ person, server }) => {
  const anna = await person('Аня');
  await startParty(anna, { name: 'Вечер для всех' });
  const link = `${server.url}/rooms/${anna.room.id}`;
  const stranger = await person('Некто');
  await stranger.page.goto(link);
  await expect(stranger.page.getByRole('heading', { name: 'Вечер для всех' })).toBeVisible();
  await expect(stranger.page.getByText('1 человек')).toBeVisible();

  const preview = await stranger.page.request.get(link, {
    headers: { 'User-Agent': 'TelegramBot (like TwitterBot)' },
  });
  expect(await preview.text()).toContain('<meta property="og:title" content="Вечер для всех">');
});

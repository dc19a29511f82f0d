import { joinParty, startParty } from '../fixtures/party.js';
import { QueueScreen } from '../fixtures/queue-screen.js';
import { expect, test } from '../fixtures/test.js';

const FILE = 'Видеофайл';
const STREAM = 'Поток HLS';

test('two people fill the queue, order it and watch it through', async ({ person, server }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  const [annas, boriss] = [new QueueScreen(anna.page), new QueueScreen(boris.page)];

  await annas.open();
  await annas.add(`${server.url}/samples/clock.mp4?take=2`, `${server.url}/samples/clock/index.m3u8`);
  await boriss.open();
  for (const queue of [annas, boriss]) await queue.expectOrder(FILE, STREAM);
  await expect(boriss.row(FILE)).toContainText('Аня');

  // A vote decides what comes next, and leaves the order as it is.
  await expect(annas.next).toContainText(FILE);
  await boriss.vote(STREAM);
  await expect(annas.next).toContainText(STREAM);
  await annas.expectOrder(FILE, STREAM);
  await boriss.vote(STREAM);
  await expect(annas.next).toContainText(FILE);

  await expect(boris.page.getByRole('button', { name: /^Переставить/ })).toHaveCount(0);
  await annas.drag(STREAM, FILE);
  for (const queue of [annas, boriss]) await queue.expectOrder(STREAM, FILE);

  // All of it is kept by the room.
  await boris.page.reload();
  await boris.room.join();
  await boriss.open();
  await boriss.expectOrder(STREAM, FILE);
  await boriss.close();

  await annas.playNow(STREAM);
  await annas.expectOrder(FILE);
  await annas.close();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await anna.room.seekTo(0.5);
  await Promise.all([anna.room.expectPosition(182, 6), boris.room.expectPosition(182, 6)]);
  await anna.room.seekTo(0.995);
  await expect(anna.page.getByRole('button', { name: 'Очередь: 0 видео' })).toBeVisible({ timeout: 20_000 });
  await Promise.all([anna.room.expectPosition(3, 5), boris.room.expectPosition(3, 5)]);
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  expect([...anna.complaints, ...boris.complaints]).toEqual([]);
});

test('the room goes on to the next video once enough people want it', async ({ person, server }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await boris.room.expectPlaying();
  const queue = new QueueScreen(boris.page);
  await queue.open();
  // Whoever sits in the room may add, and take back what is theirs.
  await queue.add(`${server.url}/samples/clock.mp4?take=2`);
  await expect(queue.row(FILE).getByRole('button', { name: /^Убрать/ })).toBeVisible();

  await anna.page.getByRole('button', { name: 'Настройки комнаты' }).click();
  await anna.page.getByRole('radio', { name: /^70/ }).click();
  await anna.page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(boris.page.getByText('За следующее 0 из 2')).toBeVisible();
  await boris.page.getByRole('button', { name: 'Хочу следующее' }).click();
  await expect(boris.page.getByText('За следующее 1 из 2')).toBeVisible();

  // Half of two people is one of them, whose vote is given.
  await anna.page.getByRole('button', { name: 'Настройки комнаты' }).click();
  await anna.page.getByRole('radio', { name: /^50/ }).click();
  await anna.page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(queue.items).toHaveCount(0);
  await Promise.all([anna.room.expectPosition(3, 5), boris.room.expectPosition(3, 5)]);
});

test('the queue fits every screen, and on a wide one the film stays in sight', async ({ person, server }) => {
  const anna = await person('Аня-с-именем-которое-никак-не-кончается 🍿🎬✨');
  await startParty(anna);
  const queue = new QueueScreen(anna.page);
  await queue.open();
  const name = 'очень-длинное-название-файла-без-единого-пробела'.repeat(2);
  await queue.add(
    `${server.url}/samples/clock.mp4?${name}`,
    `${server.url}/samples/clock/index.m3u8`,
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  );
  await expect(queue.items).toHaveCount(3);
  for (const [width, height] of [
    [320, 568],
    [360, 740],
    [844, 390],
    [1280, 800],
  ] as const) {
    await anna.page.setViewportSize({ width, height });
    await expect(queue.items.first()).toBeVisible();
    const overflowing = await anna.page.evaluate(() =>
      [...document.querySelectorAll('[data-testid="queue-item"], [data-testid="queue-item"] button, header')]
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect({ width, overflowing }).toEqual({ width, overflowing: [] });
  }
  // A sheet would be in the way of the picture and its controls.
  await anna.room.play();
  await anna.room.expectPlaying();
  await expect(queue.items).toHaveCount(3);
});

import { joinParty, startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

test('a lively chat stays at its end for everybody, and whoever reads back is left alone', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);

  // More than a screen holds.
  const long = 'а вот это длинное сообщение, которое никак не помещается в одну строку '.repeat(3);
  for (let count = 1; count <= 12; count += 1) await anna.room.say(`${count}) ${count % 3 ? 'да' : long}`);
  await expect(anna.room.message('12)')).toBeInViewport();
  await expect(boris.room.message('12)')).toBeInViewport();

  // The keyboard comes, and the phone is turned.
  for (const viewport of [
    { width: 390, height: 500 },
    { width: 844, height: 390 },
    { width: 390, height: 844 },
  ]) {
    await boris.page.setViewportSize(viewport);
    await expect(boris.room.message('12)')).toBeInViewport();
  }

  await boris.page.getByTestId('message').last().hover();
  await boris.page.mouse.wheel(0, -3000);
  await expect(boris.room.message('1)').first()).toBeInViewport();
  await anna.room.say('ещё одно');
  await expect(anna.room.message('ещё одно')).toBeInViewport();
  await expect(boris.room.message('1)').first()).toBeInViewport();
  await boris.page.getByRole('button', { name: 'К последним сообщениям' }).click();
  await expect(boris.room.message('ещё одно')).toBeInViewport();
});

test('a sheet gives the focus back to what opened it', async ({ person }) => {
  const anna = await person('Аня');
  await startParty(anna);
  const faces = anna.page.getByRole('button', { name: /Показать всех/ });
  await faces.press('Enter');
  await expect(anna.page.getByRole('dialog')).toBeVisible();
  await anna.page.keyboard.press('Escape');
  await expect(anna.page.getByRole('dialog')).toHaveCount(0);
  await expect(faces).toBeFocused();
});

test('no screen is wider than its device', async ({ person }) => {
  const anna = await person('Аня-с-именем-которое-никак-не-кончается 🍿🎬✨');
  await startParty(anna, { name: 'Ооочень'.padEnd(60, 'о') });
  const room = `/rooms/${anna.room.id}`;
  for (const path of ['/', '/create', '/profile', room]) {
    await anna.open(path);
    if (path === room) await anna.room.join();
    await expect(anna.page.locator('main')).toBeVisible();
    for (const [width, height] of [
      [360, 640],
      [390, 844],
      [844, 390],
      [1280, 800],
    ] as const) {
      await anna.page.setViewportSize({ width, height });
      const wide = await anna.page.evaluate(() => document.documentElement.scrollWidth);
      expect({ path, wide }).toEqual({ path, wide: width });
    }
  }
  expect(anna.complaints).toEqual([]);
});

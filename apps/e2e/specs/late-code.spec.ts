import { joinParty, startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

test('looks that do not come at first come with the second try', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  const failed = new Set<string>();
  await boris.page.route(/\/assets\/.*\.css$/, async (route) => {
    const url = route.request().url();
    if (failed.has(url)) return route.continue();
    failed.add(url);
    await route.abort('connectionreset');
  });
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await boris.room.say('все здесь?');
  await expect(anna.room.message('все здесь?')).toBeVisible();
  expect(failed.size).toBeGreaterThan(3);
  const missing = await boris.page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]:not([disabled])')];
    const there = new Set(links.filter(({ sheet }) => sheet !== null).map(({ href }) => href));
    return links.map(({ href }) => href).filter((href) => !there.has(href));
  });
  expect(missing).toEqual([]);
});

test('a door stays until the room’s code has come, and whoever pressed is in then', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await boris.page.route(/\/assets\/whole-room-.*\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  await startParty(anna);
  await boris.open(`/rooms/${anna.room.id}`);
  await boris.page.getByTestId('join').click();
  await expect(anna.page.getByText('Боря теперь здесь')).toBeVisible();
  await expect(boris.page.getByTestId('join')).toHaveAttribute('aria-busy', 'true');
  release();
  await expect(boris.page.getByTestId('chat-input')).toBeVisible();
  await expect(boris.room.video).toBeAttached();
});

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

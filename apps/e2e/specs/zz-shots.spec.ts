import { joinParty, startParty } from '../fixtures/party.js';
import { QueueScreen } from '../fixtures/queue-screen.js';
import { expect, test } from '../fixtures/test.js';

for (const theme of ['light', 'dark'] as const)
test(`shots ${theme}`, async ({ person, server }) => {
  const anna = await person('Аня', { context: { colorScheme: theme } });
  const boris = await person('Боря', { context: { colorScheme: theme === 'dark' ? 'light' : 'dark' } });
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  const q = new QueueScreen(anna.page);
  const b = new QueueScreen(boris.page);
  await anna.page.setViewportSize({ width: 360, height: 740 });
  await boris.page.setViewportSize({ width: 360, height: 740 });
  await q.open();
  await anna.page.waitForTimeout(500);
  await anna.page.screenshot({ path: `/tmp/shots/${theme}-empty-360.png` });
  await q.add(
    `${server.url}/samples/clock.mp4?take=2`,
    `${server.url}/samples/clock/index.m3u8`,
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://vimeo.com/76979871',
  );
  await expect(q.items).toHaveCount(4);
  await b.open();
  await b.add(`${server.url}/samples/clock.mp4?take=3-очень-длинное-имя`);
  await expect(b.items).toHaveCount(5);
  await b.vote('YouTube');
  await anna.page.waitForTimeout(500);
  for (const [w, h] of [[320, 568], [360, 740], [844, 390], [1280, 800]] as const) {
    await anna.page.setViewportSize({ width: w, height: h });
    await boris.page.setViewportSize({ width: w, height: h });
    await anna.page.waitForTimeout(400);
    await anna.page.screenshot({ path: `/tmp/shots/${theme}-host-${w}.png` });
    await boris.page.screenshot({ path: `/tmp/shots/${theme}-guest-${w}.png` });
  }
  await anna.page.setViewportSize({ width: 360, height: 740 });
  await q.row('YouTube').getByRole('button', { name: /^Действия/ }).click();
  await anna.page.waitForTimeout(300);
  await anna.page.screenshot({ path: `/tmp/shots/${theme}-menu-360.png` });
  await anna.page.keyboard.press('Escape');
  await anna.page.getByRole('radio', { name: 'Недавнее' }).click();
  await anna.page.waitForTimeout(300);
  await anna.page.screenshot({ path: `/tmp/shots/${theme}-recent-360.png` });
  await q.close();
  for (const w of [320, 360, 390]) {
    await anna.page.setViewportSize({ width: w, height: 740 });
    await anna.page.waitForTimeout(200);
    await anna.page.screenshot({ path: `/tmp/shots/${theme}-room-${w}.png` });
  }
});

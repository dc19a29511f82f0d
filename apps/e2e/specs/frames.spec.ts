import { CLOCK_SAMPLE_PATH } from '@watchparty/shared';
import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';
import { standInFor } from '../standins/kit/vendor-site.js';

const FILMS = 'https://films.example';
const FRAME = `${FILMS}/watch/1`;

test('two people start an unknown page by hand, together', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря', { context: { viewport: { width: 360, height: 740 } } });
  const sites = [];
  for (const { context } of [anna, boris]) {
    sites.push(
      await standInFor(context, [FILMS], () => ({
        contentType: 'text/html',
        body: '<!doctype html><meta charset="utf-8"><body><button>play</button><script>top.location = "https://films.example/taken"</script></body>',
      })),
    );
  }
  await startParty(anna);
  await anna.room.changeVideo(FRAME);
  await boris.open(`/rooms/${anna.room.id}`);
  await boris.room.join();

  for (const { room, page } of [anna, boris]) {
    // Nothing of the host is loaded before somebody has read its name.
    await expect(room.player).toContainText('Показать страницу films.example?');
    await expect(room.player.locator('iframe')).toHaveCount(0);
    await room.player.getByRole('button', { name: 'Показать' }).click();
    await expect(room.player.frameLocator('iframe').getByRole('button', { name: 'play' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'вручную' })).toBeVisible();
  }
  // The sandbox keeps a page from leading the app away.
  expect(anna.page.url()).toContain('/rooms/');

  await anna.room.player.getByRole('button', { name: '3-2-1' }).click();
  await Promise.all(
    [anna, boris].map(async ({ room }) => {
      await expect(room.player.getByRole('alert')).toContainText(/[1-3]/);
      await expect(room.player.getByRole('alert')).toHaveCount(0, { timeout: 10_000 });
    }),
  );
  const clocks = [anna, boris].map(({ room }) => room.player.getByRole('timer'));
  await expect(clocks[1]!).toHaveText(/0:0[1-9]/);
  const shown = await Promise.all(clocks.map(async (clock) => (await clock.textContent()) ?? ''));
  const [one = 0, other = 0] = shown.map((text) => Number(text.split(':')[1]));
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1);

  await boris.room.player.getByRole('button', { name: 'А ты где?' }).click();
  await boris.page.getByLabel('Сколько показывает твой плеер').fill('1:00');
  await boris.room.player.getByRole('button', { name: 'Сверить' }).click();
  await expect(boris.room.player).toContainText('ты впереди на 0:5');
  await expect(boris.room.player.getByRole('button', { name: '3-2-1' })).toHaveCount(0);
  await boris.page.screenshot({ path: test.info().outputPath('phone.png') });
  await anna.page.screenshot({ path: test.info().outputPath('desktop.png') });

  await anna.room.changeVideo(CLOCK_SAMPLE_PATH);
  await expect(anna.room.video).toBeAttached();
  await expect(anna.room.player.locator('iframe')).toHaveCount(0);
  // Agreed once, for all pages of this host on this device.
  await anna.room.changeVideo(`${FILMS}/watch/2`);
  await expect(anna.room.player.locator('iframe')).toHaveAttribute('src', `${FILMS}/watch/2`);
});

test('a film that plays on its own site alone is a link with everybody’s clock', async ({ person }) => {
  const anna = await person('Аня');
  await startParty(anna);
  await anna.room.changeVideo('https://www.kinopoisk.ru/film/326/');
  await expect(anna.room.player).toContainText('Кинопоиск');
  await expect(anna.room.player.locator('iframe')).toHaveCount(0);
  await anna.room.player.getByRole('button', { name: '3-2-1' }).click();
  await expect(anna.room.player.getByRole('timer')).toHaveText(/0:0[1-9]/, { timeout: 10_000 });
});

test('a page that keeps out of frames is offered in a tab, before its frame and beside it', async ({
  person,
}) => {
  const anna = await person('Аня', { context: { viewport: { width: 390, height: 844 } } });
  await standInFor(anna.context, [FILMS], () => ({ contentType: 'text/html', body: '<!doctype html>' }));
  await anna.context.route('**/api/videos/resolve', (route) =>
    route.fulfill({ json: { platform: 'iframe', canonicalUrl: FRAME, isFramingRefused: true } }),
  );
  await startParty(anna);
  await anna.room.changeVideo(FRAME);
  const { player } = anna.room;
  await expect(player).toContainText('не даёт показывать себя здесь');
  await anna.page.screenshot({ path: test.info().outputPath('before.png') });
  const [tab] = await Promise.all([
    anna.context.waitForEvent('page'),
    player.getByRole('button', { name: 'Открыть во вкладке' }).click(),
  ]);
  expect(tab.url()).toBe(FRAME);
  await tab.close();

  await player.getByRole('button', { name: 'Всё равно' }).click();
  await expect(player.locator('iframe')).toHaveAttribute('src', FRAME);
  await expect(player.getByRole('status')).toContainText('не даёт показывать себя');
  await anna.page.screenshot({ path: test.info().outputPath('beside.png') });
  await player.getByRole('button', { name: 'Закрыть' }).click();
  await expect(player.getByRole('status')).toHaveCount(0);
});

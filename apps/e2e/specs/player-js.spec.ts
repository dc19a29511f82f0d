import { readMedia } from '../fixtures/media.js';
import { startParty } from '../fixtures/party.js';
import type { Person } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';
import { countListeners, expectNothingLeaks, framed, watchFrameTogether } from '../standins/kit/evening.js';
import { PLAYER_JS_PAGES, standInForPlayerJs } from '../standins/player-js/player-js-standin.js';

/** Lets the page of the unknown host be loaded. */
async function agree({ room }: Person): Promise<void> {
  await expect(room.player).toContainText('Показать страницу tube.example?');
  await expect(room.player.locator('iframe')).toHaveCount(0);
  await room.player.getByRole('button', { name: 'Показать' }).click();
}

async function expectPlayer({ room }: Person): Promise<void> {
  await expect(room.player.getByRole('button', { name: /^(Смотреть|Пауза)$/ })).toBeAttached({
    timeout: 10_000,
  });
  await expect(room.player.getByRole('button', { name: '3-2-1' })).toHaveCount(0);
}

test('two people watch a page together whose frame speaks Player.js', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForPlayerJs(context);
  await startParty(anna);
  await anna.room.changeVideo(PLAYER_JS_PAGES.plain);
  await boris.open(`/rooms/${anna.room.id}`);
  await boris.room.join();
  for (const who of [anna, boris]) {
    await agree(who);
    await expectPlayer(who);
  }
  await watchFrameTogether(anna, boris);
  await anna.page.screenshot({ path: test.info().outputPath('player.png') });
});

test('whose frame keeps silent starts by hand, by the clock of those whose frame does not', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await standInForPlayerJs(anna.context);
  await standInForPlayerJs(boris.context, { isMute: true });
  await startParty(anna);
  await anna.room.changeVideo(PLAYER_JS_PAGES.late);
  await boris.open(`/rooms/${anna.room.id}`);
  await boris.room.join();
  for (const who of [anna, boris]) await agree(who);
  await expectPlayer(anna);
  await expect(boris.page.getByRole('status').filter({ hasText: 'вручную' })).toBeVisible();

  await anna.room.play();
  await framed(anna).expectPlaying();
  const clock = boris.room.player.getByRole('timer');
  await expect(clock).toHaveText(/0:0[1-9]/);
  await anna.room.pause();
  await framed(anna).expectPaused();
  const shown = Number((await clock.textContent())?.split(':')[1]);
  const { currentTime } = await readMedia(framed(anna).video);
  expect(Math.abs(shown - currentTime)).toBeLessThanOrEqual(1.5);
});

test('a page that speaks Player.js leaves nothing behind, and is asked anew when it comes back', async ({
  person,
}) => {
  const anna = await person('Аня');
  await standInForPlayerJs(anna.context);
  await countListeners(anna);
  await startParty(anna);
  await anna.room.changeVideo(PLAYER_JS_PAGES.other);
  await agree(anna);
  await expectPlayer(anna);
  await anna.room.play();
  await framed(anna).expectPlaying();
  await expectNothingLeaks(anna, PLAYER_JS_PAGES.plain);
  await anna.room.changeVideo(PLAYER_JS_PAGES.other);
  await expectPlayer(anna);
});

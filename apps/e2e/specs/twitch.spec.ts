import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';
import {
  countListeners,
  expectNothingLeaks,
  expectTrouble,
  framed,
  openTogether,
  watchFrameTogether,
} from '../standins/kit/evening.js';
import { standInForTwitch, TWITCH_VIDEOS } from '../standins/twitch/twitch-standin.js';

test('two people watch a recording on Twitch together', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForTwitch(context);
  await openTogether(anna, boris, TWITCH_VIDEOS.recording);
  await watchFrameTogether(anna, boris);
});

test('a channel on Twitch plays and pauses for everybody, with its chat for who wants it', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForTwitch(context);
  await openTogether(anna, boris, TWITCH_VIDEOS.channel);
  await anna.room.play();
  for (const someone of [anna, boris]) await framed(someone).expectPlaying();
  await anna.room.pause();
  for (const someone of [anna, boris]) await framed(someone).expectPaused();

  await boris.page.getByRole('button', { name: 'Показать чат Twitch' }).click();
  await expect(boris.page.frameLocator('[title="Чат Twitch канала anna"]').locator('body')).toHaveText(
    'chat of anna',
  );
  await boris.room.say('и здесь пишем');
  await expect(anna.room.message('и здесь пишем')).toBeVisible();
});

test('a frame of Twitch is nowhere smaller than Twitch allows, however small the phone', async ({
  person,
}) => {
  const anna = await person('Аня', { context: { viewport: { width: 360, height: 640 } } });
  await standInForTwitch(anna.context);
  await startParty(anna);
  await anna.room.changeVideo(TWITCH_VIDEOS.recording);
  const { video } = framed(anna);
  await expect(video).toBeAttached();
  const inside = await video.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  expect(inside.width).toBeGreaterThanOrEqual(400);
  expect(inside.height).toBeGreaterThanOrEqual(300);
  const [frame, player] = [anna.room.player.locator('iframe'), anna.room.player];
  const [shown, box] = [await frame.boundingBox(), await player.boundingBox()];
  expect(shown?.width).toBeCloseTo(box?.width ?? 0, 0);
  expect(shown?.height).toBeCloseTo(box?.height ?? 0, 0);
});

test('a room says that a channel is off the air, shows a clip, and leaves nothing of Twitch behind', async ({
  person,
}) => {
  const anna = await person('Аня');
  await standInForTwitch(anna.context);
  await countListeners(anna);
  await startParty(anna);
  await anna.room.changeVideo(TWITCH_VIDEOS.offline);
  await expectTrouble(anna, 'Канал не в эфире');
  await anna.room.changeVideo(TWITCH_VIDEOS.clip);
  // Nobody can command a clip, so that it is started where it is.
  const clip = anna.room.player.frameLocator('iframe').getByRole('button');
  await expect(clip).toHaveText('clip AwkwardHelplessSalamanderSwiftRage');
  await clip.click();
  await expectNothingLeaks(anna, TWITCH_VIDEOS.recording);
});

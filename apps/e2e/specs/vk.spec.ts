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
import { standInForVk, VK_VIDEOS } from '../standins/vk/vk-standin.js';

test('two people watch a video of VK together', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForVk(context);
  await openTogether(anna, boris, VK_VIDEOS.plain);
  await watchFrameTogether(anna, boris);
});

test('two people are together at VK after an advertisement', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForVk(context);
  await openTogether(anna, boris, VK_VIDEOS.withAd);
  await watchFrameTogether(anna, boris);
});

test('a video of VK plays whose frame is late and speaks from another name', async ({ person }) => {
  const anna = await person('Аня');
  await standInForVk(anna.context);
  await startParty(anna);
  await anna.room.changeVideo(VK_VIDEOS.moved);
  await anna.room.play();
  await framed(anna).expectPlaying();
  await anna.room.pause();
  await framed(anna).expectPaused();
});

test('a video of VK that may not sound plays silently until somebody taps', async ({ person }) => {
  const anna = await person('Аня');
  await standInForVk(anna.context);
  await startParty(anna);
  await anna.room.changeVideo(VK_VIDEOS.muted);
  await anna.room.play();
  await framed(anna).expectPlaying();
  const volume = (): Promise<number> =>
    framed(anna).video.evaluate((element) => (element as HTMLVideoElement).volume);
  expect(await volume()).toBe(0);
  await anna.page.getByRole('button', { name: 'Нажми, чтобы включить звук' }).click();
  await expect.poll(volume).toBe(1);
});

test('a room says what keeps a video of VK from being played, and leaves nothing of it behind', async ({
  person,
}) => {
  const anna = await person('Аня');
  await standInForVk(anna.context);
  await countListeners(anna);
  await startParty(anna);
  await anna.room.changeVideo(VK_VIDEOS.missing);
  await expectTrouble(anna, 'Видео не открылось');
  await anna.room.changeVideo(VK_VIDEOS.other);
  await anna.room.play();
  await framed(anna).expectPlaying();
  await expectNothingLeaks(anna, VK_VIDEOS.plain);
});

test('a room says so when nobody at VK answers, and a later try is one', async ({ person }) => {
  const anna = await person('Аня');
  const site = await standInForVk(anna.context);
  site.fallSilent();
  await startParty(anna);
  await anna.room.changeVideo(VK_VIDEOS.plain);
  await expectTrouble(anna, 'Сайт не отвечает', 15_000);
  await site.answerAgain();
  await anna.room.player.getByRole('button', { name: 'Ещё раз' }).click();
  await anna.room.play();
  await framed(anna).expectPlaying();
});

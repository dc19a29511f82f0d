import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';
import { DAILYMOTION_VIDEOS, standInForDailymotion } from '../standins/dailymotion/dailymotion-standin.js';
import {
  countListeners,
  expectNothingLeaks,
  expectTrouble,
  framed,
  openTogether,
  watchFrameTogether,
} from '../standins/kit/evening.js';

test('two people watch a video on Dailymotion together', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForDailymotion(context);
  await openTogether(anna, boris, DAILYMOTION_VIDEOS.plain);
  await watchFrameTogether(anna, boris);
});

test('two people are together on Dailymotion after an advertisement', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForDailymotion(context);
  await openTogether(anna, boris, DAILYMOTION_VIDEOS.withAd);
  await watchFrameTogether(anna, boris);
});

test('a room says what keeps a video on Dailymotion from being played, and leaves nothing of it behind', async ({
  person,
}) => {
  const anna = await person('Аня');
  await standInForDailymotion(anna.context);
  await countListeners(anna);
  await startParty(anna);
  await anna.room.changeVideo(DAILYMOTION_VIDEOS.private);
  await expectTrouble(anna, 'Этого видео больше нет');
  await anna.room.changeVideo(DAILYMOTION_VIDEOS.other);
  await anna.room.play();
  await framed(anna).expectPlaying();
  await expectNothingLeaks(anna, DAILYMOTION_VIDEOS.plain);
});

test('a room says so when nobody at Dailymotion answers, and a later try is one', async ({ person }) => {
  const anna = await person('Аня');
  const site = await standInForDailymotion(anna.context);
  site.fallSilent();
  await startParty(anna);
  await anna.room.changeVideo(DAILYMOTION_VIDEOS.plain);
  await expectTrouble(anna, 'Сайт не отвечает', 15_000);
  await site.answerAgain();
  await anna.room.player.getByRole('button', { name: 'Ещё раз' }).click();
  await expect(framed(anna).video).toBeAttached();
});

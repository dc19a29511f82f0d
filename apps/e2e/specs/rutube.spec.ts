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
import { RUTUBE_VIDEOS, standInForRutube } from '../standins/rutube/rutube-standin.js';

test('two people watch a video on Rutube together', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForRutube(context);
  await openTogether(anna, boris, RUTUBE_VIDEOS.plain);
  await watchFrameTogether(anna, boris);
});

test('two people are together on Rutube after an advertisement, in a frame that was there before', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  const site = await standInForRutube(anna.context);
  await standInForRutube(boris.context);
  await openTogether(anna, boris, RUTUBE_VIDEOS.late);
  await expect(anna.room.player.getByRole('slider', { name: 'Перемотка' })).toBeAttached();
  await anna.room.play();
  await framed(anna).expectPlaying();
  await anna.room.pause();
  await anna.room.changeVideo(RUTUBE_VIDEOS.withAd);
  await watchFrameTogether(anna, boris);
  expect(site.requests.map(({ pathname }) => pathname)).toHaveLength(1);
});

test('two people watch a video on Rutube together in frames of an older kind', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForRutube(context);
  await openTogether(anna, boris, RUTUBE_VIDEOS.old);
  await watchFrameTogether(anna, boris);
  await anna.room.changeVideo(RUTUBE_VIDEOS.other);
  await anna.room.play();
  for (const person of [anna, boris]) await framed(person).expectPlaying();
});

test('a room says what keeps a video on Rutube from being played, and leaves nothing of it behind', async ({
  person,
}) => {
  const anna = await person('Аня');
  await standInForRutube(anna.context);
  await countListeners(anna);
  await startParty(anna);
  await anna.room.changeVideo(RUTUBE_VIDEOS.missing);
  await expectTrouble(anna, 'Видео не открылось');
  await anna.room.changeVideo(RUTUBE_VIDEOS.other);
  await anna.room.play();
  await framed(anna).expectPlaying();
  await expectNothingLeaks(anna, RUTUBE_VIDEOS.plain);
});

test('a room says so when nobody at Rutube answers, and a later try is one', async ({ person }) => {
  const anna = await person('Аня');
  const site = await standInForRutube(anna.context);
  site.fallSilent();
  await startParty(anna);
  await anna.room.changeVideo(RUTUBE_VIDEOS.plain);
  await expectTrouble(anna, 'Сайт не отвечает', 15_000);
  await site.answerAgain();
  await anna.room.player.getByRole('button', { name: 'Ещё раз' }).click();
  await anna.room.play();
  await framed(anna).expectPlaying();
});

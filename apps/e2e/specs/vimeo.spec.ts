import { startParty } from '../fixtures/party.js';
import { test } from '../fixtures/test.js';
import {
  countListeners,
  expectNothingLeaks,
  expectTrouble,
  framed,
  openTogether,
  watchFrameTogether,
} from '../standins/kit/evening.js';
import { standInForVimeo, VIMEO_VIDEOS } from '../standins/vimeo/vimeo-standin.js';

test('two people watch a video on Vimeo together', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForVimeo(context);
  await openTogether(anna, boris, VIMEO_VIDEOS.plain);
  await watchFrameTogether(anna, boris);
});

test('two people watch a video on Vimeo together whose owner has no rates, and whose frame is late', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForVimeo(context);
  await openTogether(anna, boris, VIMEO_VIDEOS.late);
  await anna.room.changeVideo(VIMEO_VIDEOS.withoutRates);
  await watchFrameTogether(anna, boris);
});

test('a room says what keeps a video on Vimeo from being played, and leaves nothing of it behind', async ({
  person,
}) => {
  const anna = await person('Аня');
  await standInForVimeo(anna.context);
  await countListeners(anna);
  await startParty(anna);
  await anna.room.changeVideo(VIMEO_VIDEOS.missing);
  await expectTrouble(anna, 'Этого видео больше нет');
  await anna.room.changeVideo(VIMEO_VIDEOS.private);
  await expectTrouble(anna, 'Играет только на своём сайте');
  await anna.room.changeVideo(VIMEO_VIDEOS.other);
  await anna.room.play();
  await framed(anna).expectPlaying();
  await expectNothingLeaks(anna, VIMEO_VIDEOS.plain);
});

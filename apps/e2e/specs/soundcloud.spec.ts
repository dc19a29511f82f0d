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
import { SOUNDCLOUD_TRACKS, standInForSoundCloud } from '../standins/soundcloud/soundcloud-standin.js';

test('two people listen to a track on SoundCloud together', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForSoundCloud(context);
  await openTogether(anna, boris, SOUNDCLOUD_TRACKS.plain);
  await watchFrameTogether(anna, boris);
});

test('a room says that a track is gone, and leaves nothing of SoundCloud behind', async ({ person }) => {
  const anna = await person('Аня');
  await standInForSoundCloud(anna.context);
  await countListeners(anna);
  await startParty(anna);
  await anna.room.changeVideo(SOUNDCLOUD_TRACKS.missing);
  await expectTrouble(anna, 'Этого видео больше нет');
  await anna.room.changeVideo(SOUNDCLOUD_TRACKS.other);
  await anna.room.play();
  await framed(anna).expectPlaying();
  await expectNothingLeaks(anna, SOUNDCLOUD_TRACKS.plain);
});

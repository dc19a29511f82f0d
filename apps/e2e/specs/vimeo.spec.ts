import { test } from '../fixtures/test.js';
import { openTogether, watchFrameTogether } from '../standins/kit/evening.js';
import { standInForVimeo, VIMEO_VIDEOS } from '../standins/vimeo/vimeo-standin.js';

test('two people watch a video on Vimeo together whose owner has no rates, and whose frame is late', async ({
  person,
}) => {
  const [anna, boris] = await openTogether(person, standInForVimeo, VIMEO_VIDEOS.late);
  await anna.room.changeVideo(VIMEO_VIDEOS.withoutRates);
  await watchFrameTogether(anna, boris);
});

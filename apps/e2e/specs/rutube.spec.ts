import type { BrowserContext } from '@playwright/test';
import { expect, test } from '../fixtures/test.js';
import { framed, openTogether, watchFrameTogether } from '../standins/kit/evening.js';
import type { VendorSite } from '../standins/kit/vendor-site.js';
import { RUTUBE_VIDEOS, standInForRutube } from '../standins/rutube/rutube-standin.js';

test('two people are together on Rutube after an advertisement, in a frame that was there before', async ({
  person,
}) => {
  const sites: VendorSite[] = [];
  const standIn = async (context: BrowserContext): Promise<VendorSite> => {
    const site = await standInForRutube(context);
    sites.push(site);
    return site;
  };
  const [anna, boris] = await openTogether(person, standIn, RUTUBE_VIDEOS.late);
  await expect(anna.room.player.getByRole('slider', { name: 'Перемотка' })).toBeAttached();
  await anna.room.play();
  // Both: a frame that is not ready yet is made anew for another video.
  for (const someone of [anna, boris]) await framed(someone).expectPlaying();
  await anna.room.pause();
  await anna.room.changeVideo(RUTUBE_VIDEOS.withAd);
  await watchFrameTogether(anna, boris);
  expect(sites.map(({ requests }) => requests.length)).toEqual([1, 1]);
});

test('two people watch a video on Rutube together in frames of an older kind', async ({ person }) => {
  const [anna, boris] = await openTogether(person, standInForRutube, RUTUBE_VIDEOS.old);
  await watchFrameTogether(anna, boris);
  await anna.room.changeVideo(RUTUBE_VIDEOS.other);
  // A frame of this kind is made anew for another video; until then the button belongs to the one that goes.
  for (const { room } of [anna, boris])
    await expect(
      room.player.locator(`iframe[src*="${RUTUBE_VIDEOS.other.split('/').at(-2)}"]`),
    ).toBeAttached();
  await anna.room.play();
  for (const person of [anna, boris]) await framed(person).expectPlaying();
});

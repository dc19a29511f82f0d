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
import { VENDORS } from '../standins/vendors.js';

/** More than a room waits for a vendor before it says so. */
const LONG_MS = 15_000;

for (const { name, standIn, plain, other, special, troubles, spreadP95Ms, leastFrame } of VENDORS) {
  for (const [what, url] of [['', plain], ...Object.entries(special ?? {})] as const) {
    test(`${name}: two people watch a video together${what && ` ${what}`}`, async ({ person }) => {
      const [anna, boris] = await openTogether(person, standIn, url);
      await watchFrameTogether(anna, boris, { spreadP95Ms });
    });
  }

  test(`${name}: a room says what keeps a video from being played, and leaves nothing of any behind`, async ({
    person,
  }) => {
    const anna = await person('Аня');
    await standIn(anna.context);
    await countListeners(anna);
    await startParty(anna);
    for (const [url, title] of troubles) {
      await anna.room.changeVideo(url);
      await expectTrouble(anna, title);
    }
    await anna.room.changeVideo(other);
    await anna.room.play();
    await framed(anna).expectPlaying();
    await expectNothingLeaks(anna, plain);

    await anna.room.changeVideo(plain);
    await anna.room.changeVideo(other);
    await framed(anna).expectPlaying();
    await expect(anna.room.player.locator('iframe')).toHaveCount(1);
  });

  test(`${name}: a room says so when nobody there answers, and plays once somebody does`, async ({
    person,
  }) => {
    const anna = await person('Аня');
    const site = await standIn(anna.context);
    site.fallSilent();
    await anna.page.clock.install();
    await startParty(anna);
    await anna.room.changeVideo(plain);
    await site.expectAsked();
    await anna.page.clock.fastForward(LONG_MS);
    await expectTrouble(anna, 'Сайт не отвечает');

    await site.answerAgain();
    await anna.room.player.getByRole('button', { name: 'Ещё раз' }).click();
    await anna.room.play();
    await framed(anna).expectPlaying();
  });

  if (leastFrame)
    test(`${name}: a frame is nowhere smaller than the vendor allows, however small the phone`, async ({
      person,
    }) => {
      const anna = await person('Аня', { context: { viewport: { width: 320, height: 568 } } });
      await standIn(anna.context);
      await startParty(anna);
      await anna.room.changeVideo(plain);
      const { video } = framed(anna);
      await expect(video).toBeAttached();
      const inside = await video.evaluate(() => ({ width: innerWidth, height: innerHeight }));
      expect(inside.width).toBeGreaterThanOrEqual(leastFrame.width);
      expect(inside.height).toBeGreaterThanOrEqual(leastFrame.height);
      // What the phone has no room for is made smaller as a whole.
      const box = await anna.room.player.boundingBox();
      const shown = await anna.room.player.locator('iframe').boundingBox();
      expect(box?.height).toBeLessThan(leastFrame.height);
      expect(shown?.width).toBeCloseTo(box?.width ?? 0, 0);
      expect(shown?.height).toBeCloseTo(box?.height ?? 0, 0);
    });
}

import type { Page } from '@playwright/test';
import { expectPixelsOfTime } from '../fixtures/frames.js';
import { readMedia } from '../fixtures/media.js';
import { joinParty, startParty } from '../fixtures/party.js';
import { expectTogether, playAndJumpTogether } from '../fixtures/together.js';
import { expect, test } from '../fixtures/test.js';

async function expectSamePicture(pages: readonly Page[]): Promise<void> {
  // A pause is heard at different moments; all then go to the same picture.
  await expect
    .poll(async () => {
      const times = (await Promise.all(pages.map(readMedia))).map((sample) => sample.currentTime);
      return Math.max(...times) - Math.min(...times);
    })
    .toBeLessThan(0.05);
}

test('two people play, seek, pause and stay together, to the pixel, and only the host controls', async ({
  person,
}) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  const pages = [anna.page, boris.page];
  await startParty(anna);
  await joinParty(boris, anna.room.id);

  await boris.room.showControls();
  await expect(boris.room.player.getByRole('button', { name: /^Смотреть/ })).toBeDisabled();
  await expect(boris.room.player.getByText('управляет Аня')).toBeVisible();

  await playAndJumpTogether(anna, boris);
  await expectPixelsOfTime(anna.page);

  await anna.room.pause();
  await Promise.all([anna.room.expectPaused(), boris.room.expectPaused()]);
  await expectSamePicture(pages);
});

test('three people stay together, the third one late', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await anna.room.expectPlaying();

  const vika = await person('Вика');
  await joinParty(vika, anna.room.id);
  await vika.room.expectPlaying();
  await expectTogether(anna, boris, vika);
});

test('the host changes the video for everybody', async ({ person, server }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);

  // The same file under a link of its own is another video to the room.
  await anna.room.changeVideo(`${server.url}/samples/clock.mp4?take=2`);
  await expect(
    boris.room.message('ставит другое видео').or(boris.page.getByText('ставит другое видео')),
  ).toBeVisible();
  await Promise.all([anna.room.expectPosition(2, 8), boris.room.expectPosition(2, 8)]);
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await expectTogether(anna, boris);
});

import { expect, test } from '../fixtures/media-test.js';
import { joinParty, startParty } from '../fixtures/party.js';
import { expectTogether } from '../fixtures/together.js';

test('two people watch a WebM file together, and jump in it', async ({ viewer, origin }) => {
  const anna = await viewer('Аня');
  const boris = await viewer('Боря');
  await startParty(anna);
  await anna.room.changeVideo(origin.webmUrl);
  await joinParty(boris, anna.room.id);
  await expect(boris.room.video).toHaveAttribute('src', origin.webmUrl);
  await anna.room.seekTo(0.3);
  await Promise.all([anna.room.expectPosition(9, 1), boris.room.expectPosition(9, 1)]);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await expectTogether(anna, boris);
  await anna.room.pause();
  await Promise.all([anna.room.expectPaused(), boris.room.expectPaused()]);
});

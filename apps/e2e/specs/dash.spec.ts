import { expect, test } from '../fixtures/media-test.js';
import { joinParty, startParty } from '../fixtures/party.js';
import { expectTogether } from '../fixtures/together.js';

test('two people watch a DASH stream together, and jump in it', async ({ viewer, origin }) => {
  const anna = await viewer('Аня');
  const boris = await viewer('Боря');
  await startParty(anna);
  await anna.room.changeVideo(origin.dashUrl);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await expectTogether(anna, boris);

  await anna.room.seekTo(0.5);
  await Promise.all([anna.room.expectPosition(22, 4), boris.room.expectPosition(22, 4)]);
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await expectTogether(anna, boris);
  await anna.room.pause();
  await Promise.all([anna.room.expectPaused(), boris.room.expectPaused()]);
});

test('two people watch a live programme over DASH together', async ({ viewer, origin }) => {
  const anna = await viewer('Аня');
  const boris = await viewer('Боря');
  await startParty(anna);
  await anna.room.changeVideo(origin.liveDashUrl);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await anna.room.showControls();
  await expect(anna.room.player.getByText('В эфире')).toBeVisible();
  await expectTogether(anna, boris);
});

test('a DASH stream that is not there says so, and there is a way on', async ({ viewer, origin }) => {
  const anna = await viewer('Аня');
  await startParty(anna);
  await anna.room.changeVideo(`${origin.dashUrl}/nothing.mpd`);
  const trouble = anna.room.player.getByRole('alert');
  await expect(trouble).toContainText('Видео не догрузилось', { timeout: 20_000 });
  await expect(trouble.getByRole('button', { name: 'Другое видео' })).toBeVisible();
});

test('nothing is fetched of a DASH stream that the room has left', async ({ viewer, origin }) => {
  const anna = await viewer('Аня');
  await startParty(anna);
  await anna.room.changeVideo(origin.liveDashUrl);
  await anna.room.play();
  await anna.room.expectPlaying();
  await anna.room.changeVideo(origin.webmUrl);
  await expect(anna.room.video).toHaveAttribute('src', origin.webmUrl);
  await anna.room.expectPlaying();
  // A live programme never stops by itself: whoever has not let go of it goes on with it all the time.
  const fetched: string[] = [];
  anna.page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await anna.room.expectPosition(7, 2);
  expect(fetched.filter((pathname) => pathname.startsWith('/live/'))).toEqual([]);
});

import { CLOCK_SAMPLE_HLS_PATH, CLOCK_SAMPLE_PATH } from '@watchparty/shared';
import { expectPixelsOfTime } from '../fixtures/frames.js';
import { readMedia } from '../fixtures/media.js';
import { joinParty, startParty } from '../fixtures/party.js';
import { playAndJumpTogether } from '../fixtures/together.js';
import { expect, test } from '../fixtures/test.js';

/** Requests: what a decoder needs first, and two segments of six seconds. */
const ENOUGH_TO_PLAY = 3;

test('two people watch an HLS stream together, to the frame that its time belongs to', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await startParty(anna);
  await anna.room.changeVideo(CLOCK_SAMPLE_HLS_PATH);
  await joinParty(boris, anna.room.id);

  await playAndJumpTogether(anna, boris);

  await expectPixelsOfTime(anna.page);

  await anna.room.pause();
  await Promise.all([anna.room.expectPaused(), boris.room.expectPaused()]);
});

test('a stream that is not there says so, and there is a way on', async ({ person }) => {
  const anna = await person('Аня');
  await startParty(anna);
  await anna.room.changeVideo('/samples/nothing.m3u8');
  const trouble = anna.room.player.getByRole('alert');
  await expect(trouble).toContainText('Видео не догрузилось', { timeout: 20_000 });
  await expect(trouble.getByRole('button', { name: 'Другое видео' })).toBeVisible();

  let tries = 0;
  anna.page.on('request', (request) => {
    if (request.url().endsWith('/samples/nothing.m3u8')) tries += 1;
  });
  await trouble.getByRole('button', { name: 'Ещё раз' }).click();
  await expect.poll(() => tries).toBeGreaterThan(0);
});

test('nothing is fetched of a stream that the room has left', async ({ person }) => {
  const anna = await person('Аня');
  // Enough to play, and no more before the room has left: whoever still fetches then has all the rest to fetch.
  let sayLeft = (): void => {};
  const left = new Promise<void>((resolve) => (sayLeft = resolve));
  let pieces = 0;
  await anna.page.route('**/samples/clock/media.mp4', async (route) => {
    pieces += 1;
    if (pieces > ENOUGH_TO_PLAY) await left;
    // What the page has given up meanwhile cannot go on.
    await route.continue().catch(() => undefined);
  });
  await startParty(anna);
  await anna.room.changeVideo(CLOCK_SAMPLE_HLS_PATH);
  await anna.room.play();
  await anna.room.expectPlaying();

  await anna.room.changeVideo(CLOCK_SAMPLE_PATH);
  // The file is the source of its element by name; the stream is one through a blob.
  await expect(anna.room.video).toHaveAttribute('src', CLOCK_SAMPLE_PATH);
  const { currentTime } = await readMedia(anna.page);
  await anna.room.expectPlaying();
  const fetched: string[] = [];
  anna.page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  sayLeft();
  await expect.poll(async () => (await readMedia(anna.page)).currentTime).toBeGreaterThan(currentTime + 3);
  expect(fetched.filter((path) => path.startsWith('/samples/clock/'))).toEqual([]);
});

test('who comes back to where a stream was forgotten meanwhile goes on without a break', async ({
  person,
}) => {
  const anna = await person('Аня');
  await startParty(anna);
  await anna.room.changeVideo(CLOCK_SAMPLE_HLS_PATH);
  await anna.room.play();
  await anna.room.expectPlaying();
  const hasLoaded = (fromS: number, toS: number): Promise<boolean> =>
    anna.room.video.evaluate(
      (element, [from, to]) => {
        const { buffered } = element as HTMLVideoElement;
        return Array.from({ length: buffered.length }, (_, index) => index).some(
          (index) => buffered.start(index) <= from && buffered.end(index) >= to,
        );
      },
      [fromS, toS] as const,
    );

  // At 0:42 it loads until 1:12, and from 2:02 on what lies before the minute is forgotten.
  await anna.room.seekTo(0.118);
  await expect.poll(() => hasLoaded(45, 70), { timeout: 15_000 }).toBe(true);
  await anna.room.seekTo(0.339);
  await expect.poll(() => hasLoaded(58, 59), { timeout: 15_000 }).toBe(false);
  expect(await hasLoaded(61, 70)).toBe(true);

  await anna.room.seekTo(0.1555);
  await anna.room.expectPosition(58.5, 0.6);
  const breaks = await anna.room.video.evaluateHandle((element) => {
    const heard: string[] = [];
    for (const name of ['waiting', 'seeking']) element.addEventListener(name, () => heard.push(name));
    return heard;
  });
  await expect.poll(async () => (await readMedia(anna.page)).currentTime).toBeGreaterThan(61);
  expect(await breaks.jsonValue()).toEqual([]);
});

import { startParty } from '../fixtures/party.js';
import { readMedia } from '../fixtures/media.js';
import { QueueScreen } from '../fixtures/queue-screen.js';
import { expect, test } from '../fixtures/test.js';
import { expectTrouble, framed, openTogether } from '../standins/kit/evening.js';
import {
  standInForYouTube,
  youtubeVideo,
  YOUTUBE_LIST,
  type YouTubeVideo,
} from '../standins/youtube/youtube-standin.js';

test('somebody comes late to a video on YouTube, whose frame is late too', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  for (const { context } of [anna, boris]) await standInForYouTube(context);
  await startParty(anna);
  await anna.room.changeVideo(youtubeVideo('late'));
  await anna.room.play();
  await framed(anna).expectPlaying();
  await anna.room.seekTo(0.5);
  await framed(anna).expectPosition(182, 10);
  await boris.open(`/rooms/${anna.room.id}`);
  await boris.room.join();
  await framed(boris).expectPlaying();
  await framed(boris).expectPosition((await readMedia(framed(anna).video)).currentTime, 4);
});

test('a video on YouTube that somebody jumps in before it has begun begins there, and not before', async ({
  person,
}) => {
  const [anna, boris] = await openTogether(person, standInForYouTube, youtubeVideo('plain'));
  await anna.room.seekTo(0.25);
  await expect(boris.room.player.getByText(/1:3\d из|1:3\d/).first()).toBeAttached();
  for (const someone of [anna, boris]) {
    const { paused, currentTime } = await readMedia(framed(someone).video);
    expect([paused, currentTime]).toEqual([true, 0]);
  }
  await anna.room.play();
  for (const someone of [anna, boris]) {
    await framed(someone).expectPlaying();
    await framed(someone).expectPosition(91, 12);
  }
});

test('a press on the play button counts although its spinner goes while the button is held', async ({
  person,
}) => {
  const anna = await person('Аня');
  await standInForYouTube(anna.context);
  await startParty(anna);
  await anna.room.changeVideo(youtubeVideo('late'));
  const play = anna.room.player.getByRole('button', { name: 'Смотреть', exact: true });
  const spinner = play.locator('span');
  await play.hover();
  await expect(spinner).toBeVisible();
  await anna.page.mouse.down();
  await expect(spinner).toHaveCount(0);
  await anna.page.mouse.up();
  await framed(anna).expectPlaying();
});

for (const video of ['blocked', 'blockedInSilence'] as const satisfies YouTubeVideo[]) {
  test(`YouTube plays in silence where the browser wants a tap first (${video})`, async ({ person }) => {
    const anna = await person('Аня');
    await standInForYouTube(anna.context);
    await startParty(anna);
    await anna.room.changeVideo(youtubeVideo(video));
    await expect(framed(anna).video).toBeAttached();
    await anna.room.play();
    await framed(anna).expectPlaying();
    await expect(anna.page.getByRole('button', { name: 'Нажми, чтобы включить звук' })).toBeVisible();
  });
}

test('an advertisement on YouTube, of which nobody is told, leaves people together in the end', async ({
  person,
}) => {
  const [anna, boris] = await openTogether(person, standInForYouTube, youtubeVideo('withAd'));
  await anna.room.play();
  for (const someone of [anna, boris]) await framed(someone).expectPlaying();
  await framed(boris).expectPosition((await readMedia(framed(anna).video)).currentTime, 3);
});

test('a list on YouTube plays its first video, and the others wait in the queue', async ({ person }) => {
  const [anna, boris] = await openTogether(person, standInForYouTube, YOUTUBE_LIST);
  await anna.room.play();
  await framed(anna).expectPlaying();
  const queue = new QueueScreen(boris.page);
  await queue.open();
  await expect(queue.items).toHaveCount(1);
  await queue.add(YOUTUBE_LIST);
  await expect(boris.page.getByText('Добавлено 2 видео из списка')).toBeVisible({ timeout: 15_000 });
  await expect(queue.items).toHaveCount(3);
});

test('a video that YouTube keeps to itself is a way to YouTube', async ({ person }) => {
  const anna = await person('Аня');
  await standInForYouTube(anna.context);
  await startParty(anna);
  await anna.room.changeVideo(youtubeVideo('notEmbeddable'));
  await expectTrouble(anna, 'Играет только на своём сайте');
  const [page] = await Promise.all([
    anna.context.waitForEvent('page'),
    anna.room.player.getByRole('button', { name: 'Открыть YouTube' }).click(),
  ]);
  await expect(page).toHaveURL(youtubeVideo('notEmbeddable'));
  await page.close();
});

test('YouTube learns who shows its videos', async ({ person }) => {
  const anna = await person('Аня');
  await standInForYouTube(anna.context);
  // As of a page that sends no referrer.
  await anna.context.route(/\/create$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'referrer-policy': 'no-referrer' },
    });
  });
  await startParty(anna);
  await anna.room.changeVideo(youtubeVideo('plain'));
  await anna.room.play();
  await framed(anna).expectPlaying();
});

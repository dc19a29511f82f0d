import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';
import { framed } from '../standins/kit/evening.js';
import { standInForVk, VK_VIDEOS } from '../standins/vk/vk-standin.js';

test('a video of VK plays whose frame is late and speaks from another name', async ({ person }) => {
  const anna = await person('Аня');
  await standInForVk(anna.context);
  await startParty(anna);
  await anna.room.changeVideo(VK_VIDEOS.moved);
  await anna.room.play();
  await framed(anna).expectPlaying();
  await anna.room.pause();
  await framed(anna).expectPaused();
});

test('a video of VK that may not sound plays silently until somebody taps', async ({ person }) => {
  const anna = await person('Аня');
  await standInForVk(anna.context);
  await startParty(anna);
  await anna.room.changeVideo(VK_VIDEOS.muted);
  await anna.room.play();
  await framed(anna).expectPlaying();
  const volume = (): Promise<number> =>
    framed(anna).video.evaluate((element) => (element as HTMLVideoElement).volume);
  expect(await volume()).toBe(0);
  await anna.page.getByRole('button', { name: 'Нажми, чтобы включить звук' }).click();
  await expect.poll(volume).toBe(1);
});

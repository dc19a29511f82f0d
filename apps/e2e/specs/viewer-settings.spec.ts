import type { Person } from '../fixtures/people.js';
import { expect, test } from '../fixtures/media-test.js';
import { startParty } from '../fixtures/party.js';

async function choose({ page, room }: Person, group: string, option: string): Promise<void> {
  await room.showControls();
  await room.player.getByRole('button', { name: 'Качество, звук, субтитры' }).click();
  await page.getByRole('group', { name: group }).getByRole('menuitemradio', { name: option }).click();
}

async function expectChosen({ page, room }: Person, group: string, option: string): Promise<void> {
  await room.showControls();
  await room.player.getByRole('button', { name: 'Качество, звук, субтитры' }).click();
  const item = page.getByRole('group', { name: group }).getByRole('menuitemradio', { name: option });
  await expect(item).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Escape');
}

for (const kind of ['hls', 'dash'] as const) {
  test(`a viewer chooses another quality and sound track of a stream over ${kind}`, async ({
    viewer,
    origin,
  }) => {
    const anna = await viewer('Аня');
    await startParty(anna);
    await anna.room.changeVideo(kind === 'hls' ? origin.hlsUrl : origin.dashUrl);
    await anna.room.play();
    await anna.room.expectPlaying();
    const lines = (): Promise<number> =>
      anna.room.video.evaluate((element) => (element as HTMLVideoElement).videoHeight);

    await expectChosen(anna, 'Качество', 'Авто');
    for (const height of [180, 360]) {
      await choose(anna, 'Качество', `${height}p`);
      await expect.poll(lines, { timeout: 20_000 }).toBe(height);
    }
    const second = kind === 'hls' ? 'audio_3' : 'Английский';
    await choose(anna, 'Звуковая дорожка', second);
    await expectChosen(anna, 'Звуковая дорожка', second);
    await anna.room.expectPlaying();

    // It is remembered on this device, and asked for by its name.
    await choose(anna, 'Качество', '180p');
    await anna.page.reload();
    await anna.room.join();
    await anna.room.expectPlaying();
    await expectChosen(anna, 'Качество', '180p');
  });
}

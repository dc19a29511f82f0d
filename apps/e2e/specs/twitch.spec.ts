import { CLOCK_SAMPLE_PATH } from '@watchparty/shared';
import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';
import { framed, openTogether } from '../standins/kit/evening.js';
import { standInForTwitch, TWITCH_VIDEOS } from '../standins/twitch/twitch-standin.js';

test('a channel on Twitch plays and pauses for everybody, with its chat for who wants it', async ({
  person,
}) => {
  const [anna, boris] = await openTogether(person, standInForTwitch, TWITCH_VIDEOS.channel);
  await anna.room.play();
  for (const someone of [anna, boris]) await framed(someone).expectPlaying();
  await anna.room.pause();
  for (const someone of [anna, boris]) await framed(someone).expectPaused();

  await boris.page.getByRole('button', { name: 'Показать чат Twitch' }).click();
  await expect(boris.page.frameLocator('[title="Чат Twitch канала anna"]').locator('body')).toHaveText(
    'chat of anna',
  );
  await boris.room.say('и здесь пишем');
  await expect(anna.room.message('и здесь пишем')).toBeVisible();
});

test('a clip on Twitch, which nobody can command, is started where it is, and gives way to a file', async ({
  person,
}) => {
  const anna = await person('Аня');
  await standInForTwitch(anna.context);
  await startParty(anna);
  await anna.room.changeVideo(TWITCH_VIDEOS.clip);
  const clip = anna.room.player.frameLocator('iframe').getByRole('button');
  await expect(clip).toHaveText('clip AwkwardHelplessSalamanderSwiftRage');
  await clip.click();
  await anna.room.changeVideo(CLOCK_SAMPLE_PATH);
  await expect(anna.room.video).toBeAttached();
  await expect(anna.room.player.locator('iframe')).toHaveCount(0);
});

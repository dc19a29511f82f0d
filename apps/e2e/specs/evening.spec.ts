import { joinParty, startParty } from '../fixtures/party.js';
import { arrive } from '../fixtures/people.js';
import { startServer } from '../fixtures/server.js';
import { expect, test } from '../fixtures/test.js';

/** The API's limit is 100 requests in 15 minutes; a whole evening may take a third of one window. */
const EVENING_MAX_REQUESTS = 33;

test('an evening of two hours is far from the API limit', async ({ browser, contextOptions }) => {
  // The limits as they are delivered.
  const server = await startServer({});
  const anna = await arrive(browser, server, 'Аня', { context: contextOptions });
  const boris = await arrive(browser, server, 'Боря', { context: contextOptions });
  try {
    await anna.open('/');
    await expect(anna.page.getByTestId('paste-link')).toBeVisible();
    await startParty(anna);
    await joinParty(boris, anna.room.id);
    await anna.room.play();
    await anna.room.expectPlaying();
    for (const text of ['поехали', 'ого', 'вот это да']) {
      await anna.room.say(text);
      await expect(boris.room.message(text)).toBeVisible();
    }
    await anna.room.pause();
    await anna.room.play();
    await anna.room.seekTo(0.3);
    // A tunnel, a glance at another app, a reload.
    await anna.context.setOffline(true);
    await anna.context.setOffline(false);
    await boris.room.say('ты здесь?');
    await expect(anna.room.message('ты здесь?')).toBeVisible({ timeout: 30_000 });
    await anna.page.reload();
    await anna.room.join();
    await anna.room.changeVideo(`${server.url}/samples/clock.mp4?take=2`);
    await anna.room.expectPlaying();
    // Two hours pass for the page's timers: whatever polls would show itself now.
    await anna.page.clock.install();
    for (let minutes = 0; minutes < 120; minutes += 5) await anna.page.clock.fastForward('05:00');
    await anna.room.leave();
    await expect(anna.page.getByTestId('paste-link')).toBeVisible();

    test.info().annotations.push({ type: 'API requests', description: anna.apiCalls.join(', ') });
    expect(anna.apiCalls.length).toBeLessThanOrEqual(EVENING_MAX_REQUESTS);
    expect(boris.apiCalls.length).toBeLessThanOrEqual(EVENING_MAX_REQUESTS);
  } finally {
    await anna.context.close();
    await boris.context.close();
    await server.stop();
  }
});

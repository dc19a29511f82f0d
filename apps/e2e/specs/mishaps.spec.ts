import { type Person, type PersonOptions, withPeople } from '../fixtures/people.js';
import { joinParty, startParty } from '../fixtures/party.js';
import { ROOMY_LIMITS, type Server, startServer } from '../fixtures/server.js';
import { expect, test as base } from '../fixtures/test.js';
import { expectTogether } from '../fixtures/together.js';

/** These tests stop the server or shorten its patience, so each has one of its own. */
const test = base.extend<{
  ownServer: Server;
  guest: (name: string, options?: PersonOptions) => Promise<Person>;
}>({
  ownServer: async ({}, use) => {
    const server = await startServer({ ...ROOMY_LIMITS, HOST_GRACE_SECONDS: '1', SEAT_GRACE_SECONDS: '3' });
    await use(server);
    await server.stop();
  },
  guest: ({ browser, ownServer, contextOptions }, use) =>
    withPeople({ browser, server: ownServer, contextOptions }, use),
});

test('a reload in the middle lands at the right second', async ({ guest }) => {
  const anna = await guest('Аня');
  const boris = await guest('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);

  await boris.page.reload();
  await boris.room.join();
  await boris.room.expectPlaying();
  await expectTogether(anna, boris);
});

test('when the host goes somebody else controls, until the host is back', async ({ guest }) => {
  const anna = await guest('Аня');
  const boris = await guest('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await boris.room.expectPlaying();

  const roomId = anna.room.id;
  await anna.page.close();
  const chat = boris.page.getByRole('region', { name: 'Чат' });
  await expect(chat.getByText('Теперь ведёшь ты')).toBeVisible();
  await boris.room.pause();
  await boris.room.expectPaused();

  const annaAgain = await guest('Аня', { telegramId: anna.telegramId });
  await annaAgain.open(`/rooms/${roomId}`);
  await annaAgain.room.join();
  await expect(chat.getByText(/^Теперь ведёт Аня/)).toBeVisible();
  await boris.room.showControls();
  await expect(boris.room.player.getByRole('button', { name: /^Смотреть/ })).toBeDisabled();
});

test('a killed server loses nothing: the film goes on, the chat is whole, all are together again', async ({
  guest,
  ownServer,
}) => {
  const anna = await guest('Аня');
  const boris = await guest('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await anna.room.say('до падения');
  await expect(boris.room.message('до падения')).toBeVisible();

  await ownServer.restart('killed');
  await anna.room.say('после падения');
  await expect(boris.room.message('после падения')).toBeVisible({ timeout: 30_000 });
  await expect(boris.room.message('до падения')).toHaveCount(1);
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await expectTogether(anna, boris);
});

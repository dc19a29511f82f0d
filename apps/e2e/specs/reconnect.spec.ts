import { positionAt, type Room, type SignInResponse } from '@watchparty/shared';
import { joinParty, startParty } from '../fixtures/party.js';
import { readMedia } from '../fixtures/media.js';
import { type Person, withPeople } from '../fixtures/people.js';
import { type Cluster, startCluster } from '../fixtures/server.js';
import { expect, test as base } from '../fixtures/test.js';

/** How far from the room anybody may be who has come back, in seconds. */
const BACK_WITHIN_S = 0.3;

const LOST = 'Связь пропала, возвращаемся…';

/** Two nodes, of which these tests stop one: each test has its own. */
const test = base.extend<{ cluster: Cluster; guest: (name: string) => Promise<Person> }>({
  cluster: async ({}, use) => {
    const cluster = await startCluster({ size: 2 });
    await use(cluster);
    await cluster.stop();
  },
  guest: ({ browser, cluster, contextOptions }, use) =>
    withPeople({ browser, server: cluster, contextOptions }, use),
});

/** Two people whose film runs, each with a mark in the page that a reload would wipe away. */
async function startEvening(guest: (name: string) => Promise<Person>) {
  const anna = await guest('Аня');
  const token = watchToken(anna);
  const boris = await guest('Боря');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  for (const { page, room } of [anna, boris]) {
    await room.expectPlaying();
    await expect(page.getByText('синхронно', { exact: true })).toBeVisible();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  }
  return { anna, boris, token };
}

async function expectSamePage({ page }: Person): Promise<void> {
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
}

/** The film is where the room's own timeline is now. */
async function expectAtRoom(
  person: Person,
  { cluster, token }: { cluster: Cluster; token: string },
): Promise<void> {
  const answer = await fetch(`${cluster.url}/api/rooms/${person.room.id}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { video } = (await answer.json()) as Room;
  expect(video.isPlaying).toBe(true);
  const errors: number[] = [];
  await expect
    .poll(
      async () => {
        const { atMs, currentTime } = await readMedia(person.page);
        errors.push(Math.abs(currentTime - positionAt(video, atMs)));
        return errors.at(-1);
      },
      { message: `${person.name} should be where the room is` },
    )
    .toBeLessThan(BACK_WITHIN_S);
  const worst = Math.max(...errors).toFixed(3);
  test.info().annotations.push({ type: 'off the room', description: `${person.name}: at most ${worst} s` });
}

/** The latest token that a page was given; it keeps it in memory alone. */
function watchToken({ page }: Person): { latest: string } {
  const token = { latest: '' };
  page.on('response', (response) => {
    if (!response.url().endsWith('/api/auth/telegram')) return;
    void response.json().then((answer: SignInResponse) => (token.latest = answer.token));
  });
  return token;
}

test('the node dies: both go on at another one, with the film, the chat and what was written meanwhile', async ({
  guest,
  cluster,
}) => {
  const { anna, boris, token } = await startEvening(guest);
  const [first, second] = cluster.nodes;

  cluster.proxy.cut();
  await first?.stop('SIGKILL');
  for (const { page } of [anna, boris]) await expect(page.getByText(LOST)).toBeVisible();
  await anna.room.say('слышно меня?');
  await expect(anna.room.message('слышно меня?')).toContainText('ждёт связи');
  await expect(boris.room.message('слышно меня?')).toHaveCount(0);

  cluster.proxy.lead(second?.port ?? 0);
  await expect(boris.page.getByText(/^Снова на связи/)).toBeVisible();
  for (const { page, room } of [anna, boris]) {
    await expect(room.message('слышно меня?')).toHaveCount(1);
    await expect(room.message('слышно меня?')).not.toContainText('ждёт связи');
    await expect(page.getByText(/^Снова на связи/)).toHaveCount(0);
    await expect(page.getByText('синхронно', { exact: true })).toBeVisible();
  }
  for (const person of [anna, boris]) await expectAtRoom(person, { cluster, token: token.latest });
  await boris.room.say('слышно');
  await expect(anna.room.message('слышно')).toHaveCount(2);
  for (const person of [anna, boris]) await expectSamePage(person);
});

test('a node says that it will stop: everybody is at another one before it does, and sees nothing of it', async ({
  guest,
  cluster,
}) => {
  const anna = await guest('Аня');
  const token = watchToken(anna);
  const boris = await guest('Боря');
  const connections = [watchConnections(anna), watchConnections(boris)];
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  for (const { page } of [anna, boris]) {
    await expect(page.getByText('синхронно', { exact: true })).toBeVisible();
    await page.evaluate(watchForWords);
  }
  const [first, second] = cluster.nodes;

  cluster.proxy.lead(second?.port ?? 0);
  const stopped = first?.stop('SIGTERM');
  for (let count = 1; count <= 5; count += 1) await anna.room.say(`слово ${count}`);
  await stopped;
  expect(connections.map((own) => own.map(({ isOpen }) => isOpen))).toEqual([
    [false, true],
    [false, true],
  ]);
  await boris.room.say('конец');
  await expect(anna.room.message('конец')).toHaveCount(1);
  for (let count = 1; count <= 5; count += 1) {
    await expect(boris.room.message(`слово ${count}`)).toHaveCount(1);
  }
  for (const person of [anna, boris]) await expectAtRoom(person, { cluster, token: token.latest });
  for (const { page } of [anna, boris]) {
    expect(await page.evaluate(() => (window as WatchedWindow).saidMeanwhile)).toEqual([]);
  }
});

test('the device loses its network, says so, and brings back what was missed', async ({ guest, cluster }) => {
  const { anna, boris, token } = await startEvening(guest);
  await boris.context.setOffline(true);
  await expect(boris.page.getByText('Нет интернета')).toBeVisible();
  await anna.room.say('раз');
  await anna.room.say('два');
  await expect(anna.room.messages).toHaveCount(2);
  await boris.context.setOffline(false);
  await expect(boris.page.getByText('Снова на связи · +2 сообщения')).toBeVisible();
  await expect(boris.room.message('два')).toHaveCount(1);
  await expectAtRoom(boris, { cluster, token: token.latest });
  await expectSamePage(boris);
});

test('a session that ended meanwhile is renewed without a word', async ({ guest, cluster }) => {
  const boris = await guest('Боря');
  const token = watchToken(boris);
  const anna = await guest('Аня');
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  const left = await fetch(`${cluster.url}/api/auth/logout`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token.latest}` },
  });
  expect(left.status).toBe(204);
  await anna.room.say('ты тут?');
  await expect(boris.room.message('ты тут?')).toHaveCount(1);
  await boris.room.say('тут');
  await expect(anna.room.message('тут')).toHaveCount(2);
  expect(boris.apiCalls.filter((call) => call === 'POST /api/auth/telegram')).toHaveLength(2);
});

interface ConnectionLog {
  isOpen: boolean;
}

/** Every WebSocket that a page makes, by time. */
function watchConnections({ page }: Person): readonly ConnectionLog[] {
  const connections: ConnectionLog[] = [];
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/socket.io/')) return;
    const connection = { isOpen: true };
    connections.push(connection);
    socket.on('close', () => {
      connection.isOpen = false;
    });
  });
  return connections;
}

type WatchedWindow = Window & { saidMeanwhile?: string[] };

/** Notes every word about a lost connection from now on. */
function watchForWords(): void {
  const said: string[] = [];
  (window as WatchedWindow).saidMeanwhile = said;
  new MutationObserver(() => {
    const words = /Связь пропала|Снова на связи|Нет интернета/.exec(document.body.innerText);
    if (words) said.push(words[0]);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}

import { loadImage } from '@napi-rs/canvas';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { InviteCardResponse, Room } from '@watchparty/shared';
import { TEST_BOT_TOKEN } from './kit/bot-token.js';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import { request, type TestPerson } from './kit/test-person.js';
import { telegramServer, type TelegramServer } from './kit/telegram-server.js';

const UNKNOWN_ID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';

interface Prepared {
  user_id: number;
  result: {
    photo_url: string;
    caption: string;
    reply_markup: { inline_keyboard: { text: string; url: string }[][] };
  };
}

describe('invitations by a card', () => {
  let telegram: TelegramServer;
  let installation: Installation;
  let nodes: TestNode[];
  let anna: TestPerson;
  let room: Room;

  beforeAll(async () => {
    telegram = telegramServer();
    await telegram.start();
    installation = await createInstallation({
      PUBLIC_URL: 'https://party.example',
      BOT_USERNAME: 'test_party_bot',
      APP_NAME: 'watch',
      BOT_API_ROOT: telegram.url,
    });
    nodes = [await installation.bootNode(), await installation.bootNode()];
    anna = await installation.person('Анна');
  });
  afterAll(async () => {
    await installation.dispose();
    await telegram.stop();
    expect(telegram.malformed).toEqual([]);
    expect(installation.logged.join('')).not.toContain(TEST_BOT_TOKEN);
  });
  beforeEach(async () => {
    telegram.calls.length = 0;
    room = await createRoom(anna, { name: 'Киновечер' });
    await enter(anna, room);
  });
  afterEach(() => telegram.heal());

  const invite = (person = anna, roomId = room.id) =>
    person.request('POST', `/api/rooms/${roomId}/invite-card`, { language: 'ru' });
  const prepared = (): Prepared[] => telegram.calls.map(({ payload }) => payload as unknown as Prepared);
  const pathOf = ({ result }: Prepared): string => new URL(result.photo_url).pathname;
  const fetchCard = (path: string, node = nodes[1]!) => fetch(`${node.url}${path}`);

  it('[BT4] has Telegram prepare a message of theirs, with a picture that any node hands out', async () => {
    const answer = await invite();
    expect([answer.status, answer.body]).toEqual([
      201,
      { preparedMessageId: 'prepared-1' } satisfies InviteCardResponse,
    ]);
    const [message] = prepared();
    expect(message).toMatchObject({
      user_id: anna.user.telegramId,
      result: {
        caption: 'Смотрим вместе: Киновечер',
        reply_markup: {
          inline_keyboard: [
            [{ text: 'Войти в комнату', url: `https://t.me/test_party_bot/watch?startapp=room_${room.id}` }],
          ],
        },
      },
    });
    expect(message!.result.photo_url).toMatch(/^https:\/\/party\.example\/api\/cards\/[\da-f-]{36}\.jpg$/);
    const picture = await fetchCard(pathOf(message!));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(picture.headers.get('cache-control')).toBe('public, max-age=86400, immutable');
    const { width, height } = await loadImage(Buffer.from(await picture.arrayBuffer()));
    expect([width, height]).toEqual([1200, 630]);
  });

  it('[BT4] draws what looks the same once, and anew when it changes', async () => {
    await Promise.all([invite(), invite()]);
    await enter(await installation.person('Боря'), room);
    await invite();
    const paths = prepared().map(pathOf);
    expect(paths[0]).toBe(paths[1]);
    expect(paths[2]).not.toBe(paths[0]);
  });

  it('[BT4] is for members, and there is no picture for whoever guesses', async () => {
    const stranger = await installation.person('Stranger');
    expect((await invite(stranger)).error?.code).toBe('forbidden');
    expect((await invite(anna, UNKNOWN_ID)).error?.code).toBe('room_not_found');
    const unsigned = await request(nodes[0]!.url, 'POST', `/api/rooms/${room.id}/invite-card`, {
      body: { language: 'ru' },
    });
    expect(unsigned.error?.code).toBe('unauthorized');
    expect(telegram.calls).toEqual([]);
    expect((await fetchCard(`/api/cards/${UNKNOWN_ID}.jpg`)).status).toBe(404);
    expect((await fetchCard('/api/cards/x.jpg')).status).toBe(400);
  });

  it('[BT4] a picture goes with each of those whom it shows', async () => {
    const boris = await installation.person('Боря');
    const socket = await enter(boris, room);
    await invite();
    const path = pathOf(prepared()[0]!);
    socket.close();
    await boris.call('DELETE', '/api/users/me');
    expect((await fetchCard(path)).status).toBe(404);
  });

  it.each([
    [{ code: 429, description: 'Too Many Requests', retryAfter: 7 }, 'rate_limited', 7],
    [{ code: 400, description: 'Bad Request: USER_ID_INVALID' }, 'unavailable', undefined],
    ['html', 'unavailable', undefined],
  ] as const)('[BT4] says so when Telegram answers %j', async (fault, code, retryAfter) => {
    telegram.fail('savePreparedInlineMessage', fault);
    const { error } = await invite();
    expect([error?.code, error?.retryAfter]).toEqual([code, retryAfter]);
  });

  it('[BT4] tells nothing of what a password hides', async () => {
    const closed = await createRoom(anna, { name: 'Closed', password: 'x' });
    await enter(anna, closed);
    await invite(anna, closed.id);
    expect(prepared()[0]?.result.caption).toBe('Смотрим вместе: Closed');
  });

  it('[BT4] pictures are forgotten after two days', async () => {
    await invite();
    const path = pathOf(prepared()[0]!);
    installation.clock.advance(49 * 3_600_000);
    await nodes[0]!.app.forget();
    expect((await fetchCard(path)).status).toBe(404);
  });
});

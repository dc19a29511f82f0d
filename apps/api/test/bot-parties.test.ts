import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startBot, type TestBot } from './kit/bot-kit.js';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter, readRoom } from './kit/room.js';
import { messageOf, telegramServer, type TelegramServer } from './kit/telegram-server.js';
import { until } from './kit/until.js';

const FILM = 'https://media.example/film.mp4';
const SECRET = 'a-secret-of-the-tests-that-is-long-enough';

describe('parties from a chat', () => {
  let installation: Installation;
  let nodes: Awaited<ReturnType<Installation['openForBot']>>[];
  let telegram: TelegramServer;
  let started: TestBot[];

  beforeAll(async () => {
    installation = await createInstallation();
    await installation.bootNode();
    nodes = [await installation.openForBot(), await installation.openForBot()];
  });
  afterAll(async () => {
    for (const node of nodes) await node.stop();
    await installation.dispose();
  });

  beforeEach(async () => {
    telegram = telegramServer();
    await telegram.start();
    started = [];
    await installation.database.query({ text: 'DELETE FROM bot_updates' });
  });
  afterEach(async () => {
    telegram.heal();
    await Promise.all(started.map(({ bot }) => bot.stop()));
    await telegram.stop();
    expect(telegram.malformed).toEqual([]);
  });

  async function boot(environment: Record<string, string> = {}, node = nodes[0]!): Promise<TestBot> {
    const bot = await startBot(telegram, node, environment);
    started.push(bot);
    return bot;
  }

  async function bootAndPoll(environment: Record<string, string> = {}): Promise<void> {
    await boot(environment);
    await until('it polls', () => telegram.isLongPolled());
  }

  const answered = (count = 1): Promise<void> =>
    until('it is answered', () => telegram.sent.length === count);
  const buttonsOf = (index: number) => telegram.sent[index]?.reply_markup?.inline_keyboard.flat() ?? [];
  const roomsOf = (telegramId: number): Promise<{ id: string; name: string; is_public: boolean }[]> =>
    installation.database.query({
      text: `SELECT r.id, r.name, r.is_public FROM rooms r JOIN users u ON u.id = r.owner_id WHERE u.telegram_id = $1`,
      values: [telegramId],
    });

  it('[BT2] /party makes a private room of a link, and answers with its card', async () => {
    await bootAndPoll();
    telegram.write({ text: `/party ${FILM}`, from: 7001, language: 'ru' });
    await answered();
    const [room, ...others] = await roomsOf(7001);
    expect(others).toEqual([]);
    expect(room).toMatchObject({ name: 'film', is_public: false });
    expect(telegram.sent[0]).toMatchObject({ chat_id: 7001, text: '🎬 film\nХост: Somebody' });
    expect(buttonsOf(0)).toEqual([
      {
        text: 'Войти в комнату',
        web_app: { url: `https://party.example/?tgWebAppStartParam=room_${room!.id}` },
      },
      {
        text: 'Позвать друзей',
        url: expect.stringContaining(encodeURIComponent(`startapp=room_${room!.id}`)),
      },
    ]);
    // Who comes by the Mini App afterwards is the same person.
    const maker = await installation.person('Somebody', { telegramId: 7001 });
    expect(await readRoom(maker, room!.id)).toMatchObject({
      hostId: maker.user.id,
      video: { videoUrl: FILM },
    });
  });

  it('[BT2] in a group the buttons are links, and nobody is taken for somebody who let the bot write', async () => {
    await bootAndPoll();
    telegram.write({ text: `/party@test_party_bot ${FILM}`, from: 7002, chatType: 'group' });
    await answered();
    const [room] = await roomsOf(7002);
    expect(buttonsOf(0)[0]).toEqual({
      text: 'Join the room',
      url: `https://t.me/test_party_bot/watch?startapp=room_${room!.id}`,
    });
    const reach = await installation.database.query({
      text: 'SELECT may_bot_write FROM users WHERE telegram_id = 7002',
    });
    expect(reach).toEqual([{ may_bot_write: null }]);
    telegram.write({ text: `/party ${FILM}`, from: 7003, chatType: 'group', isBot: true });
    await until('all are confirmed', () => telegram.pending().length === 0);
    expect(await roomsOf(7003)).toEqual([]);
  });

  it.each([
    ['/party', 'en', /^Send a link/],
    ['/party', 'ru', /^Пришли ссылку/],
    ['/party http://192.168.0.1/film.mp4', 'en', /^This video cannot be opened/],
    ['/party не ссылка', 'ru', /^Это видео мы не откроем/],
  ])('[BT2] %s in %s makes no room and says why', async (text, language, words) => {
    await bootAndPoll();
    telegram.write({ text, language, from: 7004 });
    await answered();
    expect(telegram.sent[0]?.text).toMatch(words);
    expect(await roomsOf(7004)).toEqual([]);
  });

  it('[BT2] keeps to the limits of the API, and to its bans', async () => {
    const strict = await installation.openForBot({ RATE_LIMIT_ROOMS: '1/1h' });
    const bot = await startBot(telegram, strict, {});
    started.push(bot);
    telegram.write({ text: `/party ${FILM}`, from: 7005 });
    telegram.write({ text: `/party ${FILM}`, from: 7005 });
    await answered(2);
    expect(telegram.sent[1]?.text).toMatch(/^Too often\. Try again in (59|60) minutes\.$/);
    expect(await roomsOf(7005)).toHaveLength(1);
    await installation.database.query({
      text: `UPDATE users SET banned_at = now() WHERE telegram_id = 7005`,
    });
    telegram.write({ text: '/start', from: 7005 });
    await answered(3);
    expect(telegram.sent[2]?.text).toMatch(/^You may not use WatchParty/);
    await bot.bot.stop();
    await strict.stop();
  });

  describe('/start room_<id>', () => {
    it('[BT3] shows the room, and of one with a password not what is watched', async () => {
      await bootAndPoll();
      const anna = await installation.person('Anna');
      const open = await createRoom(anna, { name: 'Movie night' });
      await enter(anna, open);
      const closed = await createRoom(anna, { name: 'Closed', password: 'x' });
      telegram.write({ text: `/start room_${open.id}`, from: 7006 });
      telegram.write({ text: `/start room_${closed.id}`, from: 7006, language: 'ru' });
      await answered(2);
      expect(telegram.sent.map(({ text }) => text)).toEqual([
        '🎬 Movie night\nHost: Anna\n1 person in the room',
        '🎬 Closed\nХост: Anna',
      ]);
    });
  });

  describe('each update once', () => {
    it('[BT1] though Telegram brings it again, to another process too', async () => {
      const bots = [await boot({}, nodes[0]), await boot({}, nodes[1])];
      await until('one polls', () => telegram.isLongPolled());
      const updateId = telegram.write({ text: `/party ${FILM}`, from: 7007 });
      await answered();
      telegram.repeat(updateId);
      await until('it is confirmed', () => telegram.pending().length === 0);
      expect(telegram.sent).toHaveLength(1);
      expect(await roomsOf(7007)).toHaveLength(1);
      const repeated = await Promise.all(
        bots.map((bot) => bot.metric('watchparty_bot_updates_total{kind="repeated",outcome="ok"}')),
      );
      expect(repeated.reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBeGreaterThan(0);
    });
  });

  describe('brought by a webhook', () => {
    async function freePort(): Promise<number> {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      server.close();
      await once(server, 'close');
      return port;
    }

    async function bootAtWebhook(node = nodes[0]): Promise<number> {
      const port = await freePort();
      const bot = await boot(
        {
          BOT_WEBHOOK_URL: 'https://party.example/telegram/webhook',
          BOT_WEBHOOK_SECRET: SECRET,
          BOT_WEBHOOK_PORT: String(port),
        },
        node,
      );
      await until('it is ready', async () => (await bot.get('/ready')).status === 200);
      return port;
    }

    const update = (id: number, text: string) => ({
      update_id: id,
      message: messageOf(id, { text, from: 7010 }),
    });

    it('[BT1] tells Telegram where, and answers when the update is handled', async () => {
      const port = await bootAtWebhook();
      expect(telegram.webhook).toBe('https://party.example/telegram/webhook');
      expect(await telegram.bring(port, update(1, '/help'))).toBe(200);
      expect(telegram.sent).toHaveLength(1);
    });

    it('[BT1] takes nothing from whoever does not know the secret, and nothing that is no update', async () => {
      const port = await bootAtWebhook();
      for (const secret of ['', 'x', `${SECRET}x`, SECRET.toUpperCase()]) {
        expect(await telegram.bring(port, update(1, '/help'), secret)).toBe(401);
      }
      expect(await telegram.bring(port, { update_id: 'x' })).toBe(400);
      expect(await telegram.bring(port, { update_id: 5, text: 'x'.repeat(2 ** 20) })).toBe(400);
      const elsewhere = await fetch(`http://127.0.0.1:${port}/telegram/other`, { method: 'POST' });
      expect(elsewhere.status).toBe(404);
      expect(telegram.sent).toEqual([]);
    });

    it('[BT1] handles what comes to two processes at once in one of them', async () => {
      const ports = [await bootAtWebhook(nodes[0]), await bootAtWebhook(nodes[1])];
      const statuses = await Promise.all(
        ports.map((port) => telegram.bring(port, update(9, `/party ${FILM}`))),
      );
      expect(statuses).toEqual([200, 200]);
      expect(telegram.sent).toHaveLength(1);
      expect(await roomsOf(7010)).toHaveLength(1);
    });
  });
});

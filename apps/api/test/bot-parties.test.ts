import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findFreePort } from '../../../scripts/lib/ports.mjs';
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
    ['/party неправда', 'ru', /^Это видео мы не откроем/],
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

  describe("in any chat, by the bot's name", () => {
    const somebody = (id: number) => ({ id, is_bot: false, first_name: 'Somebody', language_code: 'en' });

    interface Result {
      id: string;
      title: string;
      input_message_content: { message_text: string };
      reply_markup: { inline_keyboard: { url: string }[][] };
    }
    async function typed(query: string, from = 7020): Promise<Result[]> {
      const answers = () => telegram.calls.filter(({ method }) => method === 'answerInlineQuery');
      const before = answers().length;
      telegram.happen({ inline_query: { id: String(before), from: somebody(from), query, offset: '' } });
      await until('it is answered', () => answers().length > before);
      const { payload } = answers().at(-1)!;
      expect(payload).toMatchObject({ is_personal: true });
      return payload.results as Result[];
    }
    const offerIn = ([result]: Result[]): string => result!.id.replace('offer_', '');

    it('[BT5] offers public rooms that are searched for, and learns nobody who only looks', async () => {
      await bootAndPoll();
      const anna = await installation.person('Anna');
      const open = await createRoom(anna, { name: 'Unmistakable night' });
      await createRoom(anna, { name: 'Unmistakable secret', isPublic: false });
      const results = await typed('unmistakable');
      expect(results.map(({ id, title }) => [id, title])).toEqual([
        [`room_${open.id}`, 'Unmistakable night'],
      ]);
      expect(results[0]!.reply_markup.inline_keyboard[0]![0]!.url).toBe(
        `https://t.me/test_party_bot/watch?startapp=room_${open.id}`,
      );
      expect(await roomsOf(7020)).toEqual([]);
      const known = await installation.database.query({
        text: 'SELECT 1 FROM users WHERE telegram_id = 7020',
      });
      expect(known).toEqual([]);
    });

    it('[BT5] offers a party for a link, and makes no room of typing', async () => {
      await bootAndPoll();
      const first = await typed(FILM, 7021);
      const again = await typed(FILM, 7021);
      expect(first).toMatchObject([{ title: 'Start a party', description: 'film' }]);
      expect(again[0]!.id).toBe(first[0]!.id);
      expect(first[0]!.reply_markup.inline_keyboard[0]![0]!.url).toBe(
        `https://t.me/test_party_bot/watch?startapp=offer_${offerIn(first)}`,
      );
      expect(await roomsOf(7021)).toEqual([]);
      expect(await typed('http://192.168.0.1/film.mp4', 7021)).toEqual([]);
    });

    it('[BT5] makes one room of an offer, whoever opens it, wherever and however often', async () => {
      await bootAndPoll();
      const offerId = offerIn(await typed(FILM, 7022));
      const guests = await installation.people(3);
      const opened = await Promise.all([
        ...guests.map((guest) => guest.call('POST', `/api/offers/${offerId}`)),
        nodes[1]!.parties.open(offerId).then(({ id }) => ({ roomId: id })),
      ]);
      telegram.happen({
        chosen_inline_result: { result_id: `offer_${offerId}`, from: somebody(7022), query: FILM },
      });
      telegram.write({ text: `/start offer_${offerId}`, from: 7099 });
      await answered();
      const rooms = await roomsOf(7022);
      expect(rooms).toMatchObject([{ name: 'film', is_public: false }]);
      expect(opened).toEqual(Array.from({ length: 4 }, () => ({ roomId: rooms[0]!.id })));
      expect(telegram.sent[0]?.text).toContain('🎬 film');
    });

    it('[BT5] begins with the word that it was sent', async () => {
      await bootAndPoll();
      const offerId = offerIn(await typed(FILM, 7023));
      telegram.happen({
        chosen_inline_result: { result_id: `offer_${offerId}`, from: somebody(7023), query: FILM },
      });
      await until('there is a room', async () => (await roomsOf(7023)).length === 1);
    });

    it('[BT5] forgets offers after 30 days, and those of whoever is erased', async () => {
      await bootAndPoll();
      const old = offerIn(await typed(FILM, 7024));
      installation.clock.advance(31 * 86_400_000);
      await nodes[0]!.forget();
      const guest = await installation.person('Guest');
      expect((await guest.request('POST', `/api/offers/${old}`)).error?.code).toBe('room_not_found');
      const erased = offerIn(await typed(FILM, 7025));
      const maker = await installation.person('Somebody', { telegramId: 7025 });
      await maker.call('DELETE', '/api/users/me');
      expect((await guest.request('POST', `/api/offers/${erased}`)).error?.code).toBe('room_not_found');
    });
  });

  it('[BT6] remembers who has blocked the bot, and who has come back', async () => {
    await bootAndPoll();
    const reach = async (): Promise<unknown> =>
      (
        await installation.database.query<{ may_bot_write: boolean | null }>({
          text: 'SELECT may_bot_write FROM users WHERE telegram_id = 7030',
        })
      )[0]?.may_bot_write;
    telegram.write({ text: '/start', from: 7030 });
    await until('it may write', async () => (await reach()) === true);
    telegram.happen({
      my_chat_member: {
        chat: { id: 7030, type: 'private', first_name: 'Somebody' },
        from: { id: 7030, is_bot: false, first_name: 'Somebody' },
        date: 0,
        old_chat_member: { status: 'member', user: { id: 1, is_bot: true, first_name: 'Party' } },
        new_chat_member: {
          status: 'kicked',
          until_date: 0,
          user: { id: 1, is_bot: true, first_name: 'Party' },
        },
      },
    });
    await until('it may not', async () => (await reach()) === false);
    telegram.write({ text: '/start', from: 7030 });
    await until('it may again', async () => (await reach()) === true);
  });

  describe('each update once', () => {
    it('[BT1] though Telegram brings it again, to another process too', async () => {
      const bots = [await boot({}, nodes[0]), await boot({}, nodes[1])];
      await until('one polls', () => telegram.isLongPolled());
      const updateId = telegram.write({ text: `/party ${FILM}`, from: 7007 });
      await answered();
      // Only to somebody who waits for it: whoever asks next confirms it with the question.
      await until('it is confirmed', () => telegram.pending().length === 0 && telegram.isLongPolled());
      telegram.repeat(updateId);
      await until('it was heard again', async () => {
        const repeated = await Promise.all(
          bots.map((bot) => bot.metric('watchparty_bot_updates_total{kind="repeated",outcome="ok"}')),
        );
        return repeated.some((count) => (count ?? 0) > 0);
      });
      expect(telegram.sent).toHaveLength(1);
      expect(await roomsOf(7007)).toHaveLength(1);
    });
  });

  describe('brought by a webhook', () => {
    async function bootAtWebhook(node = nodes[0]): Promise<number> {
      const port = await findFreePort();
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

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TEST_BOT_TOKEN } from './kit/bot-token.js';
import { startBot, type TestBot } from './kit/bot-kit.js';
import { createInstallation, type Installation } from './kit/installation.js';
import { telegramServer, type BotCall, type TelegramServer } from './kit/telegram-server.js';
import { until } from './kit/until.js';

const UNKNOWN_ID = '0b6f6d8e-6d5c-4f0e-9d51-0a7f5f0c1b2a';

describe('the bot', () => {
  let installation: Installation;
  let node: Awaited<ReturnType<Installation['openForBot']>>;
  let telegram: TelegramServer;
  let started: TestBot[];

  beforeAll(async () => {
    installation = await createInstallation();
    await installation.bootNode();
    node = await installation.openForBot();
  });
  afterAll(async () => {
    await node.stop();
    await installation.dispose();
  });

  beforeEach(async () => {
    telegram = telegramServer();
    await telegram.start();
    started = [];
    // Each server of the Bot API counts its updates anew.
    await installation.database.query({ text: 'DELETE FROM bot_updates' });
  });
  afterEach(async () => {
    telegram.heal();
    await Promise.all(started.map(({ bot }) => bot.stop()));
    await telegram.stop();
    const logged = started.flatMap((one) => one.logged).join('');
    expect(telegram.malformed).toEqual([]);
    expect(logged).not.toContain(TEST_BOT_TOKEN);
    expect(logged).not.toContain('my secret');
  });

  async function boot(
    ...options: Parameters<typeof startBot> extends [unknown, unknown, ...infer Rest] ? Rest : never
  ) {
    const bot = await startBot(telegram, node, ...options);
    started.push(bot);
    return bot;
  }

  async function bootAndPoll(...options: Parameters<typeof boot>): Promise<TestBot> {
    const bot = await boot(...options);
    await until('it polls', () => telegram.isLongPolled());
    return bot;
  }

  const callsOf = (method: BotCall['method']): BotCall[] =>
    telegram.calls.filter((call) => call.method === method);
  const buttonOf = (index: number) => telegram.sent[index]?.reply_markup?.inline_keyboard[0]?.[0];
  const levels = ({ logged }: TestBot, level: string): string[] =>
    logged
      .map((line) => JSON.parse(line) as { level: string; message: string })
      .filter((line) => line.level === level)
      .map((line) => line.message);

  describe('at its start', () => {
    it('shows commands in both languages and a menu button, and takes over from a webhook', async () => {
      telegram.webhook = 'https://elsewhere.example/';
      const bot = await bootAndPoll();
      expect(telegram.webhook).toBe('');
      expect(callsOf('deleteWebhook')[0]?.payload).toEqual({ drop_pending_updates: false });
      expect(telegram.commands.get('')?.map(({ command }) => command)).toEqual([
        'start',
        'party',
        'help',
        'privacy',
      ]);
      expect(telegram.commands.get('')?.[0]?.description).toBe('Watch together');
      for (const language of ['ru', 'kk', 'be']) {
        expect(telegram.commands.get(language)?.[0]?.description).toBe('Смотреть вместе');
      }
      expect(telegram.menuButton).toEqual({
        type: 'web_app',
        text: 'Watch',
        web_app: { url: 'https://party.example' },
      });
      expect(levels(bot, 'warn')).toEqual([]);
    });

    it('goes without buttons where Telegram could not open the Mini App', async () => {
      const bot = await bootAndPoll({ PUBLIC_URL: 'http://localhost:3000' });
      telegram.write({ text: '/start' });
      await until('it is answered', () => telegram.sent.length === 1);
      expect(telegram.sent[0]).not.toHaveProperty('reply_markup');
      expect(telegram.menuButton).toBeUndefined();
      expect(levels(bot, 'warn')).toEqual([expect.stringContaining('https')]);
    });

    it('says when BOT_USERNAME is another bot', async () => {
      const bot = await bootAndPoll({ BOT_USERNAME: 'quite_another_bot' });
      expect(levels(bot, 'error')).toEqual([expect.stringContaining('BOT_USERNAME')]);
    });

    it('works without what Telegram refuses to show', async () => {
      telegram.fail('setChatMenuButton', { code: 400, description: 'Bad Request: BUTTON_URL_INVALID' });
      const bot = await bootAndPoll();
      expect(callsOf('setChatMenuButton')).toHaveLength(1);
      expect(levels(bot, 'error')).toEqual([expect.stringContaining('refused')]);
      telegram.write({ text: '/start' });
      await until('it is answered', () => telegram.sent.length === 1);
    });
  });

  describe('answers', () => {
    it.each([
      ['/start', 'en', /^Watch videos together/, 'Open WatchParty', 'https://party.example'],
      ['/start', 'ru', /^Смотри видео/, 'Открыть WatchParty', 'https://party.example'],
      ['/start', 'kk-KZ', /^Смотри видео/, 'Открыть WatchParty', 'https://party.example'],
      ['/start@test_party_bot', 'de', /^Watch videos/, 'Open WatchParty', 'https://party.example'],
      ['/help', 'ru', /ссылка на видео/, 'Открыть WatchParty', 'https://party.example'],
      ['/help', 'en', /link to a video/, 'Open WatchParty', 'https://party.example'],
      ['/privacy', 'ru', /Удалить мои данные/, 'Открыть профиль', 'https://party.example/profile'],
      ['/privacy', 'en', /Delete my data/, 'Open the profile', 'https://party.example/profile'],
      [`/start room_${UNKNOWN_ID}`, 'en', /^This room is gone/, 'Open WatchParty', 'https://party.example'],
      [`/start room_${UNKNOWN_ID}`, 'ru', /больше нет/, 'Открыть WatchParty', 'https://party.example'],
      [`/start offer_${UNKNOWN_ID}`, 'en', /^This room is gone/, 'Open WatchParty', 'https://party.example'],
      ['/start room_my secret', 'en', /^Watch videos/, 'Open WatchParty', 'https://party.example'],
    ])('%s in %s', async (text, language, words, label, url) => {
      await bootAndPoll();
      telegram.write({ text, language, from: 77 });
      await until('it is answered', () => telegram.sent.length === 1);
      expect(telegram.sent[0]).toMatchObject({ chat_id: 77, text: expect.stringMatching(words) });
      expect(buttonOf(0)).toEqual({ text: label, web_app: { url } });
    });

    it('nothing else: no text, no unknown command, no command for another bot, nothing in groups', async () => {
      const bot = await bootAndPoll();
      telegram.write({ text: 'my secret' });
      telegram.write({ text: '/parties' });
      telegram.write({ text: '/start@another_bot' });
      telegram.write({ text: '/start', chatType: 'group' });
      telegram.write({ text: '/help' });
      await until('all are confirmed', () => telegram.pending().length === 0);
      expect(telegram.sent.map(({ text }) => text)).toEqual([expect.stringContaining('link to a video')]);
      expect(await bot.metric('watchparty_bot_updates_total{kind="ignored",outcome="ok"}')).toBe(4);
      expect(await bot.metric('watchparty_bot_updates_total{kind="help",outcome="ok"}')).toBe(1);
    });

    it('a flood only in part, and meanwhile everybody else', async () => {
      const bot = await bootAndPoll();
      for (let i = 0; i < 30; i++) telegram.write({ text: '/start', from: 1 });
      telegram.write({ text: '/start', from: 2 });
      await until('all are confirmed', () => telegram.pending().length === 0);
      expect(telegram.sent.filter((message) => message.chat_id === 1)).toHaveLength(5);
      expect(telegram.sent.filter((message) => message.chat_id === 2)).toHaveLength(1);
      expect(await bot.metric('watchparty_bot_updates_total{kind="limited",outcome="ok"}')).toBe(25);
    });

    it('again after an error of the network or of Telegram, and not when somebody has blocked the bot', async () => {
      const bot = await bootAndPoll();
      telegram.fail('sendMessage', 'html', 1);
      telegram.write({ text: '/start' });
      await until('it is answered', () => telegram.sent.length === 1);
      telegram.fail('sendMessage', { code: 500, description: 'Internal Server Error' }, 2);
      telegram.write({ text: '/start' });
      await until('it is answered', () => telegram.sent.length === 2);

      telegram.fail('sendMessage', { code: 403, description: 'Forbidden: bot was blocked by the user' });
      telegram.write({ text: '/start my secret' });
      await until('all are confirmed', () => telegram.pending().length === 0);
      expect(callsOf('sendMessage')).toHaveLength(2 + 3 + 1);
      expect(levels(bot, 'warn')).toEqual(['an update was not answered']);
      expect(await bot.metric('watchparty_bot_updates_total{kind="start",outcome="failed"}')).toBe(1);
      expect(await bot.metric('watchparty_bot_api_calls_total{method="sendMessage",outcome="403"}')).toBe(1);
      expect(await bot.metric('watchparty_bot_api_calls_total{method="sendMessage",outcome="network"}')).toBe(
        1,
      );
    });

    it('when Telegram says that it may again, and gives up what would come too late', async () => {
      const bot = await bootAndPoll();
      const limit = { code: 429, description: 'Too Many Requests: retry later' };
      telegram.fail('sendMessage', { ...limit, retryAfter: 1 }, 1);
      telegram.write({ text: '/start' });
      await until('it is answered', () => telegram.sent.length === 1);
      const [first, second] = callsOf('sendMessage');
      expect(second!.atMs - first!.atMs).toBeGreaterThanOrEqual(999);

      telegram.fail('sendMessage', { ...limit, retryAfter: 600 });
      telegram.write({ text: '/start' });
      await until('all are confirmed', () => telegram.pending().length === 0);
      expect(callsOf('sendMessage')).toHaveLength(3);
      expect(levels(bot, 'warn')).toEqual(['an update was not answered']);
    });
  });

  describe('while Telegram is out of reach', () => {
    it('keeps trying from its start on, and says so once', async () => {
      const { url } = telegram;
      await telegram.stop();
      const bot = await boot({ BOT_API_ROOT: url });
      await until('it has tried a few times', async () => {
        const tries = await bot.metric('watchparty_bot_api_calls_total{method="getMe",outcome="network"}');
        return (tries ?? 0) >= 5;
      });
      expect(await bot.get('/live')).toMatchObject({ status: 200 });
      expect(await bot.get('/ready')).toMatchObject({ status: 503 });
      telegram.write({ text: '/start' });
      await telegram.start();
      await until('it is answered', () => telegram.sent.length === 1);
      expect(await bot.get('/ready')).toMatchObject({ status: 200 });
      expect(levels(bot, 'warn')).toHaveLength(1);
      expect(bot.logged.find((line) => line.includes('"warn"'))).toContain('ECONNREFUSED');
      expect(await bot.metric('watchparty_bot_outages_total{kind="unreachable"}')).toBe(1);
    });

    it.each([
      ['a broken gateway', 'html'],
      ['an error of Telegram', { code: 500, description: 'Internal Server Error' }],
      ['a token that is refused', { code: 401, description: 'Unauthorized' }],
    ] as const)('goes on after %s', async (_what, fault) => {
      const bot = await bootAndPoll();
      telegram.fail('getUpdates', fault);
      telegram.write({ text: '/help', from: 1 });
      await until('it has tried a few times', () => callsOf('getUpdates').length > 6);
      telegram.heal();
      telegram.write({ text: '/start', from: 1 });
      await until('both are answered', () => telegram.sent.length === 2);
      await until('both are confirmed', () => telegram.pending().length === 0);
      expect(levels(bot, 'warn')).toHaveLength(1);
      expect(levels(bot, 'info').at(-1)).toBe('Telegram answers again');
      expect(await bot.metric('watchparty_bot_outages_total{kind="unreachable"}')).toBe(1);
    });

    it('comes back when the network does', async () => {
      const bot = await bootAndPoll();
      await telegram.stop();
      await until('it is noticed', () => levels(bot, 'warn').length === 1);
      telegram.write({ text: '/start' });
      await telegram.start();
      await until('it is answered', () => telegram.sent.length === 1);
      expect(levels(bot, 'warn')).toHaveLength(1);
    });

    it('pauses longer and longer, up to a bound', async () => {
      telegram.fail('getMe', { code: 500, description: 'Internal Server Error' });
      await boot({}, { random: () => 1 });
      await until('it has tried a few times', () => callsOf('getMe').length >= 8);
      const times = callsOf('getMe').map(({ atMs }) => atMs);
      const pauses = times.slice(1).map((time, index) => time - times[index]!);
      // 5, 10, 20 and then 40 ms, and never less: timers may be late, but not early by more than their rounding.
      [5, 10, 20, 40, 40, 40, 40].forEach((ms, index) =>
        expect(pauses[index]).toBeGreaterThanOrEqual(ms - 1.5),
      );
    });

    it('waits as long as Telegram wants', async () => {
      telegram.fail('getUpdates', { code: 429, description: 'Too Many Requests', retryAfter: 1 }, 1);
      await bootAndPoll();
      const [first, second] = callsOf('getUpdates');
      expect(second!.atMs - first!.atMs).toBeGreaterThanOrEqual(999);
    });
  });

  it('shares its token with another process without harm: one waits, and takes over', async () => {
    const first = await bootAndPoll();
    const second = await boot();
    await until('they have met', () => [first, second].some((one) => levels(one, 'warn').length > 0));
    telegram.write({ text: '/start' });
    await until('it is answered', () => telegram.sent.length > 0);
    await first.bot.stop();
    telegram.sent.length = 0;
    telegram.write({ text: '/help' });
    await until('the other one answers', () => telegram.sent.length === 1);
    const conflicts = await second.metric('watchparty_bot_outages_total{kind="conflict"}');
    expect((conflicts ?? 0) + levels(first, 'warn').length).toBeGreaterThan(0);
    expect([...levels(first, 'error'), ...levels(second, 'error')]).toEqual([]);
  });

  describe('when it stops', () => {
    it('in a long poll, ends at once', async () => {
      const { bot } = await bootAndPoll();
      const before = performance.now();
      await bot.stop();
      expect(performance.now() - before).toBeLessThan(2_000);
    });

    it('finishes the answers in work and confirms them, and leaves the rest to the next', async () => {
      const release = telegram.holdAnswers();
      // All in one batch: two of one person, of which the second has to wait, and one of somebody else.
      telegram.write({ text: '/start', from: 1 });
      const late = telegram.write({ text: '/help', from: 1 });
      const others = telegram.write({ text: '/privacy', from: 2 });
      const { bot } = await boot();
      await until('two are being answered', () => callsOf('sendMessage').length === 2);
      const stopped = bot.stop();
      release();
      await stopped;
      expect(telegram.sent.map(({ chat_id: chatId }) => chatId).sort()).toEqual([1, 2]);
      // What comes after the first that is not handled cannot be confirmed: it comes again, and is known.
      expect(telegram.pending()).toEqual([late, others]);

      await bootAndPoll();
      await until('all are confirmed', () => telegram.pending().length === 0);
      expect(telegram.sent.map(({ chat_id: chatId }) => chatId).sort()).toEqual([1, 1, 2]);
    });

    it('while Telegram is out of reach, does not wait for it', async () => {
      await telegram.stop();
      const { bot } = await boot();
      const before = performance.now();
      await bot.stop();
      expect(performance.now() - before).toBeLessThan(2_000);
    });
  });

  describe('its health', () => {
    it('is ready while polls are answered, and alive in any case', async () => {
      const bot = await bootAndPoll();
      telegram.write({ text: 'hello' });
      await until('it is ready', async () => (await bot.get('/ready')).status === 200);
      telegram.fail('getUpdates', { code: 500, description: 'Internal Server Error' });
      telegram.write({ text: 'hello' });
      await until('the outage is noticed', () => levels(bot, 'warn').length === 1);
      bot.clock.advance(89_000);
      expect((await bot.get('/ready')).status).toBe(200);
      bot.clock.advance(2_000);
      expect((await bot.get('/ready')).status).toBe(503);
      expect((await bot.get('/live')).status).toBe(200);
      expect(await bot.metric('watchparty_bot_last_poll_age_seconds')).toBeGreaterThan(90);
      telegram.heal();
      await until('it is ready again', async () => {
        telegram.write({ text: 'hello' });
        return (await bot.get('/ready')).status === 200;
      });
    });

    it('serves metrics by the names that the dashboards use, and nothing else', async () => {
      const bot = await bootAndPoll();
      const { text } = await bot.get('/metrics');
      const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!);
      expect(names).toEqual(
        expect.arrayContaining([
          'watchparty_bot_updates_total',
          'watchparty_bot_api_calls_total',
          'watchparty_bot_last_poll_age_seconds',
          'watchparty_bot_outages_total',
        ]),
      );
      expect(names.filter((name) => !name.startsWith('watchparty_bot_'))).toEqual([]);
      expect((await bot.get('/')).status).toBe(404);
    });
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ListRoomsResponse, ReminderResponse, Room } from '@watchparty/shared';
import { startBot, type TestBot } from './kit/bot-kit.js';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, readRoom } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import { telegramServer, type TelegramServer } from './kit/telegram-server.js';
import { until } from './kit/until.js';

const FILM = 'https://media.example/film.mp4';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('parties that are planned', () => {
  let installation: Installation;
  let nodes: Awaited<ReturnType<Installation['openForBot']>>[];
  let telegram: TelegramServer;
  let started: TestBot[];
  let anna: TestPerson;

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
    await installation.database.query({ text: 'DELETE FROM rooms' });
    anna = await installation.person('Anna');
  });
  afterEach(async () => {
    telegram.heal();
    await Promise.all(started.map(({ bot }) => bot.stop()));
    await telegram.stop();
    expect(telegram.malformed).toEqual([]);
  });

  const now = (): number => installation.clock.now();
  const plan = (inMs: number, request = {}): Promise<Room> =>
    createRoom(anna, { name: 'Night', startsAt: now() + inMs, ...request });
  const remind = (person: TestPerson, room: Room, isOn = true) =>
    person.request('PUT', `/api/rooms/${room.id}/reminder`, { isOn });
  const told = (): [number, string][] =>
    telegram.sent.map(({ chat_id: chatId, text }) => [chatId, text.split('\n', 1)[0]!]);

  async function boot(node = nodes[0]!): Promise<TestBot> {
    const bot = await startBot(telegram, node, {}, { now: installation.clock.now });
    started.push(bot);
    return bot;
  }
  /** Everything that is due has been said, or found to be nobody's. */
  async function settled(): Promise<void> {
    for (const node of nodes) expect(await node.reminders.take(100)).toEqual([]);
  }

  describe('their time', () => {
    it('[BT7] is told by the room and its summary, changed, and taken away', async () => {
      const startsAt = now() + HOUR_MS;
      const room = await createRoom(anna, { startsAt });
      expect(room.startsAt).toBe(startsAt);
      const later = now() + 2 * HOUR_MS;
      expect(await anna.call('PATCH', `/api/rooms/${room.id}`, { startsAt: later })).toMatchObject({
        startsAt: later,
      });
      expect((await readRoom(anna, room.id)).startsAt).toBe(later);
      await anna.call('PATCH', `/api/rooms/${room.id}`, { startsAt: null });
      expect(await readRoom(anna, room.id)).not.toHaveProperty('startsAt');
    });

    it('[BT7] lies ahead and within a year', async () => {
      const room = await plan(HOUR_MS);
      for (const startsAt of [now(), now() - 1, now() + 367 * 24 * HOUR_MS]) {
        const made = await anna.request('POST', '/api/rooms', { name: 'x', startsAt });
        expect([made.error?.code, made.error?.details?.[0]?.path]).toEqual(['validation_failed', 'startsAt']);
        const changed = await anna.request('PATCH', `/api/rooms/${room.id}`, { startsAt });
        expect(changed.error?.code).toBe('validation_failed');
      }
    });

    it('[BT7] orders the parties to come: public ones, own ones, and those one waits for', async () => {
      const boris = await installation.person('Boris');
      const third = await plan(3 * HOUR_MS, { name: 'third' });
      const first = await plan(HOUR_MS, { name: 'first' });
      const secret = await plan(2 * HOUR_MS, { name: 'secret', isPublic: false });
      await createRoom(anna, { name: 'now' });
      const seenBy = async (person: TestPerson): Promise<string[]> => {
        const { rooms } = (await person.call('GET', '/api/rooms?upcoming=true')) as ListRoomsResponse;
        return rooms.map(({ name }) => name);
      };
      expect(await seenBy(anna)).toEqual(['first', 'secret', 'third']);
      expect(await seenBy(boris)).toEqual(['first', 'third']);
      await remind(boris, secret);
      expect(await seenBy(boris)).toEqual(['first', 'secret', 'third']);
      installation.clock.advance(HOUR_MS);
      expect(await seenBy(boris)).toEqual(['secret', 'third']);
      expect([first.startsAt, third.startsAt].every((startsAt) => startsAt !== undefined)).toBe(true);
    });
  });

  describe('asking to be reminded', () => {
    it('[BT8] is anybody’s, and pressing twice is pressing once', async () => {
      const room = await plan(HOUR_MS);
      expect(await anna.call('GET', `/api/rooms/${room.id}/reminder`)).toEqual({ isOn: false });
      for (let press = 0; press < 2; press += 1) {
        expect((await remind(anna, room)).body).toEqual({ isOn: true } satisfies ReminderResponse);
      }
      expect((await remind(anna, room, false)).body).toEqual({ isOn: false });
      const plain = await createRoom(anna);
      expect((await remind(anna, plain)).error?.code).toBe('conflict');
      const nowhere = await anna.request('PUT', '/api/rooms/6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10/reminder', {
        isOn: true,
      });
      expect(nowhere.error?.code).toBe('room_not_found');
    });

    it('[BT8] works by the button under a card, which says when it begins', async () => {
      await boot();
      const room = await plan(HOUR_MS);
      telegram.write({ text: `/start room_${room.id}`, from: anna.user.telegramId, language: 'ru' });
      await until('it is answered', () => telegram.sent.length === 1);
      expect(telegram.sent[0]!.text).toMatch(/🗓 (сегодня|завтра) в \d\d:\d\d \(GMT\+3\)/);
      const button = telegram.sent[0]!.reply_markup!.inline_keyboard.flat()[1]!;
      expect(button).toEqual({ text: 'Напомнить', callback_data: `remind_${room.id}` });
      const press = (data: string) =>
        telegram.happen({
          callback_query: {
            id: '1',
            from: { id: anna.user.telegramId, is_bot: false, first_name: 'Anna', language_code: 'ru' },
            chat_instance: '1',
            data,
          },
        });
      press(button.callback_data!);
      const isOn = async () =>
        ((await anna.call('GET', `/api/rooms/${room.id}/reminder`)) as ReminderResponse).isOn;
      await until('it is on', isOn);
      press(`quiet_${room.id}`);
      await until('it is off', async () => !(await isOn()));
      const answers = () => telegram.calls.filter(({ method }) => method === 'answerCallbackQuery');
      await until('both presses are answered', () => answers().length === 2);
    });
  });

  describe('reminders', () => {
    it('[BT9] are said 15 minutes before and at the start, once each, by any number of processes', async () => {
      const boris = await installation.person('Boris');
      const room = await plan(HOUR_MS);
      await Promise.all([remind(anna, room), remind(boris, room)]);
      await Promise.all([boot(nodes[0]), boot(nodes[1])]);
      installation.clock.advance(44 * MINUTE_MS);
      await settled();
      installation.clock.advance(2 * MINUTE_MS);
      await until('both have heard', () => telegram.sent.length === 2);
      installation.clock.advance(14 * MINUTE_MS);
      await until('both have heard again', () => telegram.sent.length === 4);
      await settled();
      const [annaId, borisId] = [anna.user.telegramId, boris.user.telegramId];
      expect(told().sort()).toEqual(
        [
          [annaId, 'Скоро начинаем: Night'],
          [borisId, 'Скоро начинаем: Night'],
          [annaId, 'Начинаем: Night'],
          [borisId, 'Начинаем: Night'],
        ].sort(),
      );
    });

    it('[BT9] follow a party to its new time, and end with it', async () => {
      const [moved, dropped, closed] = [await plan(HOUR_MS), await plan(HOUR_MS), await plan(HOUR_MS)];
      for (const room of [moved, dropped, closed]) await remind(anna, room);
      installation.clock.advance(46 * MINUTE_MS);
      expect(await nodes[0]!.reminders.take(100)).toHaveLength(3);
      await anna.call('PATCH', `/api/rooms/${moved.id}`, { startsAt: now() + HOUR_MS });
      await anna.call('PATCH', `/api/rooms/${dropped.id}`, { startsAt: null });
      await anna.call('DELETE', `/api/rooms/${closed.id}`);
      installation.clock.advance(30 * MINUTE_MS);
      await settled();
      installation.clock.advance(16 * MINUTE_MS);
      expect(await nodes[0]!.reminders.take(100)).toMatchObject([{ kind: 'soon', roomId: moved.id }]);
      installation.clock.advance(15 * MINUTE_MS);
      expect(await nodes[1]!.reminders.take(100)).toMatchObject([{ kind: 'start', roomId: moved.id }]);
      await settled();
    });

    it('[BT9] are not said late, nor of what is soon to whoever asks then', async () => {
      const room = await plan(10 * MINUTE_MS);
      await remind(anna, room);
      await settled();
      installation.clock.advance(21 * MINUTE_MS);
      await settled();
    });

    it('[BT9] are not for who has blocked the bot, was banned or erased', async () => {
      const [blocked, banned, erased] = await installation.people(3);
      const room = await plan(HOUR_MS);
      for (const person of [blocked!, banned!, erased!]) await remind(person, room);
      await nodes[0]!.parties.noteReach(blocked!.user.telegramId, false);
      await installation.database.query({
        text: 'UPDATE users SET banned_at = now() WHERE id = $1',
        values: [banned!.user.id],
      });
      await erased!.call('DELETE', '/api/users/me');
      installation.clock.advance(46 * MINUTE_MS);
      await settled();
    });

    it('[BT9] stop where somebody turns out to have blocked the bot', async () => {
      const room = await plan(HOUR_MS);
      await remind(anna, room);
      telegram.fail('sendMessage', { code: 403, description: 'Forbidden: bot was blocked by the user' });
      await boot();
      installation.clock.advance(46 * MINUTE_MS);
      await until('that is known', async () => {
        const { mayBotWrite } = (await anna.call(
          'GET',
          `/api/rooms/${room.id}/reminder`,
        )) as ReminderResponse;
        return mayBotWrite === false;
      });
      telegram.heal();
      installation.clock.advance(15 * MINUTE_MS);
      await settled();
      expect(telegram.sent).toEqual([]);
    });

    it('[BT9] are said later where Telegram takes none at the moment', async () => {
      const room = await plan(HOUR_MS);
      await remind(anna, room);
      const bot = await boot();
      telegram.fail('sendMessage', { code: 429, description: 'Too Many Requests', retryAfter: 1 }, 1);
      installation.clock.advance(46 * MINUTE_MS);
      await until('it is said', () => telegram.sent.length === 1);
      expect(await bot.metric('watchparty_bot_reminders_total{kind="soon",outcome="put_off"}')).toBe(1);
      await settled();
    });
  });

  describe('/party with a time', () => {
    const write = async (text: string, from: number): Promise<string> => {
      telegram.write({ text, from, language: 'ru' });
      const before = telegram.sent.length;
      await until('it is answered', () => telegram.sent.length > before);
      return telegram.sent.at(-1)!.text;
    };
    const startsOf = (telegramId: number): Promise<{ starts_at: Date | null }[]> =>
      installation.database.query({
        text: 'SELECT r.starts_at FROM rooms r JOIN users u ON u.id = r.owner_id WHERE u.telegram_id = $1',
        values: [telegramId],
      });

    it('[BT7] plans it, by the clock that the Mini App has told, and names the zone', async () => {
      await boot();
      await installation.database.query({
        text: `UPDATE users SET time_zone = 'Asia/Yekaterinburg' WHERE id = $1`,
        values: [anna.user.id],
      });
      const words = await write(`/party ${FILM} завтра в 20:30`, anna.user.telegramId);
      expect(words).toMatch(/🗓 завтра в 20:30 \(GMT\+5\)/);
      const [room] = await startsOf(anna.user.telegramId);
      expect(room!.starts_at!.getUTCHours()).toBe(15);
    });

    it('[BT7] makes no room for a time that it cannot read', async () => {
      await boot();
      expect(await write(`/party ${FILM} когда-нибудь`, anna.user.telegramId)).toMatch(
        /^Не понимаю, когда начать.*Europe\/Moscow/,
      );
      expect(await startsOf(anna.user.telegramId)).toEqual([]);
    });
  });
});

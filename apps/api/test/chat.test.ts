import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EMOJI_MESSAGE_MAX_COUNT,
  MESSAGE_MAX_LENGTH,
  JOIN_MESSAGES,
  MESSAGE_PAGE_SIZE,
  type Room,
} from '@watchparty/shared';
import { createMessagesRepository } from '../src/chat/messages.repository.js';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { untilSomebodyWaits } from './kit/lock-waits.js';
import { createRoom, enter, readMessages } from './kit/room.js';
import { launchOf, request } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';
import { until } from './kit/until.js';

describe('chat', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await createInstallation();
    await installation.bootNode();
  });
  afterAll(() => installation.dispose());

  async function say(socket: TestSocket, count: number, from = 1): Promise<number[]> {
    const seqs = [];
    for (let number = from; number < from + count; number++) {
      seqs.push((await socket.do('chat:message', { content: `line ${number}` })).message.seq);
    }
    return seqs;
  }

  describe('writing', () => {
    it('[CH2] everybody in the room hears a message, and nobody else does', async () => {
      const [anna, boris, olga] = await installation.people(3);
      const room = await createRoom(anna!);
      const host = await enter(anna!, room);
      const guest = await enter(boris!, room);
      const outsider = await enter(olga!, await createRoom(olga!));
      outsider.forget();

      const { message } = await guest.do('chat:message', { content: '  Привет 👋  ', clientId: 'a1' });

      expect(message).toEqual({
        id: expect.any(String),
        seq: expect.any(Number),
        roomId: room.id,
        userId: boris!.user.id,
        author: { id: boris!.user.id, firstName: boris!.name, username: boris!.user.username },
        content: 'Привет 👋',
        type: 'text',
        clientId: 'a1',
        createdAt: expect.any(Number),
      });
      for (const socket of [host, guest]) {
        expect(await socket.hears('chat:new_message', (heard) => heard.message.type === 'text')).toEqual({
          message,
        });
      }
      await outsider.settled();
      expect(outsider.heard).toEqual([]);
      expect((await readMessages(anna!, room.id)).messages.at(-1)).toEqual(message);
    });

    it('[CH1] a message has 1 to 2000 characters, without the white space around them', async () => {
      const anna = await installation.person('Anna');
      const host = await enter(anna, await createRoom(anna));
      const longest = 'x'.repeat(MESSAGE_MAX_LENGTH);
      expect((await host.do('chat:message', { content: longest })).message.content).toBe(longest);
      expect((await host.do('chat:message', { content: ` ${longest}\n` })).message.content).toBe(longest);
      const astral = '🎬'.repeat(MESSAGE_MAX_LENGTH / 2);
      expect((await host.do('chat:message', { content: astral })).message.content).toBe(astral);
      for (const content of ['', ' \n\t ', `${longest}x`]) {
        expect((await host.refused('chat:message', { content })).code).toBe('validation_failed');
      }
    });

    it.each(['😀', '👨‍👩‍👧‍👦', '🇷🇺', '❤️', '👍🏽', '1️⃣', '😀'.repeat(EMOJI_MESSAGE_MAX_COUNT)])(
      '[CH1] %s is an emoji message',
      async (content) => {
        const anna = await installation.person('Anna');
        const host = await enter(anna, await createRoom(anna));
        const { message } = await host.do('chat:message', { content, type: 'emoji' });
        expect(message).toMatchObject({ content, type: 'emoji' });
      },
    );

    it.each(['hi', '😀!', '1', '#', '😀'.repeat(EMOJI_MESSAGE_MAX_COUNT + 1)])(
      '[CH1] %s is no emoji message',
      async (content) => {
        const anna = await installation.person('Anna');
        const host = await enter(anna, await createRoom(anna));
        const error = await host.refused('chat:message', { content, type: 'emoji' });
        expect(error).toMatchObject({ code: 'validation_failed', details: [{ path: 'content' }] });
      },
    );

    it('[CH1] nobody writes as the system', async () => {
      const anna = await installation.person('Anna');
      const host = await enter(anna, await createRoom(anna));
      const error = await host.refused('chat:message', { content: 'host_changed', type: 'system' });
      expect(error.code).toBe('validation_failed');
    });

    it('[CH1] only those with a seat may write', async () => {
      const [anna, boris] = await installation.people(2);
      const room = await createRoom(anna!);
      const host = await enter(anna!, room);
      const guest = await boris!.connect();
      expect((await guest.refused('chat:message', { content: 'hello?' })).code).toBe('forbidden');
      await guest.do('room:join', { roomId: room.id });
      await guest.do('room:leave', {});
      host.forget();
      expect((await guest.refused('chat:message', { content: 'hello?' })).code).toBe('forbidden');
      await host.settled();
      expect(host.heard).toEqual([]);
    });

    it('[CH5] a first visit is told once', async () => {
      const [anna, boris] = await installation.people(2);
      const room = await createRoom(anna!);
      const host = await enter(anna!, room);
      host.forget();
      const guest = await enter(boris!, room);
      const { message } = await host.hears('chat:new_message');
      expect(message).toMatchObject({ type: 'system', content: 'joined', author: { id: boris!.user.id } });
      await guest.do('room:leave', {});
      await guest.do('room:join', { roomId: room.id });
      await host.settled();
      expect(host.all('chat:new_message')).toHaveLength(1);
    });

    it('[CH5] those who come at the same moment are greeted once each, without a gap', async () => {
      const [anna, ...others] = await installation.people(9);
      const room = await createRoom(anna!);
      const host = await enter(anna!, room);
      await Promise.all(others.map((person) => enter(person, room)));
      await host.settled();
      const heard = host.all('chat:new_message').map(({ message }) => message);
      expect(heard.map(({ seq }) => seq)).toEqual(others.map((_, index) => index + 1));
      expect(new Set(heard.map(({ userId }) => userId))).toEqual(new Set(others.map(({ user }) => user.id)));
      expect((await readMessages(anna!, room.id)).messages).toEqual(heard);
    });

    it('[CH5] whoever is erased at that moment keeps nobody else from being told of', async () => {
      const [anna, boris, vera] = await installation.people(3);
      const room = await createRoom(anna!);
      for (const person of [anna!, boris!, vera!]) await enter(person, room);
      const userIds = [boris!.user.id, vera!.user.id];
      const { kept } = await installation.database.transaction(async (tx) => {
        await tx.query({ text: 'DELETE FROM users WHERE id = $1', values: [boris!.user.id] });
        const notes = createMessagesRepository(installation.database).addNotes({
          roomId: room.id,
          userIds,
          note: 'joined',
        });
        await untilSomebodyWaits(installation.database, 'seq_before');
        // In an object: they are written when this transaction has ended.
        return { kept: notes };
      });
      expect((await kept).map((row) => row.user_id)).toEqual([vera!.user.id]);
    });
  });

  describe('reading', () => {
    let room: Room;
    let host: TestSocket;
    let seqs: number[];
    let anna: Awaited<ReturnType<Installation['person']>>;
    const LINES = 2 * MESSAGE_PAGE_SIZE + 20;

    beforeAll(async () => {
      anna = await installation.person('Anna');
      room = await createRoom(anna);
      host = await enter(anna, room);
      seqs = await say(host, LINES);
    });

    it('[CH4] by rising seq, the latest page first and then back', async () => {
      const collected: number[] = [];
      let before: number | undefined;
      for (let pages = 0; pages < 10; pages++) {
        const query = `limit=37${before === undefined ? '' : `&before=${before}`}`;
        const page = await readMessages(anna, room.id, query);
        const found = page.messages.map((message) => message.seq);
        expect(found).toEqual([...found].sort((a, b) => a - b));
        collected.unshift(...found);
        before = found[0];
        if (!page.hasMore) break;
        expect(found).toHaveLength(37);
      }
      expect(collected).toEqual(seqs);
    });

    it('[CH4] with after, the earliest after it and then on', async () => {
      const collected: number[] = [];
      let after = seqs[9]!;
      for (;;) {
        const page = await readMessages(anna, room.id, `limit=37&after=${after}`);
        collected.push(...page.messages.map((message) => message.seq));
        if (!page.hasMore) break;
        after = collected.at(-1)!;
      }
      expect(collected).toEqual(seqs.slice(10));
      expect(await readMessages(anna, room.id, `after=${seqs.at(-1)!}`)).toEqual({
        messages: [],
        hasMore: false,
      });
    });

    it('[CH4] between two numbers, only what lies there', async () => {
      const { messages, hasMore } = await readMessages(
        anna,
        room.id,
        `after=${seqs[4]!}&before=${seqs[8]!}&limit=100`,
      );
      expect(messages.map((message) => message.seq)).toEqual(seqs.slice(5, 8));
      expect(hasMore).toBe(false);
    });

    it('[CH4] a page of exactly what there is says that there is no more', async () => {
      const page = await readMessages(anna, room.id, `after=${seqs.at(-11)!}&limit=10`);
      expect(page.messages).toHaveLength(10);
      expect(page.hasMore).toBe(false);
      expect((await readMessages(anna, room.id, `before=${seqs[2]!}&limit=2`)).hasMore).toBe(false);
      expect((await readMessages(anna, room.id, `before=${seqs[2]!}&limit=1`)).hasMore).toBe(true);
    });

    it('[CH4] members only', async () => {
      const stranger = await installation.person('Stranger');
      const path = `/api/rooms/${room.id}/messages`;
      expect((await stranger.request('GET', path)).error?.code).toBe('forbidden');
      await enter(stranger, room);
      expect((await stranger.request('GET', path)).status).toBe(200);
    });

    it('[SE4] a join without afterSeq carries the latest page', async () => {
      const joined = await host.do('room:join', { roomId: room.id });
      expect(joined.messages.map((message) => message.seq).slice(0, -1)).toEqual(
        joined.messages.map((message) => message.seq - 1).slice(1),
      );
      expect(joined.messages).toHaveLength(JOIN_MESSAGES);
      expect(joined.hasMore).toBe(true);
    });

    it('[SE4] what was missed while offline arrives once and in order, over several pages', async () => {
      const boris = await installation.person('Boris');
      const before = await enter(boris, room);
      const { message: last } = await before.do('chat:message', { content: 'in a tunnel' });
      before.vanish();
      await before.hearsDisconnect();
      const missed = await say(host, MESSAGE_PAGE_SIZE + 15, 1000);

      const back = await boris.connect();
      const joined = await back.do('room:join', { roomId: room.id, afterSeq: last.seq });
      expect(joined.hasMore).toBe(true);
      const received = joined.messages.map((message) => message.seq);
      expect(received).toHaveLength(MESSAGE_PAGE_SIZE);
      for (let hasMore = true; hasMore;) {
        const page = await readMessages(boris, room.id, `after=${received.at(-1)!}`);
        received.push(...page.messages.map((message) => message.seq));
        hasMore = page.hasMore;
      }

      expect(received).toEqual(missed);
      const upToDate = await back.do('room:join', { roomId: room.id, afterSeq: received.at(-1)! });
      expect(upToDate).toMatchObject({ messages: [], hasMore: false });
    });
  });
});

describe('chat over two nodes', () => {
  let installation: Installation;
  let nodes: TestNode[];

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis: true });
    nodes = [await installation.bootNode(), await installation.bootNode()];
  });
  afterAll(() => installation.dispose());

  it('[CH2] fifty who write at once: no number is missing or doubled, and everybody has the same', async () => {
    const people = await installation.people(50);
    const room = await createRoom(people[0]!, { maxParticipants: 100 });
    const sockets = await Promise.all(
      people.map((person, index) => enter(person, room, { url: nodes[index % 2]!.url })),
    );

    const acks = await Promise.all(
      sockets.flatMap((socket, index) =>
        [1, 2, 3].map((number) => socket.do('chat:message', { content: `${index}: ${number}` })),
      ),
    );

    const sent = acks.map(({ message }) => message).sort((a, b) => a.seq - b.seq);
    // The notes of who joined came before.
    expect(sent.map((message) => message.seq)).toEqual(sent.map((_, index) => people.length + index));
    for (const socket of sockets) {
      for (const { seq } of sent)
        await socket.hears('chat:new_message', ({ message }) => message.seq === seq);
      const texts = socket.all('chat:new_message').filter(({ message }) => message.type === 'text');
      // On a busy machine the healer may be quicker than a broadcast: the same news may come twice.
      const bySeq = new Map(texts.map(({ message }) => [message.seq, message]));
      expect([...bySeq.values()].sort((a, b) => a.seq - b.seq)).toEqual(sent);
    }
    // What one person writes comes in the order of its writing.
    for (let index = 0; index < people.length; index++) {
      const own = sent.filter((message) => message.userId === people[index]!.user.id);
      expect(own.map((message) => message.content)).toEqual([1, 2, 3].map((number) => `${index}: ${number}`));
    }
  });

  const contentsHeardBy = (socket: TestSocket, content: string): number =>
    socket.all('chat:new_message').filter(({ message }) => message.content === content).length;

  it('[CH3] one message sent ten times at once is one message, heard once', async () => {
    const [anna, boris] = await installation.people(2);
    const room = await createRoom(anna!);
    const host = await enter(anna!, room);
    const sockets = await Promise.all(
      Array.from({ length: 10 }, (_, index) => enter(boris!, room, { url: nodes[index % 2]!.url })),
    );

    const acks = await Promise.all(
      sockets.map((socket) => socket.do('chat:message', { content: 'once', clientId: 'same' })),
    );

    expect(new Set(acks.map(({ message }) => message.id)).size).toBe(1);
    for (const socket of sockets) await socket.do('chat:message', { content: 'marker' });
    for (const socket of [host, ...sockets]) {
      // Both nodes have said all that they had to say of it once their last markers are here.
      await until('all markers are heard', async () => contentsHeardBy(socket, 'marker') === 10);
      expect(contentsHeardBy(socket, 'once')).toBe(1);
    }
    const { messages } = await readMessages(anna!, room.id);
    expect(messages.filter((message) => message.content === 'once')).toHaveLength(1);
    const stats = await boris!.call('GET', '/api/users/me/stats');
    expect(stats).toMatchObject({ messagesSent: 11 });
  });

  it('[CH3] a clientId is its sender’s own, and the room’s', async () => {
    const [anna, boris] = await installation.people(2);
    const [room, other] = [await createRoom(anna!), await createRoom(anna!)];
    const host = await enter(anna!, room);
    const guest = await enter(boris!, room);
    const { message: first } = await host.do('chat:message', { content: 'mine', clientId: '1' });
    const { message: second } = await guest.do('chat:message', { content: 'mine too', clientId: '1' });
    const { message: repeated } = await host.do('chat:message', { content: 'changed', clientId: '1' });
    expect(second.content).toBe('mine too');
    expect(repeated).toEqual(first);
    await host.do('room:join', { roomId: other.id });
    const { message: elsewhere } = await host.do('chat:message', { content: 'there', clientId: '1' });
    expect(elsewhere.content).toBe('there');
  });
});

it('what people write and what opens doors is in no log', async () => {
  const installation = await createInstallation({ LOG_LEVEL: 'debug' });
  try {
    const node = await installation.bootNode();
    const [anna, boris] = await installation.people(2);
    const secrets = ['xyzzy-the-password', 'plugh-the-message', anna!.token, boris!.token];
    const initData = launchOf({ telegramId: 77, name: 'Eve', now: installation.clock.now() });
    secrets.push(initData, new URLSearchParams(initData).get('hash')!);
    await request(node.url, 'POST', '/api/auth/telegram', { body: { initData } });
    await request(node.url, 'POST', '/api/auth/telegram', { body: { initData: `${initData}x` } });
    const room = await createRoom(anna!, { password: secrets[0] });
    const host = await enter(anna!, room);
    const guest = await boris!.connect();
    await guest.refused('room:join', { roomId: room.id, password: `${secrets[0]!}!` });
    await guest.do('room:join', { roomId: room.id, password: secrets[0] });
    await host.do('chat:message', { content: secrets[1]! });
    await guest.refused('chat:message', { content: secrets[1]!, type: 'emoji' });
    // Faults are what logs are for, so the server gets one, with all of this in its hands.
    await installation.database.query({
      text: 'ALTER TABLE messages ADD CONSTRAINT broken CHECK (false) NOT VALID',
    });
    expect((await guest.refused('chat:message', { content: secrets[1]! })).code).toBe('internal');
    await installation.database.query({
      text: 'ALTER TABLE rooms ADD CONSTRAINT broken CHECK (false) NOT VALID',
    });
    const answer = await anna!.request('PATCH', `/api/rooms/${room.id}`, { password: `${secrets[0]!}2` });
    expect(answer.error?.code).toBe('internal');
    await boris!.request('POST', '/api/auth/logout');

    const log = installation.logged.join('\n');
    expect(log).toContain('a request failed');
    expect(log).toContain('an event failed');
    for (const secret of secrets) expect(log).not.toContain(secret);
    expect(log).not.toMatch(/\$2b\$/);
  } finally {
    await installation.dispose();
  }
});

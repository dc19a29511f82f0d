import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Message,
  MESSAGE_CHANGE_PAGE_SIZE,
  type MessageChange,
  REACTION_KINDS_MAX,
  type Room,
} from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, readMessages } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';

describe('what becomes of messages', () => {
  let installation: Installation;
  let anna: TestPerson;
  let boris: TestPerson;
  let room: Room;
  let host: TestSocket;
  let guest: TestSocket;

  beforeAll(async () => {
    installation = await createInstallation();
    await installation.bootNode();
  });
  afterAll(() => installation.dispose());

  beforeEach(async () => {
    [anna, boris] = (await installation.people(2)) as [TestPerson, TestPerson];
    room = await createRoom(anna);
    host = await enter(anna, room);
    guest = await enter(boris, room);
  });

  async function say(socket: TestSocket, content: string, replyTo?: string): Promise<Message> {
    return (await socket.do('chat:message', { content, replyTo })).message;
  }

  async function kept(): Promise<Message[]> {
    const { messages } = await readMessages(anna, room.id);
    return messages.filter(({ type }) => type !== 'system');
  }

  const changesHeardBy = (socket: TestSocket): MessageChange[] =>
    socket.all('chat:message_changed').map(({ change }) => change);

  describe('replies', () => {
    it('[CM1] quote what they answer, as it is by now', async () => {
      const long = 'Смотрите, '.repeat(40);
      const first = await say(host, long);
      const reply = await say(guest, 'да', first.id);
      expect(reply.replyTo).toEqual({
        id: first.id,
        seq: first.seq,
        excerpt: long.slice(0, 120),
        author: { id: anna.user.id, firstName: anna.name, username: anna.user.username },
      });
      expect(await host.hears('chat:new_message', ({ message }) => message.id === reply.id)).toEqual({
        message: reply,
      });

      await host.do('chat:edit', { messageId: first.id, content: 'Коротко' });
      expect((await kept()).at(-1)?.replyTo).toMatchObject({ id: first.id, excerpt: 'Коротко' });
      await host.do('chat:delete', { messageId: first.id });
      expect((await kept()).at(-1)).toEqual({ ...reply, replyTo: null });
    });

    it('[CM1] answer nothing that is elsewhere, gone, or said by the room', async () => {
      const elsewhere = await enter(anna, await createRoom(anna));
      const foreign = await say(elsewhere, 'a secret of another room');
      const gone = await say(guest, 'gone');
      await guest.do('chat:delete', { messageId: gone.id });
      const { messages } = await readMessages(anna, room.id);
      const joined = messages.find(({ type }) => type === 'system')!;
      for (const { id } of [foreign, gone, joined]) {
        expect((await say(guest, 'what?', id)).replyTo).toBeNull();
      }
    });
  });

  describe('edits', () => {
    it('[CM2] change the words of a message in its place, for everybody', async () => {
      const first = await say(guest, 'опчатка');
      await say(host, 'следом');
      const { change } = await guest.do('chat:edit', { messageId: first.id, content: ' опечатка ' });
      expect(change).toEqual({
        roomId: room.id,
        revision: 1,
        message: { ...first, content: 'опечатка', editedAt: expect.any(Number), revision: 1 },
      });
      for (const socket of [host, guest]) {
        expect(await socket.hears('chat:message_changed')).toEqual({ change });
      }
      expect((await kept())[0]).toEqual('message' in change ? change.message : undefined);
    });

    it('[CM2] may turn words into emoji and back', async () => {
      const { id } = await say(guest, 'ого');
      const { change } = await guest.do('chat:edit', { messageId: id, content: '😮', type: 'emoji' });
      expect(change).toMatchObject({ message: { type: 'emoji', content: '😮' } });
      const error = await guest.refused('chat:edit', { messageId: id, content: 'x', type: 'emoji' });
      expect(error).toMatchObject({ code: 'validation_failed', details: [{ path: 'content' }] });
    });

    it('[CM2] are their author’s alone, be it the host who asks', async () => {
      const { id } = await say(guest, 'моё');
      expect((await host.refused('chat:edit', { messageId: id, content: 'чужое' })).code).toBe('forbidden');
      const elsewhere = await enter(boris, await createRoom(boris));
      expect((await elsewhere.refused('chat:edit', { messageId: id, content: 'x' })).code).toBe('not_found');
      await guest.do('room:leave', {});
      expect((await guest.refused('chat:edit', { messageId: id, content: 'x' })).code).toBe('forbidden');
      expect((await kept())[0]).toMatchObject({ content: 'моё' });
      expect(changesHeardBy(host)).toEqual([]);
    });
  });

  describe('deletions', () => {
    it('[CM3] take a message out of the database and out of everybody’s sight', async () => {
      const { id } = await say(guest, 'plugh');
      await host.do('chat:react', { messageId: id, emoji: '🔥', isOn: true });
      const { change } = await guest.do('chat:delete', { messageId: id });
      expect(change).toEqual({ roomId: room.id, revision: 2, deletedId: id });
      await host.settled();
      expect(changesHeardBy(host).at(-1)).toEqual(change);
      expect(await kept()).toEqual([]);
      const [row] = await installation.database.query<{ dump: string }>({
        text: 'SELECT row_to_json(d)::text AS dump FROM deleted_messages d WHERE message_id = $1',
        values: [id],
      });
      expect(row!.dump).not.toMatch(new RegExp(`plugh|${boris.user.id}`));
    });

    it('[CM3] are the author’s, the host’s and a moderator’s, and nobody else’s', async () => {
      const vera = await installation.person('Vera');
      const third = await enter(vera, room);
      const ofHost = await say(host, 'of the host');
      const ofGuest = await say(guest, 'of a guest');
      expect((await third.refused('chat:delete', { messageId: ofGuest.id })).code).toBe('forbidden');
      expect((await guest.refused('chat:delete', { messageId: ofHost.id })).code).toBe('forbidden');
      await host.do('chat:delete', { messageId: ofGuest.id });
      await installation.database.query({
        text: `UPDATE room_participants SET role = 'moderator' WHERE room_id = $1 AND user_id = $2`,
        values: [room.id, vera.user.id],
      });
      await third.do('chat:delete', { messageId: ofHost.id });
      expect(await kept()).toEqual([]);
    });

    it('[CM3] come to the same when they come twice, and spare what the room itself says', async () => {
      const { id } = await say(guest, 'once');
      const answers = await Promise.all(
        [1, 2, 3].map(async () => (await guest.do('chat:delete', { messageId: id })).change),
      );
      expect(answers.filter((change) => change !== undefined)).toHaveLength(1);
      await host.settled();
      expect(changesHeardBy(host)).toHaveLength(1);
      const { messages } = await readMessages(anna, room.id);
      expect((await host.refused('chat:delete', { messageId: messages[0]!.id })).code).toBe('forbidden');
    });
  });

  describe('mentions', () => {
    it('[CM4] name people of the room where they stand', async () => {
      const content = '@Аня и @Боря';
      const mentions = [
        { userId: anna.user.id, offset: 0, length: 4 },
        { userId: boris.user.id, offset: 7, length: 5 },
      ];
      const { message } = await guest.do('chat:message', { content, mentions });
      expect(message.mentions).toEqual(mentions);
      expect((await kept())[0]?.mentions).toEqual(mentions);
      const { change } = await guest.do('chat:edit', {
        messageId: message.id,
        content: 'и @Боря',
        mentions: [{ userId: boris.user.id, offset: 2, length: 5 }],
      });
      expect(change).toMatchObject({ message: { mentions: [{ userId: boris.user.id, offset: 2 }] } });
    });

    it('[CM4] of whoever was never here are words like others', async () => {
      const stranger = await installation.person('Stranger');
      const { message } = await guest.do('chat:message', {
        content: '@Stranger',
        mentions: [{ userId: stranger.user.id, offset: 0, length: 9 }],
      });
      expect(message).not.toHaveProperty('mentions');
    });

    it('[CM4] lie in the content, none inside of another', async () => {
      const { id: userId } = anna.user;
      for (const mentions of [
        [{ userId, offset: 1, length: 2 }],
        [{ userId, offset: 0, length: 6 }],
        [
          { userId, offset: 0, length: 4 },
          { userId, offset: 0, length: 4 },
        ],
      ]) {
        const error = await guest.refused('chat:message', { content: '@Аня!', mentions });
        expect(error.code).toBe('validation_failed');
      }
    });
  });

  describe('reactions', () => {
    it('[CM5] are counted once a person and emoji, and can be taken back', async () => {
      const { id: messageId } = await say(host, 'поворот');
      await guest.do('chat:react', { messageId, emoji: '🔥', isOn: true });
      await guest.do('chat:react', { messageId, emoji: '🔥', isOn: true });
      await host.do('chat:react', { messageId, emoji: '🔥', isOn: true });
      await host.do('chat:react', { messageId, emoji: '😮', isOn: true });
      expect((await kept())[0]).toMatchObject({
        revision: 3,
        reactions: [
          { emoji: '🔥', count: 2, userIds: [boris.user.id, anna.user.id] },
          { emoji: '😮', count: 1, userIds: [anna.user.id] },
        ],
      });
      await guest.do('chat:react', { messageId, emoji: '🔥', isOn: false });
      const { change } = await host.do('chat:react', { messageId, emoji: '🔥', isOn: false });
      expect(change).toMatchObject({ message: { reactions: [{ emoji: '😮', count: 1 }] } });
      await guest.settled();
      expect(changesHeardBy(guest).map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
    });

    it('[CM5] of two nodes’ worth at once lose none', async () => {
      const { id: messageId } = await say(host, 'все сразу');
      const people = await installation.people(12);
      const sockets = await Promise.all(people.map((person) => enter(person, room)));
      await Promise.all(
        sockets.map((socket) => socket.do('chat:react', { messageId, emoji: '👏', isOn: true })),
      );
      const [message] = await kept();
      expect(message).toMatchObject({ revision: 12, reactions: [{ emoji: '👏', count: 12 }] });
    });

    it('[CM5] are of a bounded number of kinds, and from those who sit in the room', async () => {
      const { id: messageId } = await say(host, 'сколько влезет');
      const emoji = ['😀', '😁', '😂', '😃', '😄', '😅', '😆', '😇', '😈', '😉', '😊', '😋', '😌'];
      for (const one of emoji.slice(0, REACTION_KINDS_MAX)) {
        await host.do('chat:react', { messageId, emoji: one, isOn: true });
      }
      const more = { messageId, emoji: emoji[REACTION_KINDS_MAX]!, isOn: true };
      expect((await guest.refused('chat:react', more)).code).toBe('conflict');
      await guest.do('chat:react', { ...more, emoji: emoji[0]! });
      await guest.do('room:leave', {});
      expect((await guest.refused('chat:react', { ...more, emoji: emoji[0]! })).code).toBe('forbidden');
    });

    it('[CM5] [AU8] of whoever is erased are gone, and so is their name', async () => {
      const { id: messageId } = await say(host, 'останется');
      await guest.do('chat:react', { messageId, emoji: '🔥', isOn: true });
      const content = '@Боря';
      await host.do('chat:message', { content, mentions: [{ userId: boris.user.id, offset: 0, length: 5 }] });
      await boris.call('DELETE', '/api/users/me');
      const [first, second] = await kept();
      expect(first).not.toHaveProperty('reactions');
      expect(second).not.toHaveProperty('mentions');
    });
  });

  describe('catching up', () => {
    it('[CM6] a join tells what changed after a number, of each message the latest', async () => {
      const [one, two, three] = [await say(host, '1'), await say(host, '2'), await say(host, '3')];
      const before = await guest.do('room:join', { roomId: room.id });
      expect(before).not.toHaveProperty('changes');
      guest.vanish();
      await host.do('chat:edit', { messageId: one.id, content: 'один' });
      await host.do('chat:edit', { messageId: two.id, content: 'два' });
      await host.do('chat:edit', { messageId: one.id, content: 'раз' });
      await host.do('chat:delete', { messageId: three.id });

      const back = await boris.connect();
      const joined = await back.do('room:join', {
        roomId: room.id,
        afterSeq: three.seq,
        afterRevision: before.chatRevision,
      });
      expect(joined.chatRevision).toBe(4);
      expect(joined.changes).toMatchObject([
        { revision: 2, message: { id: two.id, content: 'два' } },
        { revision: 3, message: { id: one.id, content: 'раз' } },
        { revision: 4, deletedId: three.id },
      ]);
      expect(joined.messages).toEqual([]);
      const upToDate = await back.do('room:join', { roomId: room.id, afterSeq: three.seq, afterRevision: 4 });
      expect(upToDate).toMatchObject({ chatRevision: 4, changes: [] });
    });

    it('[CM6] more than one page is told by pages', async () => {
      const { id: messageId } = await say(host, 'много раз');
      const count = MESSAGE_CHANGE_PAGE_SIZE + 20;
      await installation.database.query({
        text: `
          WITH room AS (UPDATE rooms SET chat_revision = $2 WHERE id = $1)
          INSERT INTO deleted_messages (room_id, revision, message_id)
          SELECT $1, n, gen_random_uuid() FROM generate_series(1, $2) n`,
        values: [room.id, count],
      });
      await host.do('chat:edit', { messageId, content: 'в последний' });
      const heard: number[] = [];
      for (let afterRevision = 0, hasMore = true; hasMore;) {
        const joined = await guest.do('room:join', { roomId: room.id, afterSeq: 1, afterRevision });
        heard.push(...joined.changes!.map(({ revision }) => revision));
        afterRevision = joined.chatRevision!;
        hasMore = joined.hasMoreChanges === true;
      }
      expect(heard).toEqual(Array.from({ length: count + 1 }, (_, index) => index + 1));
    });
  });
});

// Two nodes without a Redis between them: what one tells, the other never hears of.
describe('a node that was not told of changes', () => {
  let installation: Installation;
  let near: TestNode;
  let far: TestNode;

  beforeAll(async () => {
    installation = await createInstallation();
    near = await installation.bootNode();
    far = await installation.bootNode();
  });
  afterAll(() => installation.dispose());

  it('[HL1] [CM6] tells them, in order and once', async () => {
    const [anna, boris] = (await installation.people(2)) as [TestPerson, TestPerson];
    const room = await createRoom(anna);
    const host = await enter(anna, room, { url: near.url });
    const { message: one } = await host.do('chat:message', { content: 'one' });
    const { message: two } = await host.do('chat:message', { content: 'two' });
    const guest = await enter(boris, room, { url: far.url });
    await far.app.healer.heal();
    guest.forget();

    await host.do('chat:react', { messageId: one.id, emoji: '🔥', isOn: true });
    await host.do('chat:delete', { messageId: two.id });
    const { change } = await host.do('chat:edit', { messageId: one.id, content: 'uno' });
    await far.app.healer.heal();
    await far.app.healer.heal();
    await guest.settled();

    expect(guest.all('chat:message_changed')).toEqual([
      { change: { roomId: room.id, revision: 2, deletedId: two.id } },
      { change },
    ]);
    // What its own people do needs no healing.
    const { change: own } = await guest.do('chat:react', { messageId: one.id, emoji: '👏', isOn: true });
    await far.app.healer.heal();
    await guest.settled();
    expect(guest.all('chat:message_changed').at(-1)).toEqual({ change: own });
    expect(guest.all('chat:message_changed')).toHaveLength(3);
  });
});

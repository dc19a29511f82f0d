import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ListBansResponse,
  MEMBER_ACTS,
  type MemberAct,
  type Message,
  type Participant,
  type Role,
  type Room,
} from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { untilSomebodyWaits } from './kit/lock-waits.js';
import { createRoom, enter, readMessages, readRoom, snapshotOf } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';
import { until } from './kit/until.js';

const UNKNOWN_ID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';
const PAST_HOST_GRACE_S = 40;
/** Dozens of pairs, and a new room after each that may. */
const TABLE_TIMEOUT_MS = 60_000;

const eventOf = (act: MemberAct) => (act === 'transfer' ? 'room:transfer' : (`member:${act}` as const));

/** Somebody with a connection. */
interface Guest {
  person: TestPerson;
  socket: TestSocket;
  id: string;
}

/** What the suites below share. */
function inInstallation(getInstallation: () => Installation) {
  const query = <Row>(text: string, ...values: unknown[]): Promise<Row[]> =>
    getInstallation().database.query<Row>({ text, values });
  return {
    query,
    setRole: (room: Room, id: string, role: Role) =>
      query('UPDATE room_participants SET role = $3 WHERE room_id = $1 AND user_id = $2', room.id, id, role),
    roleOf: async (room: Room, id: string): Promise<Role | undefined> => {
      const [row] = await query<{ role: Role }>(
        'SELECT role FROM room_participants WHERE room_id = $1 AND user_id = $2',
        room.id,
        id,
      );
      return row?.role;
    },
    hasSeat: async (room: Room, id: string): Promise<boolean> => {
      const rows = await query(
        'SELECT 1 FROM room_participants WHERE room_id = $1 AND user_id = $2 AND left_at IS NULL',
        room.id,
        id,
      );
      return rows.length > 0;
    },
    hostsOf: (room: Room) =>
      query<{ user_id: string; host_id: string; owner_id: string }>(
        `SELECT p.user_id, r.host_id, r.owner_id FROM rooms r
         JOIN room_participants p ON p.room_id = r.id AND p.role = 'host' WHERE r.id = $1`,
        room.id,
      ),
  };
}

describe('who may do what to whom', () => {
  const ACTORS = ['owner', 'standIn', 'moderator', 'participant', 'former', 'stranger'] as const;
  type Part = (typeof ACTORS)[number];

  /** Whom an actor may do it to. Nobody does anything to the owner, to whoever hosts, or to themselves. */
  const LED = ['moderator', 'moderator2', 'participant', 'participant2'] as const;
  const GUESTS = ['participant', 'participant2'] as const;
  const ALLOWED: Record<MemberAct, Partial<Record<Part, readonly string[]>>> = {
    promote: { owner: LED, standIn: LED },
    demote: { owner: LED, standIn: LED },
    mute: { owner: LED, standIn: LED, moderator: GUESTS },
    unmute: { owner: LED, standIn: LED, moderator: GUESTS },
    kick: { owner: LED, standIn: LED, moderator: GUESTS },
    // Whoever was here once can be kept out after they have gone.
    ban: { owner: [...LED, 'former'], standIn: [...LED, 'former'], moderator: [...GUESTS, 'former'] },
    transfer: { owner: LED, standIn: LED },
  };

  let installation: Installation;
  let people: Record<string, TestPerson>;
  const db = inInstallation(() => installation);

  beforeAll(async () => {
    installation = await createInstallation({ SEAT_GRACE_SECONDS: '3600' });
    await installation.bootNode();
    const names = ['owner', 'standIn', ...LED, 'former', 'stranger'];
    people = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await installation.person(name)])),
    ) as typeof people;
  });
  afterAll(() => installation.dispose());

  /** A room with everybody in their part; with a stand-in its owner has lost the connection. */
  async function gather(hasStandIn: boolean) {
    const room = await createRoom(people.owner!, { controlMode: 'host' });
    const sockets = Object.fromEntries(
      await Promise.all(
        Object.entries(people).map(async ([name, person]): Promise<[string, TestSocket]> => [
          name,
          name === 'stranger' ? await person.connect() : await enter(person, room),
        ]),
      ),
    );
    for (const name of ['moderator', 'moderator2'])
      await db.setRole(room, people[name]!.user.id, 'moderator');
    await sockets.former!.do('room:leave', {});
    if (hasStandIn) {
      sockets.owner!.vanish();
      await sockets.moderator!.hears(
        'room:participants',
        ({ changed }) =>
          changed?.some((who) => who.userId === people.owner!.user.id && !who.isOnline) ?? false,
      );
      await db.setRole(room, people.owner!.user.id, 'participant');
      await db.setRole(room, people.standIn!.user.id, 'host');
      await db.query('UPDATE rooms SET host_id = $2 WHERE id = $1', room.id, people.standIn!.user.id);
    }
    return { room, sockets };
  }

  it.each(MEMBER_ACTS.flatMap((act) => [false, true].map((hasStandIn) => ({ act, hasStandIn }))))(
    '[RM8] [RM9] $act: every actor and every target, with a stand-in: $hasStandIn',
    async ({ act, hasStandIn }) => {
      // In the other half of it each of them is an ordinary participant.
      const actors = ACTORS.filter((actor) => actor !== (hasStandIn ? 'owner' : 'standIn'));
      const targets = Object.keys(people).filter((name) => hasStandIn || name !== 'standIn');
      let party = await gather(hasStandIn);
      for (const actor of actors) {
        for (const target of targets) {
          const before = await snapshotRows(party.room);
          const answer = await party.sockets[actor]!.ask(eventOf(act), { userId: people[target]!.user.id });
          const allowed = ALLOWED[act][actor] ?? [];
          const isAbsent = target === 'stranger' || (target === 'former' && act !== 'ban');
          const expected = allowed.includes(target)
            ? 'ok'
            : allowed.length > 0 && isAbsent && actor !== target
              ? 'not_found'
              : 'forbidden';
          expect({ act, actor, target, answer: answer.ok ? 'ok' : answer.error.code }).toEqual({
            act,
            actor,
            target,
            answer: expected,
          });
          if (answer.ok) {
            for (const socket of Object.values(party.sockets)) socket.close();
            party = await gather(hasStandIn);
          } else {
            expect({ act, actor, target, rows: await snapshotRows(party.room) }).toEqual({
              act,
              actor,
              target,
              rows: before,
            });
          }
        }
      }
      for (const socket of Object.values(party.sockets)) socket.close();
    },
    TABLE_TIMEOUT_MS,
  );

  /** Everything that an act could change. */
  const snapshotRows = (room: Room) =>
    db.query(
      `SELECT r.host_id, r.owner_id, p.user_id, p.role, p.left_at, p.muted_until,
         (SELECT count(*)::int FROM room_bans b WHERE b.room_id = r.id) AS bans
       FROM rooms r JOIN room_participants p ON p.room_id = r.id WHERE r.id = $1 ORDER BY p.user_id`,
      room.id,
    );

  it('[RM8] [RM9] somebody unknown is not_found', async () => {
    const { sockets } = await gather(false);
    for (const act of MEMBER_ACTS)
      expect((await sockets.owner!.refused(eventOf(act), { userId: UNKNOWN_ID })).code).toBe('not_found');
  });
});

describe.each([
  { where: 'on one node', withRedis: false },
  { where: 'on two nodes with Redis', withRedis: true },
])('moderation $where', ({ withRedis }) => {
  let installation: Installation;
  let first: TestNode;
  let second: TestNode;
  const db = inInstallation(() => installation);

  beforeAll(async () => {
    installation = await createInstallation({ SEAT_GRACE_SECONDS: '3600' }, { withRedis });
    first = await installation.bootNode();
    second = withRedis ? await installation.bootNode() : first;
  });
  afterAll(() => installation.dispose());

  /** The owner at one node, three guests at the other one. */
  async function party(request: Parameters<typeof createRoom>[1] = {}) {
    const [anna, ...others] = (await installation.people(4)) as [TestPerson, ...TestPerson[]];
    const room = await createRoom(anna, { controlMode: 'host', ...request });
    const come = async (person: TestPerson, url: string): Promise<Guest> => ({
      person,
      socket: await enter(person, room, { url, password: request.password }),
      id: person.user.id,
    });
    const owner = await come(anna, first.url);
    const guests: Guest[] = [];
    for (const other of others) guests.push(await come(other, second.url));
    const [boris, vera, gleb] = guests as [Guest, Guest, Guest];
    return { room, owner, boris, vera, gleb, come };
  }

  const changedOf = (socket: TestSocket, id: string, fits: (who: Participant) => boolean) =>
    socket.hears(
      'room:participants',
      ({ changed }) => changed?.some((who) => who.userId === id && fits(who)) ?? false,
    );

  const noteOf = async (socket: TestSocket, content: string): Promise<Message> => {
    const { message } = await socket.hears('chat:new_message', (heard) => heard.message.content === content);
    return message;
  };

  /** Whether a connection hears what is said in a room. */
  async function isListening(room: Room, speaker: TestSocket, listener: TestSocket): Promise<boolean> {
    const { message } = await speaker.do('chat:message', { content: 'anybody there?' });
    // Heard by somebody at the same node, whatever was on its way has arrived.
    await speaker.hears('chat:new_message', (heard) => heard.message.id === message.id);
    await listener.settled();
    return listener.all('chat:new_message').some((heard) => heard.message.id === message.id);
  }

  it('[RM8] [RM15] promotes and takes back: the role counts at once, and the chat says who and whom', async () => {
    const { room, owner, boris, vera } = await party({ controlMode: 'moderators' });
    expect((await boris.socket.refused('video:play')).code).toBe('forbidden');

    const { participant } = await owner.socket.do('member:promote', { userId: boris.id });

    expect(participant).toMatchObject({ userId: boris.id, role: 'moderator' });
    await changedOf(vera.socket, boris.id, ({ role }) => role === 'moderator');
    expect(await noteOf(vera.socket, 'promoted')).toMatchObject({
      type: 'system',
      userId: owner.id,
      target: { id: boris.id, firstName: boris.person.name },
    });
    await boris.socket.do('video:play', {});
    vera.socket.forget();
    // Once more is no news.
    await owner.socket.do('member:promote', { userId: boris.id });
    await vera.socket.settled();
    expect(vera.socket.all('room:participants')).toEqual([]);

    await owner.socket.do('member:demote', { userId: boris.id });
    await changedOf(vera.socket, boris.id, ({ role }) => role === 'participant');
    expect((await noteOf(vera.socket, 'demoted')).target?.id).toBe(boris.id);
    expect((await boris.socket.refused('video:pause')).code).toBe('forbidden');
    const { messages } = await readMessages(vera.person, room.id);
    expect(messages.filter(({ target }) => target?.id === boris.id).map(({ content }) => content)).toEqual([
      'promoted',
      'demoted',
    ]);
  });

  describe('[RM10] mute', () => {
    it('keeps somebody from writing until it is lifted, and everybody knows', async () => {
      const { room, owner, boris, vera } = await party();
      const { message } = await boris.socket.do('chat:message', { content: 'mine', clientId: 'c1' });

      const { participant } = await owner.socket.do('member:mute', { userId: boris.id });

      expect(participant).toMatchObject({ isMuted: true });
      expect(participant).not.toHaveProperty('mutedUntil');
      await changedOf(vera.socket, boris.id, ({ isMuted }) => isMuted === true);
      expect(await boris.socket.refused('chat:message', { content: 'x' })).toEqual({
        code: 'muted',
        message: expect.any(String),
      });
      expect((await boris.socket.refused('chat:message', { content: '🔥', type: 'emoji' })).code).toBe(
        'muted',
      );
      // What was kept before stays answered.
      expect((await boris.socket.do('chat:message', { content: 'mine', clientId: 'c1' })).message.id).toBe(
        message.id,
      );
      // Another way to write is no way round.
      await expect(
        db.query(`UPDATE messages SET content = 'other' WHERE id = $1`, message.id),
      ).rejects.toMatchObject({ code: 'muted' });
      // Leaving and coming back changes nothing, and whoever comes is told.
      await boris.socket.do('room:leave', {});
      await boris.socket.do('room:join', { roomId: room.id });
      expect((await boris.socket.refused('chat:message', { content: 'x' })).code).toBe('muted');
      const { you, participants } = await snapshotOf(boris.socket, room.id);
      expect([you.isMuted, participants.filter(({ isMuted }) => isMuted).length]).toEqual([true, 1]);

      await owner.socket.do('member:unmute', { userId: boris.id });
      await changedOf(vera.socket, boris.id, ({ isMuted }) => isMuted === undefined);
      await boris.socket.do('chat:message', { content: 'again' });
      expect(
        (await readMessages(owner.person, room.id)).messages.map(({ content }) => content),
      ).not.toContain('x');
    });

    it('ends by itself, says when, and everybody is told', async () => {
      const { room, owner, boris, vera } = await party();
      const { participant } = await owner.socket.do('member:mute', { userId: boris.id, seconds: 600 });
      expect(participant.mutedUntil! - Date.now()).toBeGreaterThan(500_000);
      const refusal = await boris.socket.refused('chat:message', { content: 'x' });
      expect(refusal.code).toBe('muted');
      expect(refusal.retryAfter).toBeGreaterThan(500);
      expect(refusal.retryAfter).toBeLessThanOrEqual(600);
      for (const node of new Set([first, second])) await node.app.healer.heal();
      vera.socket.forget();

      await db.query(
        `UPDATE room_participants SET muted_until = now() - interval '1 ms' WHERE room_id = $1 AND user_id = $2`,
        room.id,
        boris.id,
      );

      await boris.socket.do('chat:message', { content: 'y' });
      for (const node of new Set([first, second])) await node.app.healer.heal();
      await changedOf(vera.socket, boris.id, ({ isMuted }) => isMuted === undefined);
      vera.socket.forget();
      // Whoever comes now and whoever was here agree, and nothing is told over and over.
      await snapshotOf(boris.socket, room.id);
      for (const node of new Set([first, second])) await node.app.healer.heal();
      await vera.socket.settled();
      expect(vera.socket.all('room:participants')).toEqual([]);
    });

    it('goes with a promotion', async () => {
      const { owner, boris } = await party();
      await owner.socket.do('member:mute', { userId: boris.id });
      const { participant } = await owner.socket.do('member:promote', { userId: boris.id });
      expect(participant).not.toHaveProperty('isMuted');
      await boris.socket.do('chat:message', { content: 'I help' });
    });

    it('holds against a message that waits for the room at that moment', async () => {
      const { room, owner, boris } = await party();
      const sent = await installation.database.transaction(async (tx) => {
        await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR NO KEY UPDATE', values: [room.id] });
        const message = boris.socket.ask('chat:message', { content: 'just in time' });
        await untilSomebodyWaits(installation.database, 'last_message_seq + 1');
        await tx.query({
          text: `UPDATE room_participants SET muted_until = 'infinity' WHERE room_id = $1 AND user_id = $2`,
          values: [room.id, boris.id],
        });
        return { message };
      });
      expect(await sent.message).toMatchObject({ ok: false, error: { code: 'muted' } });
      const { message } = await owner.socket.do('chat:message', { content: 'next' });
      expect((await readMessages(owner.person, room.id)).messages.at(-1)?.id).toBe(message.id);
    });
  });

  describe('[RM14] slow mode', () => {
    it('is told, and lets participants write one message in so many seconds', async () => {
      const { room, owner, boris, vera } = await party();
      await owner.person.call('PATCH', `/api/rooms/${room.id}`, { slowMode: 30 });
      await vera.socket.hears('room:update', (update) => update.room.slowMode === 30);
      expect((await noteOf(vera.socket, 'slow_mode_on')).userId).toBe(owner.id);

      const { message } = await boris.socket.do('chat:message', { content: 'one', clientId: 'c1' });
      const refusal = await boris.socket.refused('chat:message', { content: 'two' });
      expect(refusal.code).toBe('rate_limited');
      expect(refusal.retryAfter).toBeGreaterThan(20);
      expect(refusal.retryAfter).toBeLessThanOrEqual(30);
      // A retry of what was kept is none, and others have their own time.
      expect((await boris.socket.do('chat:message', { content: 'one', clientId: 'c1' })).message.id).toBe(
        message.id,
      );
      await vera.socket.do('chat:message', { content: 'mine' });
      // Neither those who lead, nor writing anew.
      await owner.socket.do('chat:message', { content: 'a' });
      await owner.socket.do('chat:message', { content: 'b' });
      await owner.socket.do('member:promote', { userId: vera.id });
      await vera.socket.do('chat:message', { content: 'c' });
      await db.query(`UPDATE messages SET content = 'uno' WHERE id = $1`, message.id);

      await db.query(
        `UPDATE room_participants SET wrote_at = wrote_at - interval '30 s' WHERE room_id = $1 AND user_id = $2`,
        room.id,
        boris.id,
      );
      await boris.socket.do('chat:message', { content: 'three' });

      await owner.person.call('PATCH', `/api/rooms/${room.id}`, { slowMode: 0 });
      await noteOf(vera.socket, 'slow_mode_off');
      await boris.socket.do('chat:message', { content: 'four' });
    });

    it('of several messages at once, from two nodes, one is kept', async () => {
      const { room, owner, boris, come } = await party({ slowMode: 60 });
      const other = await come(boris.person, first.url);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? boris : other).socket.ask('chat:message', { content: `line ${index}` }),
        ),
      );
      const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
      expect([codes.filter((code) => code === 'ok').length, new Set(codes)]).toEqual([
        1,
        new Set(['ok', 'rate_limited']),
      ]);
      const { messages } = await readMessages(owner.person, room.id);
      expect(messages.filter(({ type }) => type === 'text')).toHaveLength(1);
    });
  });

  describe('[RM11] kick', () => {
    it('ends every connection of somebody in the room, at every node, and they may come back', async () => {
      const { room, owner, boris, vera, come } = await party({ password: 'secret' });
      await owner.socket.do('member:promote', { userId: boris.id });
      const other = await come(boris.person, first.url);

      await owner.socket.do('member:kick', { userId: boris.id });

      for (const { socket } of [boris, other]) {
        expect(await socket.hears('member:removed')).toEqual({
          roomId: room.id,
          reason: 'kicked',
          by: expect.objectContaining({ id: owner.id, firstName: owner.person.name }),
        });
        expect(socket.isConnected).toBe(true);
        expect((await socket.refused('chat:message', { content: 'x' })).code).toBe('forbidden');
        expect(await isListening(room, vera.socket, socket)).toBe(false);
      }
      await vera.socket.hears('room:participants', ({ left }) => left?.includes(boris.id) ?? false);
      expect(await noteOf(vera.socket, 'kicked')).toMatchObject({
        userId: owner.id,
        target: { id: boris.id },
      });
      expect((await readRoom(owner.person, room.id)).participantCount).toBe(3);
      // A connection that is in no room leaves none, and is not cut for want of a seat.
      for (const node of new Set([first, second])) await node.app.keeper.reconcile();
      await boris.socket.settled();
      expect([boris.socket.isConnected, other.socket.isConnected]).toEqual([true, true]);

      const back = await boris.socket.do('room:join', { roomId: room.id });
      expect(back.you.role).toBe('moderator');
      expect(await isListening(room, vera.socket, boris.socket)).toBe(true);
      // The other connection holds nothing any more.
      await boris.socket.do('room:leave', {});
      expect(await db.hasSeat(room, boris.id)).toBe(false);
    });

    it('a kick and a join at the same moment: whoever has no seat hears nothing, and the other way round', async () => {
      const { room, owner, boris, vera, come } = await party();
      const other = await come(boris.person, first.url);
      for (let round = 0; round < 12; round += 1) {
        await Promise.all([
          owner.socket.ask('member:kick', { userId: boris.id }),
          boris.socket.ask('room:join', { roomId: room.id }),
          other.socket.ask('room:join', { roomId: room.id }),
        ]);
        await Promise.all([boris.socket.settled(), other.socket.settled()]);
        await until('who hears the room has a seat in it, and the other way round', async () => {
          const listening = [
            await isListening(room, vera.socket, boris.socket),
            await isListening(room, vera.socket, other.socket),
          ];
          return listening.includes(true) === (await db.hasSeat(room, boris.id));
        });
        await boris.socket.do('room:join', { roomId: room.id });
        await other.socket.do('room:join', { roomId: room.id });
      }
    });
  });

  describe('[RM12] ban', () => {
    it('keeps somebody out of everything, until it is lifted', async () => {
      const { room, owner, boris, vera } = await party();
      await boris.socket.do('chat:message', { content: 'rude' });
      await owner.socket.do('member:promote', { userId: boris.id });

      await owner.socket.do('member:ban', { userId: boris.id });

      expect(await boris.socket.hears('member:removed')).toMatchObject({ roomId: room.id, reason: 'banned' });
      await vera.socket.hears('room:participants', ({ left }) => left?.includes(boris.id) ?? false);
      expect(await noteOf(vera.socket, 'banned')).toMatchObject({ target: { id: boris.id } });
      expect(await isListening(room, vera.socket, boris.socket)).toBe(false);
      for (const url of [first.url, second.url]) {
        const socket = await boris.person.connect(url);
        expect((await socket.refused('room:join', { roomId: room.id })).code).toBe('banned');
      }
      for (const path of ['', '/messages', '/participants']) {
        const answer = await boris.person.request('GET', `/api/rooms/${room.id}${path}`);
        expect({ path, status: answer.status, code: answer.error?.code }).toEqual({
          path,
          status: 403,
          code: 'banned',
        });
      }
      // Elsewhere nothing has changed.
      const elsewhere = await createRoom(owner.person);
      await boris.socket.do('room:join', { roomId: elsewhere.id });

      const { bans } = (await vera.person
        .request('GET', `/api/rooms/${room.id}/bans`)
        .then(async (refused) => {
          expect(refused.error?.code).toBe('forbidden');
          return owner.person.call('GET', `/api/rooms/${room.id}/bans`);
        })) as ListBansResponse;
      expect(bans).toEqual([
        {
          id: expect.any(String),
          person: expect.objectContaining({ id: boris.id, firstName: boris.person.name }),
          by: expect.objectContaining({ id: owner.id }),
          bannedAt: expect.any(Number),
        },
      ]);
      expect((await vera.socket.refused('member:unban', { banId: bans[0]!.id })).code).toBe('forbidden');
      expect((await owner.socket.refused('member:unban', { banId: UNKNOWN_ID })).code).toBe('not_found');
      await owner.socket.do('member:unban', { banId: bans[0]!.id });

      // Let in again, as anybody is: what they were is gone.
      expect((await boris.socket.do('room:join', { roomId: room.id })).you.role).toBe('participant');
      expect(
        ((await owner.person.call('GET', `/api/rooms/${room.id}/bans`)) as ListBansResponse).bans,
      ).toEqual([]);
    });

    it('goes before a password and a full house', async () => {
      const { room, owner, boris } = await party({ password: 'secret', maxParticipants: 4 });
      await owner.socket.do('member:ban', { userId: boris.id });
      await owner.person.call('PATCH', `/api/rooms/${room.id}`, { maxParticipants: 1 });
      expect((await boris.socket.refused('room:join', { roomId: room.id })).code).toBe('banned');
      const stranger = await (await installation.person('Stranger')).connect();
      expect((await stranger.refused('room:join', { roomId: room.id })).code).toBe('password_required');
    });

    it('outlives an erasure, of which only Telegram’s number stays', async () => {
      const owner = await installation.person('Owner');
      const room = await createRoom(owner);
      const host = await enter(owner, room);
      const boris = await installation.person('Boris', { telegramId: 8_800 + Number(withRedis) });
      await enter(boris, room, { url: second.url });
      await host.do('member:ban', { userId: boris.user.id });
      await boris.call('DELETE', '/api/users/me');
      const { bans } = (await owner.call('GET', `/api/rooms/${room.id}/bans`)) as ListBansResponse;
      expect(bans).toEqual([
        {
          id: expect.any(String),
          by: expect.objectContaining({ id: owner.user.id }),
          bannedAt: expect.any(Number),
        },
      ]);
      // The line about them went with them.
      const { messages } = await readMessages(owner, room.id);
      expect(messages.map(({ content }) => content)).not.toContain('banned');

      const again = await installation.person('Bob', { telegramId: boris.user.telegramId });
      expect(again.user.id).not.toBe(boris.user.id);
      const socket = await again.connect();
      expect((await socket.refused('room:join', { roomId: room.id })).code).toBe('banned');
      expect((await again.request('GET', `/api/rooms/${room.id}`)).error?.code).toBe('banned');
    });

    it('lists page by page, the latest first', async () => {
      const { room, owner, boris, vera, gleb } = await party();
      for (const { id } of [boris, vera, gleb]) await owner.socket.do('member:ban', { userId: id });
      const ids: (string | undefined)[] = [];
      let cursor = '';
      do {
        const page = (await owner.person.call(
          'GET',
          `/api/rooms/${room.id}/bans?limit=2${cursor && `&cursor=${cursor}`}`,
        )) as ListBansResponse;
        ids.push(...page.bans.map(({ person }) => person?.id));
        cursor = page.nextCursor ?? '';
      } while (cursor !== '');
      expect(ids).toEqual([gleb.id, vera.id, boris.id]);
      const unknown = await owner.person.request('GET', `/api/rooms/${UNKNOWN_ID}/bans`);
      expect(unknown.error?.code).toBe('room_not_found');
    });

    it('a ban and a message: what waited for the room is not kept', async () => {
      const { room, owner, boris } = await party();
      const sent = await installation.database.transaction(async (tx) => {
        await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR NO KEY UPDATE', values: [room.id] });
        const message = boris.socket.ask('chat:message', { content: 'last word' });
        await untilSomebodyWaits(installation.database, 'last_message_seq + 1');
        await tx.query({
          text: `
            WITH gone AS (DELETE FROM room_participants WHERE room_id = $1 AND user_id = $2)
            INSERT INTO room_bans (room_id, telegram_id) SELECT $1, telegram_id FROM users WHERE id = $2`,
          values: [room.id, boris.id],
        });
        return { message };
      });
      expect(await sent.message).toMatchObject({ ok: false, error: { code: 'forbidden' } });
      expect(
        (await readMessages(owner.person, room.id)).messages.map(({ content }) => content),
      ).not.toContain('last word');
    });

    it('a ban and a join at the same moment: never a seat of somebody banned', async () => {
      const { room, owner, boris, come } = await party();
      const other = await come(boris.person, first.url);
      for (let round = 0; round < 10; round += 1) {
        await Promise.all([
          owner.socket.ask('member:ban', { userId: boris.id }),
          boris.socket.ask('room:join', { roomId: room.id }),
          other.socket.ask('room:join', { roomId: room.id }),
        ]);
        expect(await db.hasSeat(room, boris.id)).toBe(false);
        expect(await isListening(room, owner.socket, boris.socket)).toBe(false);
        expect(await isListening(room, owner.socket, other.socket)).toBe(false);
        await db.query('DELETE FROM room_bans WHERE room_id = $1', room.id);
        await boris.socket.do('room:join', { roomId: room.id });
        await other.socket.do('room:join', { roomId: room.id });
      }
    });
  });

  describe('[RM13] handing the room over', () => {
    it('by its owner is for good', async () => {
      const { room, owner, boris, vera } = await party();

      const { room: told } = await owner.socket.do('room:transfer', { userId: boris.id });

      expect([told.hostId, told.ownerId]).toEqual([boris.id, boris.id]);
      await vera.socket.hears('room:update', (update) => update.room.hostId === boris.id);
      await changedOf(vera.socket, boris.id, ({ role }) => role === 'host');
      await changedOf(vera.socket, owner.id, ({ role }) => role === 'moderator');
      expect(await noteOf(vera.socket, 'handed_over')).toMatchObject({
        userId: owner.id,
        target: { id: boris.id },
      });
      await boris.socket.do('video:play', {});
      expect((await owner.socket.refused('video:pause')).code).toBe('forbidden');
      // Nobody takes it back by coming and going.
      await owner.socket.do('room:leave', {});
      await owner.socket.do('room:join', { roomId: room.id });
      for (const node of new Set([first, second])) await node.app.keeper.enforceGrace();
      expect((await readRoom(vera.person, room.id)).hostId).toBe(boris.id);
      expect((await owner.person.request('DELETE', `/api/rooms/${room.id}`)).error?.code).toBe('forbidden');
      await boris.person.call('DELETE', `/api/rooms/${room.id}`);
    });

    it('by a stand-in is until the owner is back', async () => {
      const { room, owner, boris, vera, gleb } = await party();
      await db.setRole(room, boris.id, 'moderator');
      owner.socket.vanish();
      await vera.socket.hears(
        'room:participants',
        ({ changed }) => changed?.some((who) => who.userId === owner.id && !who.isOnline) ?? false,
      );
      await installation.pass(PAST_HOST_GRACE_S);
      await vera.socket.hears('room:update', (update) => update.room.hostId === boris.id);

      await boris.socket.do('room:transfer', { userId: gleb.id });

      expect(await db.hostsOf(room)).toEqual([{ user_id: gleb.id, host_id: gleb.id, owner_id: owner.id }]);
      expect(await db.roleOf(room, boris.id)).toBe('moderator');
      await enter(owner.person, room, { url: first.url });
      expect(await db.hostsOf(room)).toEqual([{ user_id: owner.id, host_id: owner.id, owner_id: owner.id }]);
      expect(await db.roleOf(room, gleb.id)).toBe('participant');
    });

    it('to somebody who leaves at that moment: the room has one host, whoever was first', async () => {
      for (let round = 0; round < 8; round += 1) {
        const { room, owner, boris } = await party();
        const [handed] = await Promise.all([
          owner.socket.ask('room:transfer', { userId: boris.id }),
          boris.socket.ask('room:leave', {}),
        ]);
        const host = handed.ok ? boris.id : owner.id;
        if (!handed.ok) expect(handed.error.code).toBe('not_found');
        expect(await db.hostsOf(room)).toEqual([{ user_id: host, host_id: host, owner_id: host }]);
      }
    });
  });

  it('[RM8] promoted and taken back at once: everybody ends up with what is in the database', async () => {
    const { room, owner, boris, vera, come } = await party();
    const other = await come(owner.person, second.url);
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([
        owner.socket.ask('member:promote', { userId: boris.id }),
        other.socket.ask('member:demote', { userId: boris.id }),
      ]);
    }
    for (const node of new Set([first, second])) await node.app.healer.heal();
    await Promise.all([vera.socket.settled(), owner.socket.settled()]);
    const role = await db.roleOf(room, boris.id);
    for (const { socket } of [vera, owner]) {
      const last = socket
        .all('room:participants')
        .flatMap(({ changed = [] }) => changed)
        .filter(({ userId }) => userId === boris.id)
        .at(-1);
      expect(last?.role).toBe(role);
    }
  });

  it('[RM16] asks whoever controls for a pause, now and then', async () => {
    const { room, owner, boris, vera } = await party({ controlMode: 'moderators' });
    await owner.socket.do('member:promote', { userId: vera.id });
    expect((await boris.socket.refused('playback:ask')).code).toBe('conflict');
    await owner.socket.do('video:play', {});
    expect((await owner.socket.refused('playback:ask')).code).toBe('conflict');

    await boris.socket.do('playback:ask', {});

    for (const { socket } of [owner, vera])
      expect(await socket.hears('playback:asked')).toEqual({ roomId: room.id, userId: boris.id });
    await boris.socket.settled();
    expect(boris.socket.all('playback:asked')).toEqual([]);
    await boris.socket.do('playback:ask', {});
    expect(await boris.socket.refused('playback:ask')).toMatchObject({
      code: 'rate_limited',
      retryAfter: expect.any(Number),
    });
    await boris.socket.do('room:leave', {});
    expect((await boris.socket.refused('playback:ask')).code).toBe('forbidden');
  });
});

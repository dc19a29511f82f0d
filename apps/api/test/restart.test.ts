import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createInstallation, type Installation, requiredVariable } from './kit/installation.js';
import { createRoom, enter, readMessages, readRoom, snapshotOf } from './kit/room.js';
import { request } from './kit/test-person.js';
import { until } from './kit/until.js';

/** Lets the node's own connections be told from everybody else's. */
function underOwnName(installation: Installation): { DATABASE_URL: string } {
  const url = new URL(requiredVariable('TEST_DATABASE_URL'));
  url.searchParams.set('application_name', installation.schema);
  return { DATABASE_URL: url.href };
}

async function connectionsOf(installation: Installation): Promise<number[]> {
  const rows = await installation.database.query<{ pid: number }>({
    text: 'SELECT pid FROM pg_stat_activity WHERE application_name = $1',
    values: [installation.schema],
  });
  return rows.map((row) => row.pid);
}

describe('a node that stops', () => {
  let installation: Installation;

  beforeEach(async () => {
    installation = await createInstallation();
  });
  afterEach(() => installation.dispose());

  it('finishes what is under way, tells its connections, and takes no more', async () => {
    const node = await installation.bootNode();
    const anna = await installation.person('Anna');
    const room = await createRoom(anna);
    const host = await enter(anna, room);
    // bcrypt keeps this one busy for a while.
    const underWay = Promise.all(
      Array.from({ length: 4 }, () => anna.request('POST', '/api/rooms', { name: 'Late', password: 'x' })),
    );
    await until('they are being made', async () => {
      await host.settled();
      return true;
    });

    const [answers] = await Promise.all([underWay, node.stop(), host.hearsDisconnect()]);

    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    await expect(request(node.url, 'GET', '/api/health')).rejects.toThrow();
    const rooms = await installation.database.query({ text: `SELECT 1 FROM rooms WHERE name = 'Late'` });
    expect(rooms).toHaveLength(4);
    // Whoever sat there is away, not gone: the next node may be here in a moment.
    const seats = await installation.database.query<{ away_since: Date | null; left_at: Date | null }>({
      text: 'SELECT away_since, left_at FROM room_participants WHERE room_id = $1',
      values: [room.id],
    });
    expect(seats).toEqual([{ away_since: expect.any(Date), left_at: null }]);
    expect(installation.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  it('[DR1] asks its people to move, and answers what they asked before', async () => {
    const node = await installation.bootNode();
    const anna = await installation.person('Anna');
    const room = await createRoom(anna);
    const host = await enter(anna, room);
    host.movesWhenAsked = false;
    const stopping = await installation.database.transaction(async (tx) => {
      await tx.query({ text: 'LOCK TABLE messages IN ACCESS EXCLUSIVE MODE' });
      const sent = host.do('chat:message', { content: 'just before', clientId: '1' });
      await host.settled();
      const stopped = node.stop();
      const { reconnectWithinMs } = await host.hears('node:draining');
      expect(reconnectWithinMs).toBeGreaterThan(0);
      await expect(request(node.url, 'GET', '/api/health')).rejects.toThrow();
      return { sent, stopped };
    });
    const { message } = await stopping.sent;
    expect(message.content).toBe('just before');
    await stopping.stopped;
    expect(host.isConnected).toBe(false);
  });

  it('[DR1] ends at once where everybody moves', async () => {
    const node = await installation.bootNode();
    const anna = await installation.person('Anna');
    const host = await enter(anna, await createRoom(anna));
    const stopped = node.stop();
    await host.hearsDisconnect();
    await stopped;
    expect(host.all('node:draining')).toHaveLength(1);
  });

  it('does not wait for a request that stands still', async () => {
    const node = await installation.bootNode();
    const { hostname, port } = new URL(node.url);
    const halfSent = connect(Number(port), hostname);
    await once(halfSent, 'connect');
    halfSent.write(
      'POST /api/auth/telegram HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{',
    );
    // Another request makes sure that the node has read this far.
    await request(node.url, 'GET', '/api/health');
    await Promise.all([node.stop(), once(halfSent, 'close')]);
  });

  it('leaves no connection to the database behind', async () => {
    const node = await installation.bootNode(underOwnName(installation));
    const people = await installation.people(10);
    await Promise.all(people.map((person) => person.request('GET', '/api/rooms')));
    expect((await connectionsOf(installation)).length).toBeGreaterThan(0);
    await node.stop();
    await until('all have gone', async () => (await connectionsOf(installation)).length === 0);
  });

  it('[PB10] [SE9] is followed by another one, where everything goes on', async () => {
    const first = await installation.bootNode();
    const [anna, boris] = await installation.people(2);
    const room = await createRoom(anna!, { password: 'x' });
    const host = await enter(anna!, room);
    const guest = await enter(boris!, room, { password: 'x' });
    const { playback } = await host.do('video:play', { position: 3 });
    const { message } = await guest.do('chat:message', { content: 'before', clientId: '1' });
    await first.stop();

    const second = await installation.bootNode();
    const back = await enter(anna!, room, { url: second.url });
    const returned = await boris!.connect(second.url);
    const joined = await returned.do('room:join', { roomId: room.id, afterSeq: message.seq });
    expect(joined.playback).toEqual(playback);
    expect(joined.messages).toEqual([]);
    expect((await returned.do('chat:message', { content: 'before', clientId: '1' })).message).toEqual(
      message,
    );
    const { message: next } = await returned.do('chat:message', { content: 'after' });
    expect(next.seq).toBe(message.seq + 1);
    await back.hears('chat:new_message', (heard) => heard.message.id === next.id);
    expect((await snapshotOf(back, room.id)).participants).toHaveLength(2);
  });

  it('[SE7] those who do not come back after a restart leave when the grace is over', async () => {
    const first = await installation.bootNode();
    const [anna, boris] = await installation.people(2);
    const room = await createRoom(anna!);
    await enter(boris!, room);
    const host = await enter(anna!, room);
    await first.stop();
    await host.hearsDisconnect();
    const second = await installation.bootNode();
    const back = await enter(anna!, room, { url: second.url });
    await installation.pass(90);
    expect((await snapshotOf(back, room.id)).participants.map((who) => who.userId)).toEqual([anna!.user.id]);
  });
});

describe('a database that does not answer', () => {
  let installation: Installation;

  beforeEach(async () => {
    installation = await createInstallation();
  });
  afterEach(() => installation.dispose());

  /** Ends every connection of the node, or every statement, that waits for a lock which is held meanwhile. */
  async function breakWhile(
    table: string,
    work: () => Promise<void>,
    how: 'pg_terminate_backend' | 'pg_cancel_backend' = 'pg_terminate_backend',
  ): Promise<void> {
    await installation.database.transaction(async (tx) => {
      await tx.query({ text: `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE` });
      let isOver = false;
      const waiting = work().finally(() => (isOver = true));
      // Again and again: the node's own jobs wait there, too.
      await until('all of it is broken', async () => {
        await tx.query({
          text: `SELECT ${how}(pid) FROM unnest($1::int[]) AS pid`,
          values: [await waitersFor(table)],
        });
        return isOver;
      });
      await waiting;
    });
  }

  async function waitersFor(table: string): Promise<number[]> {
    const rows = await installation.database.query<{ pid: number }>({
      text: `SELECT pid FROM pg_locks WHERE NOT granted AND relation = $1::regclass`,
      values: [`${installation.schema}.${table}`],
    });
    return rows.map((row) => row.pid);
  }

  it('[ER5] is unavailable, the connection stays, nothing changes, and then it works again', async () => {
    await installation.bootNode();
    const anna = await installation.person('Anna');
    const room = await createRoom(anna);
    const host = await enter(anna, room);
    const before = await snapshotOf(host, room.id);

    await breakWhile('rooms', async () => {
      const [command, join, http] = await Promise.all([
        host.refused('video:play', {}),
        (await anna.connect()).refused('room:join', { roomId: room.id }),
        anna.request('GET', `/api/rooms/${room.id}`),
      ]);
      expect([command.code, join.code]).toEqual(['unavailable', 'unavailable']);
      expect([http.status, http.error?.code]).toEqual([503, 'unavailable']);
      expect(JSON.stringify([command, join, http.body])).not.toMatch(/terminat|postgres|administrator/i);
    });

    expect(host.isConnected).toBe(true);
    expect(await snapshotOf(host, room.id)).toEqual(before);
    await host.do('video:play', {});
    expect((await readRoom(anna, room.id)).video.version).toBe(2);
  });

  it('[ER3] a transaction that breaks in the middle leaves nothing behind', async () => {
    await installation.bootNode();
    const [anna, boris] = await installation.people(2);
    const room = await createRoom(anna!);
    const host = await enter(anna!, room);
    const guest = await boris!.connect();
    // Joining takes the room's lock first and then the seat: it breaks at the seat.
    await breakWhile('user_stats', async () => {
      expect((await guest.refused('room:join', { roomId: room.id })).code).toBe('unavailable');
    });
    expect((await snapshotOf(host, room.id)).participants).toHaveLength(1);
    expect((await boris!.request('GET', `/api/rooms/${room.id}/messages`)).error?.code).toBe('forbidden');
    await guest.do('room:join', { roomId: room.id });
    expect((await readMessages(boris!, room.id)).messages).toHaveLength(1);
  });

  it('[ER5] a statement that takes too long is unavailable, too', async () => {
    await installation.bootNode();
    const anna = await installation.person('Anna');
    const host = await enter(anna, await createRoom(anna));
    const work = async (): Promise<void> => {
      expect((await host.refused('video:play', {})).code).toBe('unavailable');
    };
    // What the server does to a statement at its timeout.
    await breakWhile('rooms', work, 'pg_cancel_backend');
    await host.do('video:play', {});
  });

  it('a node that stands still in the middle of something does not keep the others waiting', async () => {
    await installation.bootNode();
    const anna = await installation.person('Anna');
    const room = await createRoom(anna);
    const host = await enter(anna, room);
    // As a node in SIGSTOP holds it.
    let wake: (() => void) | undefined;
    const asleep = installation.database.transaction(async (tx) => {
      await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR UPDATE', values: [room.id] });
      await new Promise<void>((resolve) => (wake = resolve));
      await tx.query({ text: `UPDATE rooms SET name = 'stale' WHERE id = $1`, values: [room.id] });
    });
    const outcome = expect(asleep).rejects.toMatchObject({ code: 'unavailable' });
    await until('it holds the room', async () => wake !== undefined);
    await host.do('video:play', {});
    wake?.();
    await outcome;
    expect((await readRoom(anna, room.id)).name).toBe('Party');
  });

  it('idle connections that the server ends are replaced', async () => {
    await installation.bootNode(underOwnName(installation));
    const anna = await installation.person('Anna');
    const host = await enter(anna, await createRoom(anna));
    for (let turn = 1; turn <= 3; turn++) {
      const pids = await connectionsOf(installation);
      expect(pids.length).toBeGreaterThan(0);
      await installation.database.query({
        text: 'SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid',
        values: [pids],
      });
      await until('it works again', async () => (await host.ask('video:play', {})).ok);
    }
    expect(host.isConnected).toBe(true);
  });
});

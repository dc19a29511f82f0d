import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ListMessagesResponse, ListRoomsResponse } from '@watchparty/shared';
import pg from 'pg';
import { type ReplicatedPostgres, startReplicatedPostgres } from '../../../scripts/lib/postgres-replica.mjs';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, readMessages, readRoom } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import { until } from './kit/until.js';

describe('with a streaming replica', () => {
  let postgres: ReplicatedPostgres;
  let installation: Installation;
  let node: TestNode;
  let anna: TestPerson;
  let boris: TestPerson;
  /** The test's own lines to both servers, to steer the one and to look at the other. */
  let onReplica: pg.Client;
  let onPrimary: pg.Client;

  beforeAll(async () => {
    postgres = await startReplicatedPostgres();
    installation = await createInstallation({}, { databaseUrl: postgres.primaryUrl });
    await connect();
    await caughtUp();
    node = await installation.bootNode({ DATABASE_REPLICA_URL: postgres.replicaUrl });
    [anna, boris] = (await installation.people(2)) as [TestPerson, TestPerson];
  }, 60_000);

  afterAll(async () => {
    await onReplica.end();
    await onPrimary.end();
    await installation.dispose();
    await postgres.stop();
  });

  async function connect(): Promise<void> {
    onPrimary = await lineTo(postgres.primaryUrl);
    onReplica = await lineTo(postgres.replicaUrl);
  }

  async function lineTo(url: string): Promise<pg.Client> {
    const client = new pg.Client(url);
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async function positionOf(client: pg.Client, position: string): Promise<number> {
    const { rows } = await client.query<{ lsn: number }>(`SELECT (${position} - '0/0')::float8 AS lsn`);
    return rows[0]!.lsn;
  }

  /** The replica has all that the primary has at this moment. */
  async function caughtUp(): Promise<void> {
    const goal = await positionOf(onPrimary, 'pg_current_wal_insert_lsn()');
    await until('the replica has caught up', async () => {
      return (await positionOf(onReplica, 'pg_last_wal_replay_lsn()')) >= goal;
    });
  }

  /** The replica stands still at what it has; the primary goes on. */
  async function whilePaused(work: () => Promise<void>): Promise<void> {
    await caughtUp();
    await onReplica.query('SELECT pg_wal_replay_pause()');
    await until('the replica is paused', async () => {
      const { rows } = await onReplica.query<{ state: string }>(
        'SELECT pg_get_wal_replay_pause_state() AS state',
      );
      return rows[0]!.state === 'paused';
    });
    try {
      await work();
    } finally {
      await onReplica.query('SELECT pg_wal_replay_resume()');
      await caughtUp();
      await node.app.reads.check();
    }
  }

  const listed = async (query = ''): Promise<string[]> => {
    const { rooms } = (await boris.call('GET', `/api/rooms?limit=50&${query}`)) as ListRoomsResponse;
    return rooms.map((room) => room.id);
  };
  const outages = (): string[] => installation.logged.filter((line) => line.includes('replica is'));

  it('reads the public list and its search there, and everything of one’s own here', async () => {
    expect(node.app.reads.isReplicaInUse()).toBe(true);
    await whilePaused(async () => {
      const room = await createRoom(anna, { name: 'Unheard-of' });

      expect(await listed()).not.toContain(room.id);
      expect(await listed('search=unheard')).toEqual([]);

      const mine = (await anna.call('GET', '/api/rooms?mine=true')) as ListRoomsResponse;
      expect(mine.rooms.map(({ id }) => id)).toContain(room.id);
      expect((await readRoom(boris, room.id)).name).toBe('Unheard-of');
      const socket = await enter(boris, room);
      expect((await socket.do('room:join', { roomId: room.id })).room.participantCount).toBe(1);
      await anna.call('PATCH', `/api/rooms/${room.id}`, { name: 'Renamed' });
      expect((await readRoom(boris, room.id)).name).toBe('Renamed');
      expect(await anna.call('GET', '/api/users/me/stats')).toMatchObject({ roomsCreated: 1 });
    });
    expect(await listed('search=renamed')).toHaveLength(1);
  });

  it('reads older pages of a chat there, but none that has a gap there', async () => {
    const room = await createRoom(anna);
    const socket = await enter(anna, room);
    const seqs: number[] = [];
    const say = async (content: string): Promise<void> => {
      seqs.push((await socket.do('chat:message', { content })).message.seq);
    };
    for (let index = 0; index < 6; index += 1) await say(`old ${index}`);
    await whilePaused(async () => {
      for (let index = 0; index < 4; index += 1) await say(`new ${index}`);
      // The replica still has what is deleted here: whoever gets it was answered by the replica.
      await onPrimary.query(`DELETE FROM ${installation.schema}.messages WHERE content = 'old 0'`);
      const contents = ({ messages }: ListMessagesResponse): string[] =>
        messages.map((message) => message.content).filter((content) => content !== 'joined');

      expect(contents(await readMessages(anna, room.id, `before=${seqs[3]}`))).toEqual([
        'old 0',
        'old 1',
        'old 2',
      ]);
      expect(contents(await readMessages(anna, room.id, `before=${seqs[8]}&limit=3`))).toEqual([
        'old 5',
        'new 0',
        'new 1',
      ]);
      expect(contents(await readMessages(anna, room.id)).at(-1)).toBe('new 3');
      expect(contents(await readMessages(anna, room.id, `after=${seqs[8]}`))).toEqual(['new 3']);
    });
  });

  it('does not read from a replica that lags, be it for seconds after the last write', async () => {
    await whilePaused(async () => {
      const room = await createRoom(anna);
      await node.app.reads.check();
      expect(await listed()).not.toContain(room.id);

      installation.clock.advance(9_000);
      await node.app.reads.check();
      expect(node.app.reads.isReplicaInUse()).toBe(true);

      installation.clock.advance(2_000);
      await node.app.reads.check();
      expect(node.app.reads.isReplicaInUse()).toBe(false);
      expect(await listed()).toContain(room.id);
    });
    expect(node.app.reads.isReplicaInUse()).toBe(true);

    // Nobody writes: the replica has everything, however old that is.
    await caughtUp();
    installation.clock.advance(3_600_000);
    await node.app.reads.check();
    expect(node.app.reads.isReplicaInUse()).toBe(true);
  });

  it('reads from the primary while the replica is dead, says so once, and goes back to it', async () => {
    const before = outages().length;
    await listed();
    await onReplica.end();
    await postgres.stopReplica();

    const answers = await Promise.all(Array.from({ length: 20 }, () => listed()));
    const room = await createRoom(anna);
    expect(await listed()).toContain(room.id);
    expect(answers).toHaveLength(20);
    expect(node.app.reads.isReplicaInUse()).toBe(false);
    for (let look = 0; look < 3; look += 1) await node.app.reads.check();
    const health = await anna.request('GET', '/api/health');
    expect(health.status).toBe(200);
    expect(outages().slice(before)).toHaveLength(1);
    expect(outages().at(-1)).toContain('all reads go to the primary');

    await postgres.startReplica();
    onReplica = await lineTo(postgres.replicaUrl);
    await caughtUp();
    await node.app.reads.check();
    expect(node.app.reads.isReplicaInUse()).toBe(true);
    expect(outages().slice(before)).toHaveLength(2);
    await whilePaused(async () => {
      const late = await createRoom(anna);
      expect(await listed()).toContain(room.id);
      expect(await listed()).not.toContain(late.id);
    });
  });

  it('does not take a server for a replica that is none', async () => {
    const other = await installation.bootNode({ DATABASE_REPLICA_URL: postgres.primaryUrl });
    expect(other.app.reads.isReplicaInUse()).toBe(false);
    const room = await createRoom(anna);
    const guest = await installation.person('Guest', { node: other });
    const { rooms } = (await guest.call('GET', '/api/rooms')) as ListRoomsResponse;
    expect(rooms.map(({ id }) => id)).toContain(room.id);
    await other.stop();
  });

  it('starts without its replica', async () => {
    await onReplica.end();
    await postgres.stopReplica();
    const other = await installation.bootNode({ DATABASE_REPLICA_URL: postgres.replicaUrl });
    const guest = await installation.person('Guest', { node: other });
    expect(((await guest.call('GET', '/api/rooms')) as ListRoomsResponse).rooms.length).toBeGreaterThan(0);
    await other.stop();
    await postgres.startReplica();
    onReplica = await lineTo(postgres.replicaUrl);
  });
});

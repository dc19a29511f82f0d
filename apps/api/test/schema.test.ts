import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Playback, positionAt } from '@watchparty/shared';
import { runner } from 'node-pg-migrate';
import winston from 'winston';
import { migrate } from '../../../scripts/migrate.mjs';
import { createDatabase } from '../src/platform/postgres/database.js';
import { createInstallation, type Installation, requiredVariable } from './kit/installation.js';

const TABLES = [
  'deleted_messages',
  'message_mentions',
  'message_reactions',
  'messages',
  'queue_items',
  'queue_votes',
  'revoked_sessions',
  'room_participants',
  'rooms',
  'user_stats',
  'users',
  'watched_videos',
];

/** The same numbers each time, so that a failure can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('the schema', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await createInstallation();
  });
  afterAll(() => installation.dispose());

  const query = <Row>(text: string, ...values: unknown[]): Promise<Row[]> =>
    installation.database.query<Row>({ text, values });

  async function tables(): Promise<string[]> {
    const rows = await query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = $1 AND table_name <> 'pgmigrations' ORDER BY table_name`,
      installation.schema,
    );
    return rows.map((row) => row.name);
  }

  let nextTelegramId = 1;
  async function makeUser(): Promise<string> {
    const [row] = await query<{ id: string }>(
      `INSERT INTO users (telegram_id, first_name) VALUES ($1, 'x') RETURNING id`,
      nextTelegramId++,
    );
    return row!.id;
  }
  async function makeRoom(userId: string): Promise<string> {
    const [row] = await query<{ id: string }>(
      `INSERT INTO rooms (name, host_id, owner_id) VALUES ('x', $1, $1) RETURNING id`,
      userId,
    );
    return row!.id;
  }

  it('has an index that begins with every foreign key', async () => {
    const foreignKeys = await query<{ name: string; is_indexed: boolean }>(
      `SELECT c.conrelid::regclass || '.' || a.attname AS name,
         EXISTS (
           SELECT 1 FROM pg_index i
           WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1] AND i.indpred IS NULL AND i.indisvalid
         ) AS is_indexed
       FROM pg_constraint c
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       WHERE c.contype = 'f' AND c.connamespace = $1::regnamespace`,
      installation.schema,
    );
    expect(foreignKeys.length).toBeGreaterThanOrEqual(9);
    expect(foreignKeys.filter((key) => !key.is_indexed)).toEqual([]);
  });

  it('chooses what happens to each row whose other end goes', async () => {
    const rows = await query<{ name: string; on_delete: string }>(
      `SELECT c.conrelid::regclass || '.' || a.attname AS name, c.confdeltype AS on_delete
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       WHERE c.contype = 'f' AND c.connamespace = $1::regnamespace`,
      installation.schema,
    );
    const found = Object.fromEntries(rows.map((row) => [row.name, row.on_delete]));
    // c cascades, r restricts, n sets null; a, "no action", is what comes of not choosing.
    expect(found).toMatchObject({
      'revoked_sessions.user_id': 'c',
      'rooms.host_id': 'r',
      'rooms.owner_id': 'r',
      'rooms.playback_updated_by': 'n',
      'room_participants.room_id': 'c',
      'room_participants.user_id': 'c',
      'messages.room_id': 'c',
      'messages.user_id': 'c',
      'messages.reply_to': 'n',
      'message_mentions.user_id': 'c',
      'message_reactions.user_id': 'c',
      'user_stats.user_id': 'c',
      'queue_items.room_id': 'c',
      'queue_items.added_by': 'n',
      'queue_votes.item_id': 'c',
      'queue_votes.user_id': 'c',
      'watched_videos.user_id': 'c',
    });
    expect(Object.values(found)).not.toContain('a');
  });

  it('keeps updated_at wherever there is one', async () => {
    const withColumn = await query<{ name: string; has_trigger: boolean }>(
      `SELECT t.relname AS name, EXISTS (
           SELECT 1 FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
           WHERE g.tgrelid = t.oid AND p.proname = 'set_updated_at' AND g.tgenabled = 'O'
         ) AS has_trigger
       FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'updated_at' AND NOT a.attisdropped
       WHERE t.relnamespace = $1::regnamespace AND t.relkind = 'r'`,
      installation.schema,
    );
    expect(withColumn.map((row) => row.name).sort()).toEqual(['rooms', 'user_stats']);
    expect(withColumn.every((row) => row.has_trigger)).toBe(true);

    const roomId = await makeRoom(await makeUser());
    await query(`UPDATE rooms SET updated_at = '2001-01-01', name = 'y' WHERE id = $1`, roomId);
    const [room] = await query<{ is_fresh: boolean }>(
      `SELECT updated_at > now() - interval '1 minute' AS is_fresh FROM rooms WHERE id = $1`,
      roomId,
    );
    expect(room!.is_fresh).toBe(true);
  });

  describe('refuses', () => {
    it.each([
      ['a user without an id of Telegram’s', `INSERT INTO users (telegram_id, first_name) VALUES (0, 'x')`],
      [
        'a user with an endless name',
        `INSERT INTO users (telegram_id, first_name) VALUES (9999, repeat('x', 257))`,
      ],
      ['a room without a name', `UPDATE rooms SET name = ''`],
      ['a room with an endless name', `UPDATE rooms SET name = repeat('x', 101)`],
      ['a password in the clear', `UPDATE rooms SET password = 'hunter2'`],
      ['a room for nobody', 'UPDATE rooms SET max_participants = 0'],
      ['a room for everybody', 'UPDATE rooms SET max_participants = 2501'],
      ['an unknown control mode', `UPDATE rooms SET control_mode = 'guests'`],
      ['an unknown platform', `UPDATE rooms SET video_url = 'x', video_platform = 'betamax'`],
      ['a video without a platform', `UPDATE rooms SET video_url = 'x'`],
      ['a platform without a video', `UPDATE rooms SET video_platform = 'file'`],
      ['a wait of another length', 'UPDATE rooms SET buffer_wait = 5'],
      ['a wait that interrupted nothing', `UPDATE rooms SET waiting_for = ARRAY[owner_id]`],
      ['a wait for nobody', 'UPDATE rooms SET hold_from_version = 1'],
      ['playing nothing', 'UPDATE rooms SET is_playing = true'],
      ['a position before the start', 'UPDATE rooms SET "current_time" = -1'],
      ['a position without end', 'UPDATE rooms SET "current_time" = 604801'],
      ['no number as a position', `UPDATE rooms SET "current_time" = 'NaN'`],
      ['a rate too slow', 'UPDATE rooms SET playback_rate = 0.2'],
      ['a rate too fast', 'UPDATE rooms SET playback_rate = 2.1'],
      ['no duration', 'UPDATE rooms SET video_duration = 0'],
      ['no version', 'UPDATE rooms SET version = 0'],
      ['an unknown loop', `UPDATE rooms SET queue_loop = 'twice'`],
      ['a share of votes above all', 'UPDATE rooms SET skip_share = 1.1'],
      ['a share of votes below none', 'UPDATE rooms SET skip_share = -0.1'],
      ['two items of a queue in one place', 'UPDATE queue_items SET position = 3'],
      ['two items of a queue that play', 'UPDATE queue_items SET is_playing = true'],
      ['an item on an unknown platform', `UPDATE queue_items SET platform = 'betamax'`],
      ['an unknown role', `UPDATE room_participants SET role = 'king'`],
      ['a former host', `UPDATE room_participants SET former_role = 'host'`],
      ['two hosts', `UPDATE room_participants SET role = 'host'`],
      ['an empty message', `UPDATE messages SET content = ''`],
      ['an endless message', `UPDATE messages SET content = repeat('x', 2001)`],
      ['an unknown kind of message', `UPDATE messages SET type = 'video'`],
      ['two messages of one number', 'UPDATE messages SET seq = 7'],
      ['two messages of one client id', `UPDATE messages SET client_id = 'x'`],
      ['messages before the first', 'UPDATE messages SET seq = seq - 1'],
      ['fewer than no messages sent', 'UPDATE user_stats SET messages_sent = -1'],
      ['time that was not watched', 'UPDATE user_stats SET total_watch_time = -1'],
    ])('%s', async (_, text) => {
      const [anna, boris] = [await makeUser(), await makeUser()];
      const roomId = await makeRoom(anna);
      await query(
        `INSERT INTO room_participants (room_id, user_id) VALUES ($1, $2), ($1, $3)`,
        roomId,
        anna,
        boris,
      );
      await query(
        `INSERT INTO messages (room_id, user_id, seq, content) VALUES ($1, $2, 1, 'x'), ($1, $2, 2, 'y')`,
        roomId,
        anna,
      );
      await query(
        `INSERT INTO queue_items (room_id, url, platform, position) VALUES ($1, 'x', 'file', 1), ($1, 'y', 'file', 2)`,
        roomId,
      );
      await query(`INSERT INTO user_stats (user_id) VALUES ($1)`, anna);
      // 23514 is a CHECK, 23505 a unique index.
      await expect(query(text)).rejects.toMatchObject({ code: expect.stringMatching(/^235(?:14|05)$/) });
    });
  });

  it('erases with a user what is theirs, but no room by accident', async () => {
    const [owner, guest] = [await makeUser(), await makeUser()];
    const roomId = await makeRoom(owner);
    await query(`INSERT INTO room_participants (room_id, user_id) VALUES ($1, $2)`, roomId, guest);
    await query(
      `INSERT INTO messages (room_id, user_id, seq, content) VALUES ($1, $2, 1, 'x')`,
      roomId,
      guest,
    );
    await query(`UPDATE rooms SET playback_updated_by = $2 WHERE id = $1`, roomId, guest);
    // What a RESTRICT says depends on the version of Postgres.
    await expect(query('DELETE FROM users WHERE id = $1', owner)).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:23001|conflict)$/),
    });
    await query('DELETE FROM users WHERE id = $1', guest);
    expect(await query('SELECT 1 FROM messages WHERE room_id = $1', roomId)).toEqual([]);
    expect(await query('SELECT playback_updated_by FROM rooms WHERE id = $1', roomId)).toEqual([
      { playback_updated_by: null },
    ]);
    await query('DELETE FROM rooms WHERE id = $1', roomId);
    await query('DELETE FROM users WHERE id = $1', owner);
  });

  it('[PB4] knows the position as everybody else does', async () => {
    const random = seeded(20_261_122);
    const roomId = await makeRoom(await makeUser());
    const start = 1_800_000_000_000;
    const cases = Array.from({ length: 400 }, () => {
      const timeline: Pick<Playback, 'isPlaying' | 'position' | 'rate' | 'effectiveAt' | 'duration'> = {
        isPlaying: random() < 0.8,
        position: random() * 7_200,
        rate: 0.25 + random() * 1.75,
        effectiveAt: start + Math.floor(random() * 1e9),
        duration: random() < 0.3 ? undefined : 1 + random() * 7_200,
      };
      const at = timeline.effectiveAt + Math.floor((random() - 0.2) * 1e7);
      return { timeline, at };
    });
    const rows = await query<{ position: number }>(
      `SELECT room_position_at(
           jsonb_populate_record(r, jsonb_build_object(
             'is_playing', c.is_playing, 'current_time', c.position, 'playback_rate', c.rate,
             'effective_at', to_timestamp(c.effective_at / 1000), 'video_duration', c.duration)),
           to_timestamp(c.at / 1000)) AS position
       FROM rooms r, unnest($2::boolean[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[])
         WITH ORDINALITY AS c(is_playing, position, rate, effective_at, duration, at, number)
       WHERE r.id = $1 ORDER BY c.number`,
      roomId,
      cases.map(({ timeline }) => timeline.isPlaying),
      cases.map(({ timeline }) => timeline.position),
      cases.map(({ timeline }) => timeline.rate),
      cases.map(({ timeline }) => timeline.effectiveAt),
      cases.map(({ timeline }) => timeline.duration ?? null),
      cases.map(({ at }) => at),
    );
    expect(rows).toHaveLength(cases.length);
    rows.forEach(({ position }, index) => {
      const { timeline, at } = cases[index]!;
      // A microsecond at twice the rate is what Postgres rounds instants to.
      expect({ timeline, at, far: Math.abs(position - positionAt(timeline, at)) > 1e-5 }).toEqual({
        timeline,
        at,
        far: false,
      });
    });
  });

  it('goes down and comes up again, and knows when there is nothing to do', async () => {
    const schema = `${installation.schema}_down`;
    const databaseUrl = requiredVariable('TEST_DATABASE_URL');
    const ran = await migrate({ databaseUrl, schema });
    expect(ran.length).toBeGreaterThan(0);
    expect(await migrate({ databaseUrl, schema })).toEqual([]);
    const contents = () =>
      query(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relname NOT LIKE 'pgmigrations%'
         UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = $1::regnamespace ORDER BY 1`,
        schema,
      );
    const before = await contents();

    await runner({
      databaseUrl,
      dir: path.resolve(import.meta.dirname, '../../../migrations'),
      direction: 'down',
      // Other files of tests migrate schemas of their own meanwhile.
      advisoryLockMode: 'wait',
      count: ran.length,
      migrationsTable: 'pgmigrations',
      schema: [schema, 'public'],
      migrationsSchema: schema,
      log: () => undefined,
    });
    expect(await contents()).toEqual([]);

    expect(await migrate({ databaseUrl, schema })).toEqual(ran);
    expect(await contents()).toEqual(before);
    await query(`DROP SCHEMA "${schema}" CASCADE`);
  });

  it('has the tables of the product', async () => {
    expect(await tables()).toEqual(expect.arrayContaining(TABLES));
  });
});

describe('the pool', () => {
  it('has at most 20 connections, however much is asked of it', async () => {
    const installation = await createInstallation();
    const url = new URL(requiredVariable('TEST_DATABASE_URL'));
    const database = createDatabase({
      url: url.href,
      logger: winston.createLogger({ silent: true }),
      schema: installation.schema,
    });
    try {
      // Each says which connection it ran on, and stays there long enough to meet the others.
      const rows = await Promise.all(
        Array.from({ length: 200 }, () =>
          database.query<{ pid: number; others: number }>({
            text: `SELECT pg_backend_pid() AS pid, pg_sleep(0.02)`,
          }),
        ),
      );
      const pids = new Set(rows.map(([row]) => row!.pid));
      expect(pids.size).toBe(20);
      const [alive] = await installation.database.query<{ count: number }>({
        text: 'SELECT count(*)::int AS count FROM pg_stat_activity WHERE pid = ANY($1::int[])',
        values: [[...pids]],
      });
      expect(alive!.count).toBeLessThanOrEqual(20);
    } finally {
      await database.close();
      await installation.dispose();
    }
  });
});

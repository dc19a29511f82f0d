import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserStats } from '@watchparty/shared';
import type { Figures } from '../src/analytics/analytics.service.js';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';

const MINUTE_MS = 60_000;

describe('watch time', () => {
  let installation: Installation;
  let nodes: [TestNode, TestNode];

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis: true });
    installation.clock.stop();
    nodes = [await installation.bootNode(), await installation.bootNode()];
    // The first count has nothing before it.
    await nodes[0].app.countWatching();
  });
  afterAll(() => installation.dispose());

  const watched = async (person: TestPerson): Promise<number> =>
    Math.round(((await person.call('GET', '/api/users/me/stats')) as UserStats).totalWatchTime);

  /** Both nodes count; one of them does it. */
  async function count(afterMs = MINUTE_MS): Promise<void> {
    installation.clock.advance(afterMs);
    const outcomes = await Promise.all(nodes.map((node) => node.app.countWatching()));
    expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(1);
  }

  it('[WT1] counts once for everybody who is online in a room that plays, however many nodes count', async () => {
    const [owner, guest, away, elsewhere] = await installation.people(4);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room);
    await enter(guest!, room, { url: nodes[1].url });
    (await enter(away!, room)).vanish();
    await host.hears('room:participants', ({ changed }) => changed?.[0]?.isOnline === false);
    await enter(elsewhere!, await createRoom(elsewhere!));

    await count();
    expect(await watched(owner!)).toBe(0);
    await host.do('video:play', {});
    await count();
    await count();

    expect(await watched(owner!)).toBe(120);
    expect(await watched(guest!)).toBe(120);
    expect(await watched(away!)).toBe(0);
    expect(await watched(elsewhere!)).toBe(0);
    const days = await installation.database.query({
      text: 'SELECT round(watch_seconds)::int AS seconds FROM activity_days WHERE user_id = $1',
      values: [guest!.user.id],
    });
    expect(days).toEqual([{ seconds: 120 }]);
    await host.do('video:pause', {});
  });

  it('[WT1] counts nothing after the end of the video, and once for somebody in two rooms', async () => {
    const owner = await installation.person('Owner');
    const rooms = [await createRoom(owner), await createRoom(owner)];
    for (const room of rooms) {
      const socket = await enter(owner, room);
      await socket.do('video:change', { url: 'https://media.example/film.mp4' });
      await socket.do('video:describe', { videoUrl: 'https://media.example/film.mp4', duration: 90 });
      await socket.do('video:play', {});
    }
    await count();
    expect(await watched(owner)).toBe(60);
    await count();
    await count();
    expect(await watched(owner)).toBe(60);
  });

  it('[WT1] a pause of the counting gives no bonus', async () => {
    const owner = await installation.person('Owner');
    const room = await createRoom(owner, { videoUrl: 'https://media.example/film.mp4' });
    const socket = await enter(owner, room);
    await socket.do('video:play', {});
    await count(30 * MINUTE_MS);
    expect(await watched(owner)).toBe(90);
    await socket.do('video:pause', {});
  });

  it('[WT1] whoever is erased while it counts leaves nothing, and nothing breaks', async () => {
    const people = await installation.people(12);
    for (const person of people) {
      const socket = await enter(person, await createRoom(person));
      await socket.do('video:play', {});
    }
    installation.clock.advance(MINUTE_MS);
    const erasing = people.map((person) => person.call('DELETE', '/api/users/me'));
    const [outcome] = await Promise.all([nodes[0].app.countWatching(), ...erasing]);
    expect(outcome).toMatchObject({ status: 'done' });
    const left = await installation.database.query({
      text: 'SELECT 1 FROM activity_days WHERE user_id = ANY($1::uuid[])',
      values: [people.map((person) => person.user.id)],
    });
    expect(left).toEqual([]);
  });
});

describe('the figures', () => {
  let installation: Installation;
  let node: TestNode;

  beforeAll(async () => {
    installation = await createInstallation();
    node = await installation.bootNode();
  });
  afterAll(() => installation.dispose());

  const figures = (): Promise<Figures> => node.app.operations.analytics.figures();

  it('are all nothing where nobody has come yet', async () => {
    const none = { day: 0, week: 0, month: 0 };
    expect(await figures()).toEqual({
      rooms: { total: 0, live: 0, playing: 0, created: none, joins: none },
      people: { total: 0, banned: 0, online: 0, active: none, peakOnline: none },
      retention: [1, 7, 30].map((afterDays) => ({ afterDays, cohort: 0, returned: 0, share: null })),
      watchSeconds: none,
      messages: none,
    });
  });

  it('count what people do today', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!);
    await createRoom(owner!);
    const host = await enter(owner!, room);
    const visitor = await enter(guest!, room);
    await host.do('chat:message', { content: 'one' });
    await visitor.do('chat:message', { content: 'two' });
    await host.do('video:play', {});
    installation.clock.advance(MINUTE_MS);
    await node.app.countWatching();
    await visitor.do('room:leave', {});

    const today = await figures();

    expect(today.rooms).toMatchObject({
      total: 2,
      live: 1,
      playing: 1,
      created: { day: 2, week: 2, month: 2 },
    });
    // The owner of a room is let in from the start.
    expect(today.rooms.joins.day).toBe(1);
    expect(today.people).toMatchObject({ total: 2, online: 1, active: { day: 2 }, peakOnline: { day: 2 } });
    expect(today.messages).toEqual({ day: 2, week: 2, month: 2 });
    expect(today.watchSeconds.day).toBe(120);
  });

  it('tell days, weeks and months apart, and what share came again', async () => {
    const before = await figures();
    // Ten who came 8 days ago: five came again the next day, two of them on the seventh day.
    await installation.database.query({
      text: `
        WITH people AS (
          INSERT INTO users (telegram_id, first_name, created_at)
          SELECT 5000 + n, 'x', now() - interval '8 days' FROM generate_series(1, 10) n RETURNING id, telegram_id
        )
        INSERT INTO activity_days (user_id, day, watch_seconds, messages_sent)
        SELECT p.id, (now() AT TIME ZONE 'UTC')::date - 8 + after.days, 10, 1
        FROM people p, (VALUES (0, 10), (1, 5), (7, 2)) AS after(days, people)
        WHERE p.telegram_id <= 5000 + after.people`,
    });

    const { people, retention, messages, watchSeconds } = await figures();

    expect(people.active).toEqual({
      day: before.people.active.day,
      week: before.people.active.week + 2,
      month: before.people.active.month + 10,
    });
    expect(messages.month - before.messages.month).toBe(17);
    expect(watchSeconds.week - before.watchSeconds.week).toBe(20);
    expect(retention).toEqual([
      { afterDays: 1, cohort: 10, returned: 5, share: 0.5 },
      { afterDays: 7, cohort: 10, returned: 2, share: 0.2 },
      { afterDays: 30, cohort: 0, returned: 0, share: null },
    ]);
  });
});

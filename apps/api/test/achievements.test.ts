import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  achievementKey,
  type AchievementsResponse,
  type EarnedAchievement,
  type UserStats,
} from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import { request, type TestPerson } from './kit/test-person.js';
import { until } from './kit/until.js';

describe('achievements', () => {
  let installation: Installation;
  let nodes: [TestNode, TestNode];

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis: true });
    installation.clock.stop();
    nodes = [await installation.bootNode(), await installation.bootNode()];
    await count(0);
  });
  afterAll(() => installation.dispose());

  async function count(afterMs = 60_000): Promise<void> {
    installation.clock.advance(afterMs);
    await until('it is counted', async () => {
      const outcomes = await Promise.all(nodes.map((node) => node.app.countWatching()));
      return outcomes.every(({ status }) => status !== 'busy');
    });
  }

  const list = async (person: TestPerson): Promise<EarnedAchievement[]> =>
    ((await person.call('GET', '/api/users/me/achievements')) as AchievementsResponse).achievements;
  const keys = async (person: TestPerson): Promise<string[]> =>
    (await list(person)).map(achievementKey).sort();

  async function setFigures(person: TestPerson, assignments: string): Promise<void> {
    await installation.database.query({
      text: `UPDATE user_stats SET ${assignments} WHERE user_id = $1`,
      values: [person.user.id],
    });
  }

  it('[SA4] what somebody does is told to them alone, on all their connections, soon after', async () => {
    const [owner, guest] = (await installation.people(2)) as [TestPerson, TestPerson];
    const elsewhere = await owner.connect(nodes[1].url);
    const room = await createRoom(owner);
    const host = await enter(owner, room);
    const other = await enter(guest, room, { url: nodes[1].url });

    const heard = await elsewhere.hears('achievement:earned');
    expect(heard.achievement).toEqual({
      code: 'host',
      level: 'bronze',
      earnedAt: expect.any(Number),
      isSeen: false,
    });
    await host.hears('achievement:earned');
    const theirs = await other.hears('achievement:earned');
    expect(theirs.achievement).toMatchObject({ code: 'guest', level: 'bronze' });
    await other.settled();
    expect(other.all('achievement:earned')).toHaveLength(1);
    expect(((await owner.call('GET', '/api/users/me/stats')) as UserStats).achievements).toEqual([
      'host:bronze',
    ]);
  });

  it('[SA4] messages count as soon as they are enough', async () => {
    const owner = await installation.person('Owner');
    const host = await enter(owner, await createRoom(owner));
    for (let nth = 1; nth < 10; nth += 1) await host.do('chat:message', { content: `${nth}` });
    await Promise.all(nodes.map((node) => node.app.giveAchievements()));
    expect(await keys(owner)).toEqual(['host:bronze']);
    await host.do('chat:message', { content: 'the tenth' });
    await host.hears('achievement:earned', ({ achievement }) => achievement.code === 'talker');
    expect(await keys(owner)).toEqual(['host:bronze', 'talker:bronze']);
  });

  it('[SA4] each level is given once, however many nodes find it due at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const person = await installation.person('Anna');
      const sockets = await Promise.all(nodes.map((node) => person.connect(node.url)));
      await setFigures(person, 'longest_streak = 8, total_watch_time = 4000, messages_sent = 3000');
      await Promise.all([...Array.from({ length: 8 }, () => list(person)), ...nodes.map(() => list(person))]);
      await until('it is told', () =>
        sockets.every((socket) => socket.all('achievement:earned').length >= 6),
      );
      for (const socket of sockets) {
        await socket.settled();
        const told = socket.all('achievement:earned').map(({ achievement }) => achievementKey(achievement));
        expect(told.sort()).toEqual([
          'streak:bronze',
          'streak:silver',
          'talker:bronze',
          'talker:gold',
          'talker:silver',
          'watch_time:bronze',
        ]);
      }
    }
  });

  it('[SA4] time at the screen is looked at with each count', async () => {
    const owner = await installation.person('Owner');
    const host = await enter(owner, await createRoom(owner));
    await setFigures(owner, 'total_watch_time = 3600 - 90');
    await host.do('video:play', {});
    await count();
    expect(
      host.all('achievement:earned').filter(({ achievement }) => achievement.code === 'watch_time'),
    ).toEqual([]);
    await count();
    await host.hears('achievement:earned', ({ achievement }) => achievement.code === 'watch_time');
    await host.do('video:pause', {});
  });

  it('[SA4] what was given stays, whatever becomes of the figures', async () => {
    const person = await installation.person('Anna');
    await setFigures(person, 'biggest_party = 12');
    expect(await keys(person)).toEqual(['big_party:bronze', 'big_party:silver']);
    await setFigures(person, 'biggest_party = 0');
    expect(await keys(person)).toEqual(['big_party:bronze', 'big_party:silver']);
  });

  it('[SA5] who was away finds what they have not seen, until they have', async () => {
    const [anna, boris] = (await installation.people(2)) as [TestPerson, TestPerson];
    for (const person of [anna, boris]) await setFigures(person, 'people = 4, watch_days = 30');
    const unseen = async (person: TestPerson): Promise<string[]> =>
      (await list(person))
        .filter(({ isSeen }) => !isSeen)
        .map(achievementKey)
        .sort();
    expect(await unseen(anna)).toEqual(['company:bronze', 'watch_days:bronze', 'watch_days:silver']);
    const answer = await anna.request('POST', '/api/users/me/achievements/seen', {
      achievements: ['watch_days:bronze', 'company:bronze', 'streak:gold'],
    });
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    expect(await unseen(anna)).toEqual(['watch_days:silver']);
    expect(await unseen(boris)).toHaveLength(3);
    // Saying that one has seen something gives it to nobody.
    expect(await keys(anna)).not.toContain('streak:gold');
  });

  it('[SA5] nobody without a session sees or marks anything', async () => {
    for (const [method, path, body] of [
      ['GET', '/api/users/me/achievements', undefined],
      ['POST', '/api/users/me/achievements/seen', { achievements: [] }],
      ['GET', '/api/users/me/settings', undefined],
      ['PATCH', '/api/users/me/settings', {}],
      ['DELETE', '/api/users/me/history', undefined],
    ] as const) {
      const answer = await request(nodes[0].url, method, path, { body });
      expect([path, answer.status, answer.error?.code]).toEqual([path, 401, 'unauthorized']);
    }
  });

  it('[AU8] everything of them goes with the person, be it while it is given', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [anna, boris] = (await installation.people(2)) as [TestPerson, TestPerson];
      const room = await createRoom(anna);
      const host = await enter(anna, room);
      const other = await enter(boris, room);
      await host.do('presence:visible', { visible: true, utcOffset: 180 });
      await other.do('presence:visible', { visible: true, utcOffset: 180 });
      await host.do('video:play', {});
      await count();
      await setFigures(anna, 'longest_streak = 40');
      const giving = nodes.map((node) => node.app.giveAchievements());
      const [gone] = await Promise.all([
        anna.request('DELETE', '/api/users/me'),
        list(anna).catch(() => []),
        ...giving,
      ]);
      expect(gone.status).toBe(204);
      const traces = await installation.database.query({
        text: `
          SELECT 'achievements' AS of FROM achievements WHERE user_id = $1
          UNION ALL SELECT 'days' FROM watch_days WHERE user_id = $1
          UNION ALL SELECT 'pages' FROM open_pages WHERE user_id = $1
          UNION ALL SELECT 'companions' FROM companions WHERE $1 IN (user_id, other_id)
          UNION ALL SELECT 'company' FROM watched_company WHERE $1 IN (user_id, other_id)
          UNION ALL SELECT 'stats' FROM user_stats WHERE user_id = $1`,
        values: [anna.user.id],
      });
      expect(traces).toEqual([]);
      // What the other one has watched is theirs; with whom is not told any more.
      const history = (await boris.call('GET', '/api/users/me/history')) as {
        videos: { people?: unknown }[];
      };
      expect(history.videos).toHaveLength(1);
      expect(history.videos[0]).not.toHaveProperty('people');
    }
  });
});

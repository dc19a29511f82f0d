import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CLOCK_SAMPLE_DURATION_S,
  HISTORY_MAX_ITEMS,
  type WatchedVideo,
  type WatchHistoryResponse,
} from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, SAMPLE_URL } from './kit/room.js';
import { request, type TestPerson } from './kit/test-person.js';
import { until } from './kit/until.js';

const FILM_URL = 'https://media.example/film.mp4';

describe('what somebody has watched', () => {
  let installation: Installation;
  let node: TestNode;

  beforeAll(async () => {
    installation = await createInstallation();
    installation.clock.stop();
    node = await installation.bootNode();
    // The first count has nothing before it.
    await node.app.countWatching();
  });
  afterAll(() => installation.dispose());

  const history = async (person: TestPerson, query = ''): Promise<WatchHistoryResponse> =>
    (await person.call('GET', `/api/users/me/history?${query}`)) as WatchHistoryResponse;

  async function count(afterMs = 60_000): Promise<void> {
    installation.clock.advance(afterMs);
    // The node counts by itself, too, be it at this very moment.
    await until('it is counted', async () => (await node.app.countWatching()).status !== 'busy');
  }

  it('[WT2] is remembered of everybody in the room, each video once, the last one first', async () => {
    const [owner, guest, elsewhere] = (await installation.people(3)) as [TestPerson, TestPerson, TestPerson];
    const room = await createRoom(owner);
    const host = await enter(owner, room);
    await enter(guest, room);
    await enter(elsewhere, await createRoom(elsewhere));
    await host.do('video:play', {});
    await count();
    await host.do('video:change', { url: FILM_URL });
    await count();
    await count();
    const watchedAt = installation.clock.now();
    for (const [person, other] of [
      [owner, guest],
      [guest, owner],
    ] as const) {
      const company = { people: [{ userId: other.user.id, firstName: other.name }], peopleCount: 1 };
      expect(await history(person)).toEqual({
        videos: [
          { url: FILM_URL, platform: 'file', title: 'film', watchedAt, ...company },
          {
            url: SAMPLE_URL,
            platform: 'file',
            title: 'WatchParty Clock',
            thumbnailUrl: expect.any(String),
            duration: CLOCK_SAMPLE_DURATION_S,
            watchedAt: watchedAt - 120_000,
            ...company,
          },
        ],
        nextCursor: null,
      });
    }
    expect(await history(elsewhere)).toEqual({ videos: [], nextCursor: null });
    await host.do('video:change', { url: SAMPLE_URL });
    await count();
    expect((await history(owner)).videos.map(({ url }) => url)).toEqual([SAMPLE_URL, FILM_URL]);
  });

  it('[WT2] what one has only passed by is not', async () => {
    const [owner, late] = (await installation.people(2)) as [TestPerson, TestPerson];
    const room = await createRoom(owner);
    const host = await enter(owner, room);
    await host.do('video:play', {});
    installation.clock.advance(40_000);
    await enter(late, room);
    await host.do('video:change', { url: FILM_URL });
    await count(20_000);
    expect((await history(owner)).videos).toEqual([]);
    expect((await history(late)).videos).toEqual([]);
    // 18.5 seconds since the film began, and 60 more.
    await count();
    expect((await history(owner)).videos.map(({ url }) => url)).toEqual([FILM_URL]);
  });

  it('[WT2] comes by pages', async () => {
    const person = await installation.person('Anna');
    await fill(person, 7);
    const seen: WatchedVideo[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 5; pages += 1) {
      const page: WatchHistoryResponse = await history(
        person,
        cursor === '' ? 'limit=3' : `limit=3&cursor=${cursor}`,
      );
      seen.push(...page.videos);
      cursor = page.nextCursor;
    }
    expect(cursor).toBeNull();
    expect(seen.map(({ url }) => url)).toEqual(
      [7, 6, 5, 4, 3, 2, 1].map((nth) => `https://media.example/${nth}.mp4`),
    );
  });

  it('[WT2] the 200 latest are kept', async () => {
    const owner = await installation.person('Owner');
    await fill(owner, HISTORY_MAX_ITEMS);
    const host = await enter(owner, await createRoom(owner));
    await host.do('video:play', {});
    await count();
    const rows = await installation.database.query<{ url: string }>({
      text: 'SELECT url FROM watched_videos WHERE user_id = $1 ORDER BY watched_at DESC',
      values: [owner.user.id],
    });
    expect(rows).toHaveLength(HISTORY_MAX_ITEMS);
    expect(rows[0]!.url).toBe(SAMPLE_URL);
    expect(rows.at(-1)!.url).toBe('https://media.example/2.mp4');
  });

  it('[WT2] [AU8] is for the person alone, and goes with them', async () => {
    const person = await installation.person('Anna');
    await fill(person, 1);
    const anonymous = await request(node.url, 'GET', '/api/users/me/history');
    expect([anonymous.status, anonymous.error?.code]).toEqual([401, 'unauthorized']);
    await person.call('DELETE', '/api/users/me');
    const rows = await installation.database.query({
      text: 'SELECT 1 FROM watched_videos WHERE user_id = $1',
      values: [person.user.id],
    });
    expect(rows).toEqual([]);
  });

  /** Has somebody watched so many films, the last one a minute ago. */
  async function fill(person: TestPerson, films: number): Promise<void> {
    await installation.database.query({
      text: `
        INSERT INTO watched_videos (user_id, url, platform, watched_seconds, watched_at)
        SELECT $1, 'https://media.example/' || n || '.mp4', 'file', 30,
          to_timestamp($3::double precision / 1000) - ($2::int - n + 1) * interval '1 minute'
        FROM generate_series(1, $2::int) n`,
      values: [person.user.id, films, installation.clock.now()],
    });
  }
});

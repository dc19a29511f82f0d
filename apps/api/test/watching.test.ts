import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserStats } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';
import { until } from './kit/until.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('what counts as watching', () => {
  let installation: Installation;
  let nodes: [TestNode, TestNode];

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis: true });
    installation.clock.stop();
    nodes = [await installation.bootNode(), await installation.bootNode()];
    // The first count has nothing before it.
    await count(0);
  });
  afterAll(() => installation.dispose());

  const stats = async (person: TestPerson): Promise<UserStats> =>
    (await person.call('GET', '/api/users/me/stats')) as UserStats;
  const watched = async (person: TestPerson): Promise<number> =>
    Math.round((await stats(person)).totalWatchTime);

  /** Both nodes count, and one of them does it: be it by itself, at this very moment. */
  async function count(afterMs = MINUTE_MS): Promise<void> {
    installation.clock.advance(afterMs);
    await until('it is counted', async () => {
      const outcomes = await Promise.all(nodes.map((node) => node.app.countWatching()));
      return outcomes.every(({ status }) => status !== 'busy');
    });
  }

  /** A room that plays, with its host in it. */
  async function party(owner: TestPerson, url?: string) {
    const room = await createRoom(owner, { controlMode: 'everyone' });
    const host = await enter(owner, room, { url });
    await host.do('video:play', {});
    return { room, host };
  }

  it('[SA1] a page that cannot be seen counts for nothing, until it can be seen again', async () => {
    const [owner, guest] = (await installation.people(2)) as [TestPerson, TestPerson];
    const { room, host } = await party(owner);
    const other = await enter(guest, room, { url: nodes[1].url });
    await other.do('presence:visible', { visible: true });
    await count();
    await other.do('presence:visible', { visible: false });
    await count();
    await count();
    expect(await watched(guest)).toBe(60);
    installation.clock.advance(40_000);
    await other.do('presence:visible', { visible: true });
    // Who told nothing is taken to see the room.
    await count(20_000);
    expect([await watched(owner), await watched(guest)]).toEqual([240, 80]);
    await host.do('video:pause', {});
  });

  it('[SA1] of several pages it is enough to see one, on whichever node', async () => {
    const owner = await installation.person('Owner');
    const { room, host } = await party(owner);
    const other = await enter(owner, room, { url: nodes[1].url });
    await host.do('presence:visible', { visible: false });
    await other.do('presence:visible', { visible: true });
    await count();
    expect(await watched(owner)).toBe(60);
    await other.do('presence:visible', { visible: false });
    await count();
    expect(await watched(owner)).toBe(60);
    await other.do('presence:visible', { visible: true });
    other.close();
    await until('the page is forgotten', async () => (await pagesOf(owner)) === 1);
    await count();
    expect(await watched(owner)).toBe(60);
    await host.do('video:pause', {});
  });

  it('[SA1] a page that is seen in a room that rests does not make another room watched', async () => {
    const owner = await installation.person('Owner');
    const { host } = await party(owner);
    const resting = await enter(owner, await createRoom(owner));
    await host.do('presence:visible', { visible: false });
    await resting.do('presence:visible', { visible: true });
    await count();
    expect(await watched(owner)).toBe(0);
    await host.do('video:pause', {});
  });

  it('[SA1] what a dead node knew of a page is forgotten', async () => {
    const owner = await installation.person('Owner');
    const { host } = await party(owner);
    await host.do('presence:visible', { visible: true });
    await installation.database.query({
      text: `UPDATE open_pages SET socket_id = 'of-a-dead-node' WHERE user_id = $1`,
      values: [owner.user.id],
    });
    await host.do('presence:visible', { visible: false });
    await count();
    await count();
    const before = await watched(owner);
    await count();
    await count();
    expect(await watched(owner)).toBe(before);
    expect(await pagesOf(owner)).toBe(1);
    await host.do('video:pause', {});
  });

  it('[SA1] nothing counts while the room is paused, waits for somebody or has ended', async () => {
    const [owner, guest] = (await installation.people(2)) as [TestPerson, TestPerson];
    const { room, host } = await party(owner);
    const other = await enter(guest, room, { url: nodes[1].url });
    await host.do('video:pause', {});
    await count();
    expect(await watched(guest)).toBe(0);

    const { playback } = await host.do('video:play', { position: 0 });
    installation.clock.advance(MINUTE_MS - 1_000);
    await other.do('video:stalled', { isStalled: true, version: playback.version });
    await count(1_000);
    expect(await watched(guest)).toBe(0);

    await host.do('video:seek', { position: 100_000 });
    await count();
    expect(await watched(guest)).toBe(0);
  });

  it('[SA1] whoever comes in shortly before the look gets no more than they were there', async () => {
    const [owner, late] = (await installation.people(2)) as [TestPerson, TestPerson];
    const { room, host } = await party(owner);
    installation.clock.advance(50_000);
    await enter(late, room, { url: nodes[1].url });
    await count(10_000);
    expect([await watched(owner), await watched(late)]).toEqual([60, 10]);
    await host.do('video:pause', {});
  });

  it('[SA1] a video of unknown length is not watched for ever', async () => {
    const owner = await installation.person('Owner');
    const room = await createRoom(owner, { videoUrl: 'https://media.example/film.mp4' });
    const host = await enter(owner, room);
    await host.do('video:play', {});
    await count();
    await count(12 * 60 * MINUTE_MS);
    expect(await watched(owner)).toBe(60);
  });

  it('[SA2] days are those of the person’s own calendar, and hours those of their clock', async () => {
    await travelTo(22);
    const [utc, east, silent] = (await installation.people(3)) as [TestPerson, TestPerson, TestPerson];
    const { room, host } = await party(utc);
    await host.do('presence:visible', { visible: true, utcOffset: 0 });
    const other = await enter(east, room, { url: nodes[1].url });
    // In Vladivostok it is eight in the morning of the next day.
    await other.do('presence:visible', { visible: true, utcOffset: 600 });
    await enter(silent, room);
    await watchFor(5, host);
    expect(await stats(utc)).toMatchObject({ today: dateAt(0), watchDays: 1, streak: 1, morningTime: 0 });
    const there = await stats(east);
    expect(there).toMatchObject({ today: dateAt(600), watchDays: 1, streak: 1 });
    expect(there.today > dateAt(0)).toBe(true);
    expect(Math.round(there.morningTime)).toBe(300);
    expect(there.calendar).toEqual([{ day: dateAt(600), seconds: expect.closeTo(300) }]);
    expect(await stats(silent)).toMatchObject({ watchDays: 1, morningTime: 0, nightTime: 0 });
  });

  it('[SA2] days in a row are counted, a day that was left out ends them, and nobody wins by travelling', async () => {
    await travelTo(12);
    const owner = await installation.person('Owner');
    const host = await enter(owner, await createRoom(owner));
    await host.do('presence:visible', { visible: true, utcOffset: 180 });
    await watchFor(5, host);
    await travelTo(12);
    await watchFor(5, host);
    expect(await stats(owner)).toMatchObject({ watchDays: 2, streak: 2, longestStreak: 2 });
    await travelTo(12);
    // Too short to be a day.
    await watchFor(2, host);
    expect(await stats(owner)).toMatchObject({ watchDays: 2, streak: 2 });
    await travelTo(12);
    expect(await stats(owner)).toMatchObject({ streak: 0, longestStreak: 2 });
    await watchFor(5, host);
    expect(await stats(owner)).toMatchObject({ watchDays: 3, streak: 1, longestStreak: 2 });
    // To the east, where tomorrow is: one day sooner, and none more.
    await host.do('presence:visible', { visible: true, utcOffset: 840 });
    await watchFor(5, host);
    expect(await stats(owner)).toMatchObject({ today: dateAt(840), watchDays: 4, streak: 2 });
    await host.do('presence:visible', { visible: true, utcOffset: -720 });
    await watchFor(5, host);
    await host.do('presence:visible', { visible: true, utcOffset: 840 });
    await watchFor(5, host);
    expect(await stats(owner)).toMatchObject({ watchDays: 4, streak: 2, longestStreak: 2 });
  });

  it('[SA3] company, parties and hosting are counted from what is seen in the room', async () => {
    const people = (await installation.people(4)) as [TestPerson, TestPerson, TestPerson, TestPerson];
    const [owner, guest, third, alone] = people;
    const { room, host } = await party(owner);
    const other = await enter(guest, room, { url: nodes[1].url });
    await enter(third, room);
    const { host: lonely } = await party(alone);
    await host.do('voice:toggle', { enabled: true });
    await count();
    await other.do('voice:toggle', { enabled: true });
    for (let minute = 0; minute < 3; minute += 1) await count();
    expect(await stats(owner)).toMatchObject({ people: 0, biggestParty: 3, platforms: 1 });
    await count();
    const figures = await stats(owner);
    expect(figures).toMatchObject({ people: 2, biggestParty: 3 });
    expect(Math.round(figures.hostedTime)).toBe(2 * 300);
    expect(Math.round(figures.closestTime)).toBe(300);
    expect(Math.round(figures.voiceTime)).toBe(240);
    expect(await stats(third)).toMatchObject({ people: 2, hostedTime: 0, voiceTime: 0 });
    expect(await stats(alone)).toMatchObject({ people: 0, biggestParty: 1, hostedTime: 0 });
    await count();
    expect(await stats(owner)).toMatchObject({ people: 2 });
    for (const socket of [host, lonely]) await socket.do('video:pause', {});
  });

  async function pagesOf(person: TestPerson): Promise<number> {
    const rows = await installation.database.query({
      text: 'SELECT 1 FROM open_pages WHERE user_id = $1',
      values: [person.user.id],
    });
    return rows.length;
  }

  /** To the next time that it is this hour by UTC. Seats live on, and nobody counts on the way. */
  async function travelTo(hour: number): Promise<void> {
    const now = installation.clock.now();
    const ahead = (hour * 60 * MINUTE_MS - (now % DAY_MS) + DAY_MS) % DAY_MS;
    installation.clock.advance(ahead);
    // Once for the leases, once for who was missed because another node had not renewed its own yet.
    for (let round = 0; round < 2; round += 1) for (const node of nodes) await node.app.keeper.reconcile();
    await count(0);
  }

  function dateAt(utcOffset: number): string {
    return new Date(installation.clock.now() + utcOffset * MINUTE_MS).toISOString().slice(0, 10);
  }

  /** Has a room play for so many minutes, from the start. */
  async function watchFor(minutes: number, host: TestSocket): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      await host.do('video:play', { position: 0 });
      await count();
    }
    await host.do('video:pause', {});
  }
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ListRoomsResponse, RoomSummary, UserStats, WatchHistoryResponse } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, snapshotOf } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import { until } from './kit/until.js';

describe('what somebody lets the server do with them', () => {
  let installation: Installation;
  let node: TestNode;

  beforeAll(async () => {
    installation = await createInstallation();
    installation.clock.stop();
    node = await installation.bootNode();
    await count(0);
  });
  afterAll(() => installation.dispose());

  async function count(afterMs = 60_000): Promise<void> {
    installation.clock.advance(afterMs);
    await until('it is counted', async () => (await node.app.countWatching()).status !== 'busy');
  }

  const stats = async (person: TestPerson): Promise<UserStats> =>
    (await person.call('GET', '/api/users/me/stats')) as UserStats;
  const videos = async (person: TestPerson): Promise<WatchHistoryResponse['videos']> =>
    ((await person.call('GET', '/api/users/me/history')) as WatchHistoryResponse).videos;
  const listed = async (person: TestPerson, roomId: string): Promise<RoomSummary> => {
    const { rooms } = (await person.call('GET', '/api/rooms')) as ListRoomsResponse;
    return rooms.find(({ id }) => id === roomId)!;
  };

  it('[SA6] is all allowed at first, and each by itself', async () => {
    const anna = await installation.person('Anna');
    expect(await anna.call('GET', '/api/users/me/settings')).toEqual({ isCounted: true, isNameListed: true });
    expect(await anna.call('PATCH', '/api/users/me/settings', { isCounted: false })).toEqual({
      isCounted: false,
      isNameListed: true,
    });
    expect(await anna.call('PATCH', '/api/users/me/settings', {})).toEqual({
      isCounted: false,
      isNameListed: true,
    });
  });

  it('[SA6] who does not want to be counted has nothing added, anywhere, and keeps what there was', async () => {
    const [owner, guest] = (await installation.people(2)) as [TestPerson, TestPerson];
    const room = await createRoom(owner);
    const host = await enter(owner, room);
    const other = await enter(guest, room);
    await other.do('chat:message', { content: 'one' });
    await host.do('video:play', {});
    await count();
    const before = await stats(guest);
    expect(before).toMatchObject({ messagesSent: 1, roomsJoined: 1 });

    await guest.call('PATCH', '/api/users/me/settings', { isCounted: false });
    await host.do('video:change', { url: 'https://media.example/film.mp4' });
    for (let minute = 0; minute < 6; minute += 1) await count();
    await other.do('chat:message', { content: 'two' });
    await createRoom(guest);
    await enter(guest, await createRoom(owner));

    const { updatedAt: _, ...after } = await stats(guest);
    const { updatedAt: __, ...known } = before;
    expect(after).toEqual(known);
    expect((await videos(guest)).map(({ url }) => url)).toEqual(['/samples/clock.mp4']);
    // Nor is it noted of others that they were there.
    expect((await videos(owner))[0]).not.toHaveProperty('people');
    expect(await stats(owner)).toMatchObject({ people: 0, hostedTime: expect.closeTo(60) });

    await guest.call('PATCH', '/api/users/me/settings', { isCounted: true });
    await other.do('chat:message', { content: 'three' });
    expect(await stats(guest)).toMatchObject({ messagesSent: 2 });
    await host.do('video:pause', {});
  });

  it('[SA7] who does not want to be named in lists is not, live too, but in the room they are', async () => {
    const [owner, guest, stranger] = (await installation.people(3)) as [TestPerson, TestPerson, TestPerson];
    const room = await createRoom(owner);
    const host = await enter(owner, room);
    await enter(guest, room);
    const lobby = await stranger.connect();
    await lobby.do('lobby:watch', {});
    expect(await listed(stranger, room.id)).toMatchObject({
      hostName: owner.name,
      faces: [{ firstName: owner.name }, { firstName: guest.name }],
    });

    await owner.call('PATCH', '/api/users/me/settings', { isNameListed: false });
    const told = await lobby.hears('lobby:room_updated', (update) => update.room.hostName === '');
    expect(told.room.faces.map(({ userId }) => userId)).toEqual([guest.user.id]);
    expect(JSON.stringify(told)).not.toContain(owner.name);
    const seen = await listed(stranger, room.id);
    expect(seen).toMatchObject({ hostName: '', participantCount: 2 });
    expect(seen.faces.map(({ userId }) => userId)).toEqual([guest.user.id]);
    const { participants } = await snapshotOf(host, room.id);
    expect(participants.map(({ firstName }) => firstName).sort()).toEqual([owner.name, guest.name].sort());

    await owner.call('PATCH', '/api/users/me/settings', { isNameListed: true });
    expect(await listed(stranger, room.id)).toMatchObject({ hostName: owner.name });
  });

  it('[WT2] what somebody has watched can be forgotten, and others keep theirs', async () => {
    const [owner, guest] = (await installation.people(2)) as [TestPerson, TestPerson];
    const room = await createRoom(owner);
    const host = await enter(owner, room);
    await enter(guest, room);
    await host.do('video:play', {});
    await count();
    expect(await videos(owner)).toHaveLength(1);
    const answer = await owner.request('DELETE', '/api/users/me/history');
    expect(answer.status).toBe(204);
    expect(await videos(owner)).toEqual([]);
    expect(await videos(guest)).toHaveLength(1);
    expect((await stats(owner)).totalWatchTime).toBeGreaterThan(0);
    await host.do('video:pause', {});
  });
});

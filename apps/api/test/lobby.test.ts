import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';

describe.each([
  { where: 'on one node', withRedis: false },
  { where: 'on two nodes with Redis', withRedis: true },
])('the lobby $where', ({ withRedis }) => {
  let installation: Installation;
  let owner: TestPerson;
  let watcher: TestSocket;
  let bystander: TestSocket;

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis });
    const first = await installation.bootNode();
    const second = withRedis ? await installation.bootNode() : first;
    owner = await installation.person('Owner');
    watcher = await (await installation.person('Watcher')).connect(second.url);
    await watcher.do('lobby:watch', {});
    bystander = await (await installation.person('Bystander')).connect(second.url);
  });
  afterAll(() => installation.dispose());

  const updatesOf = (roomId: string) =>
    watcher.all('lobby:room_updated').filter(({ room }) => room.id === roomId);

  /** Whatever the lobby has to say of earlier changes comes before what it says of this new room. */
  async function everythingHeard(): Promise<void> {
    const marker = await createRoom(owner);
    await watcher.hears('lobby:room_updated', ({ room }) => room.id === marker.id);
  }

  it('[LB1] a new public room is heard as the list shows it, by those who watch only', async () => {
    const room = await createRoom(owner, { name: 'Evening' });
    const heard = await watcher.hears('lobby:room_updated', (update) => update.room.id === room.id);
    const list = (await owner.call('GET', '/api/rooms?search=Evening')) as { rooms: unknown[] };
    expect(heard.room).toEqual(list.rooms[0]);
    await bystander.settled();
    expect(bystander.heard).toEqual([]);
  });

  it('[LB1] people, playing and settings are heard', async () => {
    const room = await createRoom(owner, { name: 'Before' });
    const host = await enter(owner, room);
    await watcher.hears('lobby:room_updated', (update) => update.room.participantCount === 1);
    await host.do('video:play', {});
    await watcher.hears(
      'lobby:room_updated',
      (update) => update.room.id === room.id && update.room.isPlaying,
    );
    await owner.call('PATCH', `/api/rooms/${room.id}`, { name: 'After' });
    await watcher.hears('lobby:room_updated', (update) => update.room.name === 'After');
    await host.do('room:leave', {});
    const left = await watcher.hears(
      'lobby:room_updated',
      (update) => update.room.name === 'After' && update.room.participantCount === 0,
    );
    expect(left.room).toMatchObject({ isPlaying: false, faces: [] });
  });

  it('[LB1] a password hides what is watched', async () => {
    const room = await createRoom(owner, { password: 'secret' });
    const { room: heard } = await watcher.hears('lobby:room_updated', (update) => update.room.id === room.id);
    expect(heard.hasPassword).toBe(true);
    expect(heard).not.toHaveProperty('videoTitle');
    expect(heard).not.toHaveProperty('videoThumbnailUrl');
    expect(heard).not.toHaveProperty('platform');
  });

  it('[RM4] of a private room nothing is heard, its id least of all', async () => {
    const room = await createRoom(owner, { isPublic: false });
    const host = await enter(owner, room);
    await host.do('video:play', {});
    await owner.call('PATCH', `/api/rooms/${room.id}`, { name: 'Still private', isPublic: false });
    await host.do('room:leave', {});
    await everythingHeard();
    expect(JSON.stringify(watcher.heard)).not.toContain(room.id);
  });

  it('[LB1] a room that is made private is removed, and back when it is public again', async () => {
    const room = await createRoom(owner);
    await everythingHeard();
    await owner.call('PATCH', `/api/rooms/${room.id}`, { isPublic: false });
    await watcher.hears('lobby:room_removed', ({ roomId }) => roomId === room.id);
    watcher.forget();
    await owner.call('PATCH', `/api/rooms/${room.id}`, { isPublic: true });
    await watcher.hears('lobby:room_updated', (update) => update.room.id === room.id);
    await everythingHeard();
    expect(watcher.all('lobby:room_removed')).toEqual([]);
  });

  it('[LB1] a room that is deleted is removed', async () => {
    const room = await createRoom(owner);
    await owner.call('DELETE', `/api/rooms/${room.id}`);
    await watcher.hears('lobby:room_removed', ({ roomId }) => roomId === room.id);
  });

  it('[LB1] many changes at once are few messages, and the last of them says how it ends', async () => {
    const room = await createRoom(owner, { maxParticipants: 100 });
    const people = await installation.people(20);
    const sockets = await Promise.all(people.map((person) => person.connect()));
    await everythingHeard();
    watcher.forget();
    const start = Date.now();
    await Promise.all(sockets.map((socket) => socket.do('room:join', { roomId: room.id })));
    await watcher.hears('lobby:room_updated', (update) => update.room.participantCount === 20);
    const quarters = Math.ceil((Date.now() - start) / 250) + 1;
    expect(updatesOf(room.id).length).toBeLessThanOrEqual(quarters);
    expect(updatesOf(room.id).at(-1)!.room.faces).toHaveLength(3);
  });

  it('[LB1] whoever watches no more hears nothing more', async () => {
    const leaver = await (await installation.person('Leaver')).connect();
    await leaver.do('lobby:watch', {});
    const room = await createRoom(owner);
    await leaver.hears('lobby:room_updated', (update) => update.room.id === room.id);
    await leaver.do('lobby:unwatch', {});
    leaver.forget();
    await everythingHeard();
    await leaver.settled();
    expect(leaver.heard).toEqual([]);
  });
});

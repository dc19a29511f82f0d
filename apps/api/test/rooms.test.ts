import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ListRoomsResponse,
  BUFFER_WAIT_DEFAULT,
  ROOM_MAX_PARTICIPANTS_DEFAULT,
  type Room,
  SKIP_SHARE_DEFAULT,
} from '@watchparty/shared';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter, readRoom, SAMPLE_URL } from './kit/room.js';
import { request, type TestPerson } from './kit/test-person.js';

const UNKNOWN_ID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';
const FILM_URL = 'https://media.example/film.mp4';

describe('rooms', () => {
  let installation: Installation;
  let url: string;
  let owner: TestPerson;
  let other: TestPerson;

  beforeAll(async () => {
    installation = await createInstallation();
    ({ url } = await installation.bootNode());
    [owner, other] = (await installation.people(2)) as [TestPerson, TestPerson];
  });
  afterAll(() => installation.dispose());

  const list = async (person: TestPerson, query = ''): Promise<ListRoomsResponse> =>
    (await person.call('GET', `/api/rooms?${query}`)) as ListRoomsResponse;

  async function listAll(person: TestPerson, query: string): Promise<string[]> {
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(person, `${query}${cursor && `&cursor=${cursor}`}`);
      names.push(...page.rooms.map((room) => room.name));
      cursor = page.nextCursor;
    }
    return names;
  }

  it.each([
    ['GET', '/api/rooms'],
    ['POST', '/api/rooms'],
    ['GET', `/api/rooms/${UNKNOWN_ID}`],
    ['PATCH', `/api/rooms/${UNKNOWN_ID}`],
    ['DELETE', `/api/rooms/${UNKNOWN_ID}`],
    ['GET', `/api/rooms/${UNKNOWN_ID}/messages`],
    ['GET', '/api/users/me'],
    ['DELETE', '/api/users/me'],
    ['GET', '/api/users/me/stats'],
    ['POST', '/api/videos/resolve'],
    ['GET', '/api/rtc/ice-servers'],
    ['POST', '/api/auth/logout'],
  ])('%s %s is unauthorized without a token', async (method, path) => {
    const { status, error } = await request(url, method, path);
    expect([status, error?.code]).toEqual([401, 'unauthorized']);
  });

  describe('creating', () => {
    it('[RM1] answers 201 with the room, whose maker hosts it and is not in it', async () => {
      const { status, body } = await owner.request('POST', '/api/rooms', { name: '  Evening  ' });
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.any(String),
        name: 'Evening',
        hostId: owner.user.id,
        ownerId: owner.user.id,
        slowMode: 0,
        isPublic: true,
        hasPassword: false,
        maxParticipants: ROOM_MAX_PARTICIPANTS_DEFAULT,
        participantCount: 0,
        controlMode: 'host',
        bufferWait: BUFFER_WAIT_DEFAULT,
        skipShare: SKIP_SHARE_DEFAULT,
        video: {
          videoUrl: null,
          platform: null,
          isPlaying: false,
          position: 0,
          rate: 1,
          effectiveAt: expect.any(Number),
          version: 1,
        },
        createdAt: expect.any(Number),
        updatedAt: expect.any(Number),
      });
      expect(await readRoom(other, (body as Room).id)).toEqual(body);
    });

    it('[RM1] with all that a room can have', async () => {
      const room = await createRoom(owner, {
        name: 'All',
        videoUrl: FILM_URL,
        isPublic: false,
        password: 'pass',
        maxParticipants: 3,
        controlMode: 'everyone',
        bufferWait: 0,
      });
      expect(room).toMatchObject({
        isPublic: false,
        hasPassword: true,
        maxParticipants: 3,
        controlMode: 'everyone',
        bufferWait: 0,
        video: { videoUrl: FILM_URL, platform: 'file', title: 'film', position: 0, version: 1 },
      });
    });

    it('[VD1] a link that cannot be played makes no room', async () => {
      const before = await listAll(owner, 'mine=true');
      const answer = await owner.request('POST', '/api/rooms', {
        name: 'No',
        videoUrl: 'https://10.0.0.1/a.mp4',
      });
      expect([answer.status, answer.error?.code]).toEqual([422, 'unsupported_video']);
      expect(await listAll(owner, 'mine=true')).toEqual(before);
    });

    it('a link that grows beyond its bounds once it is written out is refused', async () => {
      const videoUrl = `https://media.example/${'я'.repeat(1_900)}.mp4`;
      const answer = await owner.request('POST', '/api/rooms', { name: 'No', videoUrl });
      expect([answer.status, answer.error?.code]).toEqual([422, 'unsupported_video']);
    });
  });

  describe('passwords', () => {
    it('[RM2] never leave the server, nor does their hash', async () => {
      const room = await createRoom(owner, { name: 'Locked', password: 'hunter2' });
      const host = await enter(owner, room);
      const watcher = await other.connect();
      await watcher.do('lobby:watch', {});
      const seen: unknown[] = [
        room,
        await readRoom(owner, room.id),
        await list(owner, 'search=Locked'),
        await owner.call('PATCH', `/api/rooms/${room.id}`, { password: 'hunter3' }),
        await host.do('room:join', { roomId: room.id }),
        await host.hears('room:update'),
        await watcher.hears('lobby:room_updated', (update) => update.room.id === room.id),
      ];
      expect(JSON.stringify(seen)).not.toMatch(/hunter|\$2[aby]\$/);
      expect(seen[0]).toMatchObject({ hasPassword: true });
    });

    it('[RM5] whoever was never let in sees an empty timeline', async () => {
      const room = await createRoom(owner, { password: 'hunter2' });
      const host = await enter(owner, room);
      await host.do('video:play', { position: 10 });

      expect((await readRoom(other, room.id)).video).toEqual({
        videoUrl: null,
        platform: null,
        isPlaying: false,
        position: 0,
        rate: 1,
        effectiveAt: expect.any(Number),
        version: 0,
      });
      expect((await readRoom(owner, room.id)).video.videoUrl).toBe(SAMPLE_URL);
      const socket = await enter(other, room, { password: 'hunter2' });
      await socket.do('room:leave', {});
      expect((await readRoom(other, room.id)).video.videoUrl).toBe(SAMPLE_URL);
    });

    it('[RM5] lists do not tell what is watched there, whatever one asks', async () => {
      const room = await createRoom(owner, {
        name: 'Closed curtains',
        password: 'x',
        videoUrl: 'https://media.example/Unmistakable.mp4',
      });
      const { rooms } = await list(other, 'search=Closed');
      expect(rooms).toHaveLength(1);
      expect(rooms[0]).not.toHaveProperty('videoTitle');
      expect(rooms[0]).not.toHaveProperty('videoThumbnailUrl');
      expect(rooms[0]).not.toHaveProperty('platform');
      expect((await list(other, 'search=Unmistakable')).rooms).toEqual([]);
      expect((await listAll(other, 'platform=file')).includes(room.name)).toBe(false);
    });

    it('[RM7] a new password keeps whoever is in, and is asked of whoever is not', async () => {
      const [inside, gone, moderator] = (await installation.people(3)) as [
        TestPerson,
        TestPerson,
        TestPerson,
      ];
      const room = await createRoom(owner, { password: 'old' });
      const socket = await enter(inside, room, { password: 'old' });
      const left = await enter(gone, room, { password: 'old' });
      await left.do('room:leave', {});

      await owner.call('PATCH', `/api/rooms/${room.id}`, { password: 'new' });

      await socket.do('chat:message', { content: 'still here' });
      await socket.do('room:join', { roomId: room.id });
      const roomId = room.id;
      expect((await left.refused('room:join', { roomId })).code).toBe('password_required');
      expect((await left.refused('room:join', { roomId, password: 'old' })).code).toBe('wrong_password');
      expect((await gone.request('GET', `/api/rooms/${roomId}/messages`)).error?.code).toBe('forbidden');
      await left.do('room:join', { roomId, password: 'new' });
      await enter(owner, room);

      await owner.call('PATCH', `/api/rooms/${room.id}`, { password: null });
      expect(await readRoom(moderator, roomId)).toMatchObject({ hasPassword: false });
      await enter(moderator, room);
    });
  });

  describe('lists', () => {
    it('[RM3] newest first, by pages, each room once', async () => {
      const [maker] = await installation.people(1);
      const made: string[] = [];
      for (let number = 1; number <= 7; number++) {
        made.unshift((await createRoom(maker!, { name: `Paged ${number}` })).name);
      }
      expect(await listAll(other, 'search=Paged&limit=3')).toEqual(made);
      expect(await listAll(other, 'search=Paged&limit=7')).toEqual(made);
      const first = await list(other, 'search=Paged&limit=3');
      await createRoom(maker!, { name: 'Paged late' });
      const second = await list(other, `search=Paged&limit=3&cursor=${first.nextCursor!}`);
      expect(second.rooms.map((room) => room.name)).toEqual(made.slice(3, 6));
    });

    it('[RM3] the pages hold rooms that were made in the same microsecond', async () => {
      const rooms = await Promise.all(
        Array.from({ length: 6 }, (_, index) => createRoom(owner, { name: `Twin ${index}` })),
      );
      await installation.database.query({
        text: `UPDATE rooms SET created_at = '2026-01-01 00:00:00.123456+00' WHERE id = ANY($1::uuid[])`,
        values: [rooms.map((room) => room.id)],
      });
      const names = await listAll(other, 'search=Twin&limit=1');
      expect(names.sort()).toEqual(rooms.map((room) => room.name).sort());
    });

    it('[RM3] search looks in names and titles, in any case, and takes every character as it is', async () => {
      await createRoom(owner, { name: '100% Вечер_кино' });
      await createRoom(owner, { name: '1000 Вечер кино' });
      await createRoom(owner, { name: String.raw`back\slash` });
      await createRoom(owner, { name: 'Plain', videoUrl: 'https://media.example/Sintel_Trailer.mp4' });
      const found = async (search: string): Promise<string[]> =>
        (await list(other, `search=${encodeURIComponent(search)}`)).rooms.map((room) => room.name);
      expect(await found('100%')).toEqual(['100% Вечер_кино']);
      expect(await found('вечер_К')).toEqual(['100% Вечер_кино']);
      expect(await found('вечер')).toHaveLength(2);
      expect(await found(String.raw`back\s`)).toEqual([String.raw`back\slash`]);
      expect(await found('sintel tr')).toEqual(['Plain']);
      expect(await found(`'; DROP TABLE rooms; --`)).toEqual([]);
      expect(await found('_____________________')).toEqual([]);
    });

    it('[RM3] platform filters', async () => {
      await createRoom(owner, { name: 'Silent', videoUrl: undefined });
      const { rooms } = await list(other, 'platform=file&limit=50');
      expect(rooms.length).toBeGreaterThan(0);
      expect(rooms.every((room) => room.platform === 'file')).toBe(true);
      expect((await list(other, 'platform=youtube')).rooms).toEqual([]);
      expect((await list(other, 'platform=youtube&mine=true')).rooms).toEqual([]);
    });

    it('[RM5] a password hides nothing from the owner’s own list', async () => {
      const [maker] = await installation.people(1);
      await createRoom(maker!, { name: 'Locked', password: 'secret' });
      const [summary] = (await list(maker!, 'mine=true')).rooms;
      expect(summary).toMatchObject({ hasPassword: true, platform: 'file' });
      expect(summary!.videoTitle).toBeDefined();
      expect(await listAll(maker!, 'mine=true&platform=file')).toEqual(['Locked']);
    });

    it('[RM3] mine=true lists one’s own rooms, private ones too, and nobody else’s', async () => {
      const [maker] = await installation.people(1);
      await createRoom(maker!, { name: 'Public' });
      await createRoom(maker!, { name: 'Private', isPublic: false });
      expect(await listAll(maker!, 'mine=true')).toEqual(['Private', 'Public']);
      expect((await listAll(other, 'mine=true')).includes('Private')).toBe(false);
      expect((await listAll(maker!, 'mine=false')).includes('Private')).toBe(false);
    });

    it('[RM4] a private room is in nobody else’s list and opens for whoever knows its id', async () => {
      const room = await createRoom(owner, { name: 'Secret den', isPublic: false });
      expect((await list(other, 'search=Secret')).rooms).toEqual([]);
      expect((await list(owner, 'search=Secret')).rooms).toEqual([]);
      expect((await readRoom(other, room.id)).name).toBe('Secret den');
      await enter(other, room);
      expect((await list(other, 'search=Secret')).rooms).toEqual([]);
    });

    it('[RM3] a card shows the host, the video and up to three faces', async () => {
      const [maker, ...guests] = await installation.people(5);
      const room = await createRoom(maker!, { name: 'Faces' });
      await enter(maker!, room);
      for (const guest of guests) await enter(guest, room);
      const { rooms } = await list(other, 'search=Faces');
      expect(rooms[0]).toMatchObject({
        id: room.id,
        hostId: maker!.user.id,
        hostName: maker!.name,
        participantCount: 5,
        platform: 'file',
        videoTitle: room.video.title,
        isPlaying: false,
      });
      expect(rooms[0]!.faces.map((face) => face.userId)).toEqual(
        [maker!, ...guests].slice(0, 3).map((person) => person.user.id),
      );
    });
  });

  describe('changing', () => {
    it('[RM6] the host changes the settings, the room hears it, outsiders do not', async () => {
      const room = await createRoom(owner);
      const host = await enter(owner, room);
      const guest = await enter(other, room);
      const outsider = await (await installation.person('Outsider')).connect();

      const { status, body } = await owner.request('PATCH', `/api/rooms/${room.id}`, {
        name: 'Renamed',
        maxParticipants: 9,
        controlMode: 'moderators',
        bufferWait: 10,
        isPublic: false,
        password: 'now',
      });

      expect(status).toBe(200);
      expect(body).toMatchObject({
        name: 'Renamed',
        maxParticipants: 9,
        controlMode: 'moderators',
        bufferWait: 10,
        isPublic: false,
        hasPassword: true,
      });
      for (const socket of [host, guest]) expect(await socket.hears('room:update')).toEqual({ room: body });
      await outsider.settled();
      expect(outsider.heard).toEqual([]);
    });

    it('[RM6] the video changes with the settings, and can be taken away', async () => {
      const room = await createRoom(owner);
      const host = await enter(owner, room);
      await host.do('video:play', { position: 10 });
      const changed = (await owner.call('PATCH', `/api/rooms/${room.id}`, { videoUrl: FILM_URL })) as Room;
      expect(changed.video).toMatchObject({ videoUrl: FILM_URL, position: 0, isPlaying: true, version: 3 });
      const { playback } = await host.hears('video:state_changed', ({ reason }) => reason === 'change');
      expect(playback).toEqual(changed.video);
      await host.hears('chat:new_message', ({ message }) => message.content === 'video_changed');

      const emptied = (await owner.call('PATCH', `/api/rooms/${room.id}`, { videoUrl: null })) as Room;
      expect(emptied.video).toMatchObject({ videoUrl: null, platform: null, isPlaying: false, version: 4 });
      await host.hears('video:state_changed', (change) => change.playback.version === 4);

      const refused = await owner.request('PATCH', `/api/rooms/${room.id}`, {
        name: 'Not this',
        videoUrl: 'http://media.example/film.mp4',
      });
      expect(refused.error?.code).toBe('unsupported_video');
      expect(await readRoom(owner, room.id)).toMatchObject({ name: room.name, video: { version: 4 } });
    });

    it('[RM6] others may neither change nor delete, and nothing is heard', async () => {
      const room = await createRoom(owner);
      const host = await enter(owner, room);
      await enter(other, room);
      await host.hears('chat:new_message', ({ message }) => message.userId === other.user.id);
      host.forget();
      for (const [method, body] of [
        ['PATCH', { name: 'Mine now' }],
        ['PATCH', { videoUrl: FILM_URL }],
        ['DELETE', undefined],
      ] as const) {
        const answer = await other.request(method, `/api/rooms/${room.id}`, body);
        expect([answer.status, answer.error?.code]).toEqual([403, 'forbidden']);
      }
      await host.settled();
      expect(host.heard).toEqual([]);
      expect(await readRoom(owner, room.id)).toMatchObject({ name: room.name, video: room.video });
    });

    it('[RM6] a stand-in may change, but not delete', async () => {
      const room = await createRoom(owner);
      const guest = await enter(other, room);
      await installation.pass(60);
      await guest.hears('room:update', (update) => update.room.hostId === other.user.id);

      expect((await other.request('PATCH', `/api/rooms/${room.id}`, { name: 'Stand-in’s' })).status).toBe(
        200,
      );
      expect((await other.request('DELETE', `/api/rooms/${room.id}`)).error?.code).toBe('forbidden');
      expect((await owner.request('PATCH', `/api/rooms/${room.id}`, { name: 'Owner’s' })).status).toBe(200);
      expect((await owner.request('DELETE', `/api/rooms/${room.id}`)).status).toBe(204);
    });

    it('[RM6] the owner deletes: the room hears it is closed, and is gone for everybody', async () => {
      const room = await createRoom(owner);
      const host = await enter(owner, room);
      const guest = await enter(other, room);
      const outsider = await (await installation.person('Outsider')).connect();

      const { status, body } = await owner.request('DELETE', `/api/rooms/${room.id}`);

      expect([status, body]).toEqual([204, undefined]);
      for (const socket of [host, guest]) {
        expect(await socket.hears('room:update')).toMatchObject({ room: { id: room.id }, closed: true });
      }
      await outsider.settled();
      expect(outsider.heard).toEqual([]);
      expect((await guest.refused('chat:message', { content: 'anybody?' })).code).toMatch(
        /^(?:forbidden|room_not_found)$/,
      );
      expect((await guest.refused('video:play')).code).toBe('room_not_found');
      expect((await guest.refused('room:join', { roomId: room.id })).code).toBe('room_not_found');
      expect((await owner.request('GET', `/api/rooms/${room.id}`)).error?.code).toBe('room_not_found');
      expect((await owner.request('GET', `/api/rooms/${room.id}/messages`)).error?.code).toBe(
        'room_not_found',
      );
      expect((await owner.request('DELETE', `/api/rooms/${room.id}`)).error?.code).toBe('room_not_found');
      // Their connections go on elsewhere.
      await guest.do('room:join', { roomId: (await createRoom(owner)).id });
    });
  });
});

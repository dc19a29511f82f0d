import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ClientEventName,
  CLOCK_SAMPLE_DURATION_S,
  COUNTDOWN_MS,
  CONTROL_MODES,
  LIVE_START_S,
  mayControlPlayback,
  type Playback,
  positionAt,
  type Role,
  ROLES,
  type Room,
} from '@watchparty/shared';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter, readRoom, SAMPLE_URL, snapshotOf } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';

const FILM_URL = 'https://media.example/film.mp4';

describe('playback', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await createInstallation();
    await installation.bootNode();
  });
  afterAll(() => installation.dispose());

  const now = (): number => installation.clock.now();

  /** The owner and a guest, both in a room with the sample. */
  async function party(): Promise<{ owner: TestPerson; room: Room; host: TestSocket; guest: TestSocket }> {
    const [owner, other] = await installation.people(2);
    const room = await createRoom(owner!);
    return { owner: owner!, room, host: await enter(owner!, room), guest: await enter(other!, room) };
  }

  async function setRole(room: Room, person: TestPerson, role: Role): Promise<void> {
    await installation.database.query({
      text: 'UPDATE room_participants SET role = $3 WHERE room_id = $1 AND user_id = $2',
      values: [room.id, person.user.id, role],
    });
  }

  describe('commands', () => {
    it('[PB2] everybody in the room hears the timeline that the ack carries, and nobody else does', async () => {
      const { owner, room, host, guest } = await party();
      const stranger = await (await installation.person('Stranger')).connect();
      const elsewhere = await enter(owner, await createRoom(owner));

      const { playback } = await host.do('video:play', { position: 12 });

      expect(await guest.hears('video:state_changed')).toEqual({ playback, reason: 'play' });
      expect(await host.hears('video:state_changed')).toEqual({ playback, reason: 'play' });
      expect(playback).toEqual({
        videoUrl: SAMPLE_URL,
        platform: 'file',
        title: expect.any(String),
        thumbnailUrl: expect.any(String),
        duration: CLOCK_SAMPLE_DURATION_S,
        isPlaying: true,
        position: 12,
        rate: 1,
        effectiveAt: expect.any(Number),
        version: 2,
        updatedBy: owner.user.id,
      });
      expect((await readRoom(owner, room.id)).video).toEqual(playback);
      for (const outsider of [stranger, elsewhere]) {
        await outsider.settled();
        expect(outsider.all('video:state_changed')).toEqual([]);
      }
    });

    const LEADS: { event: ClientEventName; payload: object; reason: string; leadMs: number }[] = [
      { event: 'video:play', payload: { position: 5 }, reason: 'play', leadMs: 300 },
      { event: 'video:pause', payload: { position: 5 }, reason: 'pause', leadMs: 200 },
      { event: 'video:seek', payload: { position: 5 }, reason: 'seek', leadMs: 450 },
      { event: 'video:seek', payload: { position: 90 }, reason: 'seek', leadMs: 600 },
      { event: 'video:rate', payload: { rate: 1.5 }, reason: 'rate', leadMs: 200 },
      { event: 'video:change', payload: { url: FILM_URL }, reason: 'change', leadMs: 1500 },
    ];

    it.each(LEADS)(
      '[PB5] $event takes effect $leadMs ms ahead',
      async ({ event, payload, reason, leadMs }) => {
        const { host, guest } = await party();
        await host.do('video:play', {});
        // No command cuts short what is ahead.
        installation.clock.advance(1_000);

        const before = now();
        const { playback } = (await host.do(event, payload)) as { playback: Playback };
        const after = now();

        expect(playback.effectiveAt).toBeGreaterThanOrEqual(before + leadMs);
        expect(playback.effectiveAt).toBeLessThanOrEqual(after + leadMs);
        expect(playback.version).toBe(3);
        const heard = await guest.hears('video:state_changed', (change) => change.playback.version === 3);
        expect(heard).toEqual({ playback, reason });
      },
    );

    it.each([
      { here: 30, elsewhere: 40, leadMs: 100 },
      { here: 30, elsewhere: 300, leadMs: 340 },
      { here: 60_000, elsewhere: 60_000, leadMs: 500 },
    ])(
      '[PB5] [CL3] with people $here ms and $elsewhere ms away a command takes effect $leadMs ms ahead',
      async ({ here, elsewhere, leadMs }) => {
        const { host, guest } = await party();
        await host.do('clock:ping', { clientTime: 0, rttMs: here });
        await guest.do('clock:ping', { clientTime: 0, rttMs: elsewhere });
        const before = now();
        const { playback } = await host.do('video:pause', {});
        expect(playback.effectiveAt).toBeGreaterThanOrEqual(before + leadMs);
        expect(playback.effectiveAt).toBeLessThanOrEqual(now() + leadMs);
      },
    );

    it('[CL3] whoever has left, or has told nothing for a minute, does not count', async () => {
      const { host, guest } = await party();
      const expectLead = async (leadMs: number): Promise<void> => {
        const before = now();
        const { playback } = await host.do('video:rate', { rate: 1 });
        expect(playback.effectiveAt).toBeGreaterThanOrEqual(before + leadMs);
        expect(playback.effectiveAt).toBeLessThanOrEqual(now() + leadMs);
        // The next one must not come while this one is still ahead.
        installation.clock.advance(1_000);
      };
      await host.do('video:play', {});
      installation.clock.advance(1_000);
      await host.do('clock:ping', { clientTime: 0, rttMs: 20 });
      await guest.do('clock:ping', { clientTime: 0, rttMs: 400 });
      await expectLead(440);
      await guest.do('room:leave', {});
      await expectLead(100);
      installation.clock.advance(60_000);
      await expectLead(200);
    });

    it.each([
      { event: 'video:play', payload: {} },
      { event: 'video:seek', payload: { position: 42 } },
      { event: 'video:rate', payload: { rate: 1.5 } },
    ] as const)('[PB5] $event does not cut short the wait for a new video', async ({ event, payload }) => {
      const { host } = await party();
      await host.do('video:play', {});
      const { playback: changed } = await host.do('video:change', { url: FILM_URL });
      const { playback } = await host.do(event, payload);
      expect(playback.effectiveAt).toBe(changed.effectiveAt);
      expect(playback.version).toBe(changed.version + 1);
    });

    it('[PB5] a wait longer than any lead is a clock that was put back, and ends with the next command', async () => {
      const { room, host } = await party();
      await host.do('video:play', {});
      await installation.database.query({
        text: `UPDATE rooms SET effective_at = effective_at + interval '1 hour' WHERE id = $1`,
        values: [room.id],
      });
      const { playback } = await host.do('video:seek', { position: 42 });
      expect(playback.effectiveAt).toBeLessThanOrEqual(now() + 600);
    });

    it('[PB5] a pause stops everybody ahead of time at the same picture, and a new video at once', async () => {
      const { host } = await party();
      const { playback: playing } = await host.do('video:play', { position: 30 });
      installation.clock.advance(5_000);
      const { playback: paused } = await host.do('video:pause', {});
      expect(paused.position).toBeCloseTo(positionAt(playing, paused.effectiveAt), 6);
      await host.do('video:play', {});
      const { playback: changed } = await host.do('video:change', { url: FILM_URL });
      const { playback } = await host.do('video:pause', {});
      expect(playback).toMatchObject({ isPlaying: false, position: 0 });
      expect(playback.effectiveAt).toBeLessThan(changed.effectiveAt);
    });

    it('[PB5] a seek in a paused room takes effect at once', async () => {
      const { host } = await party();
      const before = now();
      const { playback } = await host.do('video:seek', { position: 42.5 });
      expect(playback).toMatchObject({ isPlaying: false, position: 42.5 });
      expect(playback.effectiveAt).toBeGreaterThanOrEqual(before);
      expect(playback.effectiveAt).toBeLessThanOrEqual(now());
    });

    it('[PB12] a countdown starts three seconds later, is not cut short by another play, and ends with a pause', async () => {
      const { host } = await party();
      const before = now();
      const { playback } = await host.do('video:play', { countdown: true });
      expect(playback.isPlaying).toBe(true);
      expect(playback.effectiveAt).toBeGreaterThanOrEqual(before + COUNTDOWN_MS);
      expect(playback.effectiveAt).toBeLessThanOrEqual(now() + COUNTDOWN_MS + 500);
      installation.clock.advance(1_000);
      const { playback: again } = await host.do('video:play', {});
      expect(again.effectiveAt).toBe(playback.effectiveAt);
      const { playback: paused } = await host.do('video:pause', {});
      expect(paused).toMatchObject({ isPlaying: false, position: 0 });
      expect(paused.effectiveAt).toBeLessThan(playback.effectiveAt);
    });

    it('[PB6] without position, pause stops where the room is then', async () => {
      const { host } = await party();
      const { playback: playing } = await host.do('video:play', { position: 30 });
      installation.clock.advance(12_000);

      const { playback } = await host.do('video:pause', {});

      expect(playback.isPlaying).toBe(false);
      expect(playback.position).toBeCloseTo(positionAt(playing, playback.effectiveAt), 6);
      expect(playback.position).toBeGreaterThan(41);
    });

    it('[PB6] without position, play goes on from where the room stands', async () => {
      const { host } = await party();
      await host.do('video:pause', { position: 77.25 });
      installation.clock.advance(60_000);
      const { playback } = await host.do('video:play', {});
      expect(playback).toMatchObject({ isPlaying: true, position: 77.25 });
    });

    it('[PB6] without position, play in a room that plays changes nothing that one sees', async () => {
      const { host } = await party();
      const { playback: before } = await host.do('video:play', { position: 10 });
      installation.clock.advance(3_000);
      const { playback } = await host.do('video:play', {});
      expect(playback.version).toBe(before.version + 1);
      expect(playback.position).toBeCloseTo(positionAt(before, playback.effectiveAt), 6);
    });

    it('[PB4] a change of rate neither jumps nor stops', async () => {
      const { host } = await party();
      let { playback: before } = await host.do('video:play', { position: 10 });
      for (const rate of [2, 0.25, 1.75, 1]) {
        installation.clock.advance(7_000);
        const { playback } = await host.do('video:rate', { rate });
        expect(playback).toMatchObject({ rate, isPlaying: true });
        expect(playback.position).toBeCloseTo(positionAt(before, playback.effectiveAt), 6);
        before = playback;
      }
    });

    it('[PB4] a change of rate in a paused room keeps the position', async () => {
      const { host } = await party();
      await host.do('video:seek', { position: 99 });
      const { playback } = await host.do('video:rate', { rate: 1.25 });
      expect(playback).toMatchObject({ rate: 1.25, isPlaying: false, position: 99 });
    });

    it('[PB4] a seek keeps the room playing, and goes no further than the end', async () => {
      const { host } = await party();
      await host.do('video:play', {});
      expect((await host.do('video:seek', { position: 50 })).playback).toMatchObject({
        isPlaying: true,
        position: 50,
      });
      const { playback } = await host.do('video:seek', { position: CLOCK_SAMPLE_DURATION_S + 100 });
      expect(playback.position).toBe(CLOCK_SAMPLE_DURATION_S);
      expect((await host.do('video:play', { position: 10_000 })).playback.position).toBe(
        CLOCK_SAMPLE_DURATION_S,
      );
      expect((await host.do('video:pause', { position: 10_000 })).playback.position).toBe(
        CLOCK_SAMPLE_DURATION_S,
      );
    });

    it('[PB4] a room that has run to its end pauses at the end', async () => {
      const { host } = await party();
      await host.do('video:play', { position: CLOCK_SAMPLE_DURATION_S - 1 });
      installation.clock.advance(20_000);
      expect((await host.do('video:pause', {})).playback.position).toBe(CLOCK_SAMPLE_DURATION_S);
    });

    it('[PB8] in a room without a video there is nothing to command', async () => {
      const owner = await installation.person('Owner');
      const room = await createRoom(owner, { videoUrl: undefined });
      const host = await enter(owner, room);
      for (const [event, payload] of [
        ['video:play', {}],
        ['video:pause', {}],
        ['video:seek', { position: 1 }],
        ['video:rate', { rate: 2 }],
      ] as const) {
        expect((await host.refused(event, payload)).code).toBe('conflict');
      }
      await host.settled();
      expect(host.all('video:state_changed')).toEqual([]);
      expect((await readRoom(owner, room.id)).video).toEqual(room.video);
      expect((await host.do('video:change', { url: SAMPLE_URL })).playback.videoUrl).toBe(SAMPLE_URL);
    });

    it('[PB3] two hundred commands at once get two hundred versions, and the last one stands', async () => {
      const owner = await installation.person('Owner');
      const room = await createRoom(owner, { controlMode: 'everyone' });
      const people = await installation.people(9);
      const sockets = await Promise.all([owner, ...people].map((person) => enter(person, room)));
      const orders = Array.from({ length: 20 }, (_, order) => order);

      const acks = await Promise.all(
        sockets.flatMap((socket, index) =>
          orders.map(async (order) => {
            const position = index * 10 + order / 2;
            const kinds = [
              () => socket.do('video:play', { position }),
              () => socket.do('video:pause', {}),
              () => socket.do('video:seek', { position }),
              () => socket.do('video:rate', { rate: 0.25 + order / 20 }),
            ];
            return (await kinds[(index + order) % kinds.length]!()).playback;
          }),
        ),
      );

      const byVersion = acks.sort((a, b) => a.version - b.version);
      expect(byVersion.map((playback) => playback.version)).toEqual(
        Array.from({ length: 200 }, (_, index) => index + 2),
      );
      expect((await readRoom(owner, room.id)).video).toEqual(byVersion.at(-1));
      for (const socket of sockets) {
        // Of those in between only some are told, each as it was.
        await socket.hears('video:state_changed', ({ playback }) => playback.version === 201);
        const heard = socket.all('video:state_changed').map(({ playback }) => playback);
        expect(heard.length).toBeLessThan(100);
        for (const playback of heard) expect(playback).toEqual(byVersion[playback.version - 2]);
      }
    });
  });

  describe('who may', () => {
    const COMMANDS: [ClientEventName, object][] = [
      ['video:play', { position: 3 }],
      ['video:pause', {}],
      ['video:seek', { position: 3 }],
      ['video:rate', { rate: 2 }],
      ['video:change', { url: FILM_URL }],
      ['video:describe', { videoUrl: FILM_URL, duration: 100 }],
    ];

    it.each(CONTROL_MODES.flatMap((mode) => ROLES.map((role) => ({ mode, role }))))(
      '[PB1] in a room for $mode, a $role',
      async ({ mode, role }) => {
        const [owner, other] = await installation.people(2);
        const room = await createRoom(owner!, { controlMode: mode });
        const host = await enter(owner!, room);
        const socket = role === 'host' ? host : await enter(other!, room);
        if (role === 'moderator') await setRole(room, other!, role);
        host.forget();

        for (const [event, payload] of COMMANDS) {
          const answer = await socket.askRaw(event, payload);
          if (mayControlPlayback(role, mode)) expect({ event, ...answer }).toMatchObject({ event, ok: true });
          else expect({ event, ...answer }).toMatchObject({ event, ok: false, error: { code: 'forbidden' } });
        }

        if (mayControlPlayback(role, mode)) return;
        await host.settled();
        expect(host.all('video:state_changed')).toEqual([]);
        expect(host.all('chat:new_message')).toEqual([]);
        expect((await readRoom(owner!, room.id)).video).toEqual(room.video);
      },
    );

    it('[PB1] rights are those of the moment', async () => {
      const [owner, other] = await installation.people(2);
      const room = await createRoom(owner!);
      const host = await enter(owner!, room);
      const guest = await enter(other!, room);
      expect((await guest.refused('video:play')).code).toBe('forbidden');

      await owner!.call('PATCH', `/api/rooms/${room.id}`, { controlMode: 'everyone' });
      await guest.do('video:play', {});
      await owner!.call('PATCH', `/api/rooms/${room.id}`, { controlMode: 'moderators' });
      expect((await guest.refused('video:pause')).code).toBe('forbidden');
      await setRole(room, other!, 'moderator');
      await guest.do('video:pause', {});
      await setRole(room, other!, 'participant');
      expect((await guest.refused('video:play')).code).toBe('forbidden');
      await host.do('video:play', {});
    });

    it('[PB1] whoever has no seat may nothing, in any mode', async () => {
      const [owner, other] = await installation.people(2);
      const room = await createRoom(owner!, { controlMode: 'everyone' });
      const outside = await other!.connect();
      expect((await outside.refused('video:play')).code).toBe('forbidden');
      await outside.do('room:join', { roomId: room.id });
      await outside.do('video:play', {});
      await outside.do('room:leave', {});
      expect((await outside.refused('video:pause')).code).toBe('forbidden');
      expect((await (await owner!.connect()).refused('video:play')).code).toBe('forbidden');
    });
  });

  describe('another video', () => {
    it('[PB7] keeps the room playing, at rate 1, from the start, and the room gets a note of it', async () => {
      const { owner, host, guest } = await party();
      await host.do('video:play', { position: 100 });
      await host.do('video:rate', { rate: 2 });

      const { playback } = await host.do('video:change', { url: FILM_URL });

      expect(playback).toMatchObject({
        videoUrl: FILM_URL,
        platform: 'file',
        title: 'film',
        isPlaying: true,
        rate: 1,
        position: 0,
        version: 4,
      });
      expect(playback).not.toHaveProperty('duration');
      expect(playback).not.toHaveProperty('thumbnailUrl');
      const { message } = await guest.hears(
        'chat:new_message',
        (heard) => heard.message.content === 'video_changed',
      );
      expect(message).toMatchObject({ type: 'system', author: { id: owner.user.id } });
    });

    it('[PB7] starts at the position that is asked for, and a paused room stays paused', async () => {
      const { host } = await party();
      const { playback } = await host.do('video:change', { url: FILM_URL, position: 33 });
      expect(playback).toMatchObject({ isPlaying: false, position: 33 });
      const again = await host.do('video:change', { url: SAMPLE_URL, position: 10_000 });
      expect(again.playback.position).toBe(CLOCK_SAMPLE_DURATION_S);
    });

    it.each([
      'http://media.example/film.mp4',
      'https://127.0.0.1/film.mp4',
      'https://www.youtube.com/about',
      'no',
    ])('[PB7] %s changes nothing', async (url) => {
      const { room, host, guest } = await party();
      const before = await snapshotOf(host, room.id);
      guest.forget();

      expect((await host.refused('video:change', { url })).code).toBe('unsupported_video');

      await guest.settled();
      expect(guest.heard).toEqual([]);
      expect(await snapshotOf(host, room.id)).toEqual(before);
    });
  });

  describe('the duration that a player finds', () => {
    it('[PB9] the first one counts, and everybody hears it', async () => {
      const { host, guest } = await party();
      const { playback: changed } = await host.do('video:change', { url: FILM_URL, position: 20 });

      const { playback } = await host.do('video:describe', { videoUrl: FILM_URL, duration: 600.5 });

      const { effectiveAt } = playback;
      expect(playback).toEqual({ ...changed, effectiveAt, duration: 600.5, version: changed.version + 1 });
      const heard = await guest.hears('video:state_changed', ({ reason }) => reason === 'sync');
      expect(heard.playback).toEqual(playback);
      await guest.hears('chat:new_message', ({ message }) => message.content === 'video_changed');
      guest.forget();
      const { playback: second } = await host.do('video:describe', { videoUrl: FILM_URL, duration: 700 });
      expect(second).toEqual(playback);
      await guest.settled();
      expect(guest.heard).toEqual([]);
    });

    it('[PB5] it does not bring forward the start of a video that is still loading', async () => {
      const { host } = await party();
      await host.do('video:play', {});
      const { playback: changed } = await host.do('video:change', { url: FILM_URL });
      const { playback } = await host.do('video:describe', { videoUrl: FILM_URL, duration: 600 });
      for (const elapsedMs of [0, 1, 10_000]) {
        const at = changed.effectiveAt + elapsedMs;
        expect(positionAt(playback, at)).toBeCloseTo(positionAt(changed, at), 6);
      }
    });

    it('[PB9] it does not move a room that plays, and stops one that is beyond the end', async () => {
      const { host } = await party();
      await host.do('video:change', { url: FILM_URL });
      const { playback: playing } = await host.do('video:play', { position: 50 });
      installation.clock.advance(10_000);
      const { playback } = await host.do('video:describe', { videoUrl: FILM_URL, duration: 600 });
      expect(positionAt(playback, now())).toBeCloseTo(positionAt(playing, now()), 1);

      await host.do('video:change', { url: 'https://media.example/short.mp4', position: 500 });
      const { playback: short } = await host.do('video:describe', {
        videoUrl: 'https://media.example/short.mp4',
        duration: 60,
      });
      expect(short.position).toBe(60);
    });

    it('[PB9] what is known already stays, and another video is left alone', async () => {
      const { host, guest } = await party();
      guest.forget();
      const known = await host.do('video:describe', { videoUrl: SAMPLE_URL, duration: 5 });
      expect(known.playback).toMatchObject({ duration: CLOCK_SAMPLE_DURATION_S, version: 1 });
      const other = await host.do('video:describe', { videoUrl: FILM_URL, duration: 5 });
      expect(other.playback).toEqual(known.playback);
      await guest.settled();
      expect(guest.all('video:state_changed')).toEqual([]);
    });

    it('[PB9] ten players that find ten durations at once agree on one', async () => {
      const owner = await installation.person('Owner');
      const room = await createRoom(owner, { controlMode: 'everyone', videoUrl: FILM_URL });
      const people = await installation.people(9);
      const sockets = await Promise.all([owner, ...people].map((person) => enter(person, room)));

      const answers = await Promise.all(
        sockets.map((socket, index) =>
          socket.do('video:describe', { videoUrl: FILM_URL, duration: 100 + index }),
        ),
      );

      expect(new Set(answers.map(({ playback }) => playback.duration)).size).toBe(1);
      expect(answers.every(({ playback }) => playback.version === 2)).toBe(true);
      const { video } = await readRoom(owner, room.id);
      expect(video).toEqual(answers[0]!.playback);
    });
  });

  describe('a live programme', () => {
    const LIVE_URL = 'https://media.example/live.m3u8';
    /** A programme whose clock is wrong by hours, as some are. */
    const PROGRAM_TIME = 1_700_000_000_000;

    const programTimeAt = (playback: Playback, atMs: number): number =>
      (playback.liveOrigin ?? Number.NaN) + positionAt(playback, atMs) * 1000;

    it('[PB11] gets an origin that everybody counts from, with a day to go back', async () => {
      const { host, guest } = await party();
      await host.do('video:play', {});
      const { playback: changed } = await host.do('video:change', { url: LIVE_URL });
      installation.clock.advance(20_000);
      const before = now();
      const { playback } = await host.do('video:describe', {
        videoUrl: LIVE_URL,
        live: { programTime: PROGRAM_TIME },
      });

      expect(playback).toEqual({
        ...changed,
        position: LIVE_START_S,
        liveOrigin: PROGRAM_TIME - LIVE_START_S * 1000,
        effectiveAt: playback.effectiveAt,
        version: changed.version + 1,
      });
      expect(Math.abs(playback.effectiveAt - before)).toBeLessThan(1_000);
      const heard = await guest.hears('video:state_changed', ({ reason }) => reason === 'sync');
      expect(heard.playback).toEqual(playback);
    });

    it('[PB11] starts where it will be by the time that everybody starts', async () => {
      const { host } = await party();
      await host.do('video:play', {});
      const { playback: changed } = await host.do('video:change', { url: LIVE_URL });
      const before = now();
      const { playback } = await host.do('video:describe', {
        videoUrl: LIVE_URL,
        live: { programTime: PROGRAM_TIME },
      });
      expect(playback.effectiveAt).toBe(changed.effectiveAt);
      const aheadMs = programTimeAt(playback, playback.effectiveAt) - PROGRAM_TIME;
      expect(Math.abs(aheadMs - (playback.effectiveAt - before))).toBeLessThan(500);
    });

    it('[PB11] is described once, and keeps its origin until another video comes', async () => {
      const { host } = await party();
      await host.do('video:change', { url: LIVE_URL });
      const live = { programTime: PROGRAM_TIME };
      const { playback } = await host.do('video:describe', { videoUrl: LIVE_URL, live });
      const second = await host.do('video:describe', {
        videoUrl: LIVE_URL,
        live: { programTime: PROGRAM_TIME + 5_000 },
      });
      expect(second.playback).toEqual(playback);
      expect((await host.do('video:describe', { videoUrl: LIVE_URL, duration: 60 })).playback).toEqual(
        playback,
      );

      const sought = await host.do('video:seek', { position: LIVE_START_S - 600 });
      expect(sought.playback.liveOrigin).toBe(playback.liveOrigin);
      const { playback: film } = await host.do('video:change', { url: FILM_URL });
      expect(film).not.toHaveProperty('liveOrigin');
    });

    it('[PB11] has no duration, and a film has no origin', async () => {
      const { host } = await party();
      const live = { programTime: PROGRAM_TIME };
      const { playback } = await host.do('video:describe', { videoUrl: SAMPLE_URL, live });
      expect(playback).not.toHaveProperty('liveOrigin');
      for (const payload of [
        { videoUrl: LIVE_URL },
        { videoUrl: LIVE_URL, live, duration: 60 },
        { videoUrl: LIVE_URL, live: {} },
        { videoUrl: LIVE_URL, live: { programTime: -1 } },
        { videoUrl: LIVE_URL, live: { programTime: 8.64e15 } },
      ]) {
        expect(await host.askRaw('video:describe', payload)).toMatchObject({
          ok: false,
          error: { code: 'validation_failed' },
        });
      }
    });
  });

  describe('whoever comes late', () => {
    it('[PB10] gets the timeline of everybody else, to the millisecond', async () => {
      const { room, host } = await party();
      await host.do('video:play', { position: 12.345 });
      installation.clock.advance(83_210);
      const { playback } = await host.do('video:rate', { rate: 1.3 });
      installation.clock.advance(61_000);

      const late = await (await installation.person('Late')).connect();
      const joined = await late.do('room:join', { roomId: room.id });

      expect(joined.playback).toEqual(playback);
      expect(joined.room.video).toEqual(playback);
      expect(Math.abs(joined.serverTime - now())).toBeLessThan(5_000);
      expect(positionAt(joined.playback, joined.serverTime)).toBe(positionAt(playback, joined.serverTime));
    });
  });
});

it('[PB10] the timeline survives a restart of every node', async () => {
  const installation = await createInstallation();
  try {
    const before = await installation.bootNode();
    const owner = await installation.person('Owner');
    const room = await createRoom(owner);
    const host = await enter(owner, room);
    await host.do('video:play', { position: 5 });
    const { playback } = await host.do('video:rate', { rate: 1.5 });
    installation.clock.advance(20_000);
    await before.stop();
    await host.hearsDisconnect();

    const after = await installation.bootNode();
    const back = await owner.connect(after.url);
    const joined = await back.do('room:join', { roomId: room.id });

    expect(joined.playback).toEqual(playback);
    const { playback: next } = await back.do('video:pause', {});
    expect(next.version).toBe(playback.version + 1);
    expect(next.position).toBeCloseTo(positionAt(playback, next.effectiveAt), 6);
  } finally {
    await installation.dispose();
  }
});

it('[CL3] nodes that share a Redis schedule by the people of all of them', async () => {
  const installation = await createInstallation({}, { withRedis: true });
  try {
    const near = await installation.bootNode();
    const far = await installation.bootNode();
    const [owner, other] = await installation.people(2);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room, { url: near.url });
    const guest = await enter(other!, room, { url: far.url });
    await host.do('clock:ping', { clientTime: 0, rttMs: 20 });
    await guest.do('clock:ping', { clientTime: 0, rttMs: 400 });

    await far.app.refreshLeads();
    await near.app.refreshLeads();

    const before = installation.clock.now();
    const { playback } = await host.do('video:rate', { rate: 1.5 });
    expect(playback.effectiveAt).toBeGreaterThanOrEqual(before + 440);
    expect(playback.effectiveAt).toBeLessThanOrEqual(installation.clock.now() + 440);
  } finally {
    await installation.dispose();
  }
});

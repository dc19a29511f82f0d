import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type BufferWait,
  type ClientEventName,
  type ClientPayload,
  CLOCK_SAMPLE_DURATION_S,
  type Playback,
  positionAt,
  type Room,
  waitedForAt,
} from '@watchparty/shared';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter, readRoom, snapshotOf } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';

const FILM_URL = 'https://media.example/film.mp4';
/** As nobody here tells a round trip. */
const LEAD_MS = 200;
/** The same, where players are to get going, or to get to another place first. */
const START_LEAD_MS = 300;
const JUMP_LEAD_MS = 600;
/** After a hold. */
const RESUME_LEAD_MS = 510;

describe('waiting for whoever runs out of video', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await createInstallation();
    await installation.bootNode();
    // All lengths of time below are exact.
    installation.clock.stop();
  });
  afterAll(() => installation.dispose());

  const now = (): number => installation.clock.now();

  interface Party {
    room: Room;
    host: TestSocket;
    anya: TestSocket;
    borya: TestSocket;
    /** User ids. */
    ids: { host: string; anya: string; borya: string };
    owner: TestPerson;
    /** The timeline that has run for ten seconds, from 30 on. */
    playback: Playback;
  }

  async function party(bufferWait?: BufferWait): Promise<Party> {
    const people = await installation.people(3);
    const [owner, first, second] = people as [TestPerson, TestPerson, TestPerson];
    const room = await createRoom(owner, { bufferWait });
    const host = await enter(owner, room);
    const anya = await enter(first, room);
    const borya = await enter(second, room);
    const { playback } = await host.do('video:play', { position: 30 });
    installation.clock.advance(START_LEAD_MS + 10_000);
    return {
      room,
      host,
      anya,
      borya,
      owner,
      playback,
      ids: { host: owner.user.id, anya: first.user.id, borya: second.user.id },
    };
  }

  async function stall(socket: TestSocket, version: number): Promise<Playback> {
    return (await socket.do('video:stalled', { isStalled: true, version })).playback;
  }

  async function ready(socket: TestSocket, version: number): Promise<Playback> {
    return (await socket.do('video:stalled', { isStalled: false, version })).playback;
  }

  describe('a hold', () => {
    it('[BF1] stands everybody at one position, and names whom they wait for', async () => {
      const { room, host, anya, borya, ids, owner, playback: before } = await party();

      const held = await stall(anya, before.version);

      expect(held).toEqual({
        ...before,
        updatedBy: undefined,
        isPlaying: true,
        position: positionAt(before, now() + LEAD_MS),
        effectiveAt: now() + 3_000,
        version: before.version + 1,
        waitingFor: [ids.anya],
      });
      for (const socket of [host, anya, borya]) {
        expect(await socket.hears('video:state_changed', ({ reason }) => reason === 'buffering')).toEqual({
          playback: held,
          reason: 'buffering',
        });
      }
      expect((await readRoom(owner, room.id)).video).toEqual(held);
      expect((await snapshotOf(borya, room.id)).playback).toEqual(held);
    });

    it('[BF1] begins before the film starts, where it starts, for whoever will not be there by then', async () => {
      const { host, anya, borya, ids } = await party();
      const { playback: sought } = await host.do('video:seek', { position: 100 });
      installation.clock.advance(100);
      const held = await stall(anya, sought.version);
      expect(held).toMatchObject({ position: 100, effectiveAt: now() + 3_000, waitingFor: [ids.anya] });
      expect((await stall(borya, sought.version)).waitingFor).toEqual([ids.anya, ids.borya]);
      await ready(borya, held.version);
      const going = await ready(anya, held.version);
      expect(going).toMatchObject({ position: 100, effectiveAt: now() + RESUME_LEAD_MS });
    });

    it('[BF2] ends by itself when the time is over, without another word', async () => {
      const { host, anya, room, playback } = await party();
      const held = await stall(anya, playback.version);
      host.forget();
      installation.clock.advance(3_000 + 5_000);
      expect(waitedForAt(held, now())).toEqual([]);
      expect(positionAt(held, now())).toBeCloseTo(held.position + 5, 6);
      expect((await snapshotOf(host, room.id)).playback).toEqual(held);
      expect(host.all('video:state_changed')).toEqual([]);
    });

    it('[BF3] ends a lead after whoever is waited for is ready', async () => {
      const { host, anya, playback } = await party(10);
      const held = await stall(anya, playback.version);
      installation.clock.advance(1_500);

      const going = await ready(anya, held.version);

      expect(going).toMatchObject({
        isPlaying: true,
        position: held.position,
        effectiveAt: now() + RESUME_LEAD_MS,
        version: held.version + 1,
      });
      expect(going).not.toHaveProperty('waitingFor');
      const heard = await host.hears(
        'video:state_changed',
        (change) => change.playback.version === going.version,
      );
      expect(heard).toEqual({ playback: going, reason: 'buffering' });
    });

    it('[BF3] never ends later than it would have by itself', async () => {
      const { anya, playback } = await party();
      const held = await stall(anya, playback.version);
      installation.clock.advance(2_900);
      const going = await ready(anya, held.version);
      expect(going.effectiveAt).toBe(held.effectiveAt);
      installation.clock.advance(100);
      expect(await ready(anya, going.version)).toEqual(going);
    });

    it('[BF3] waits for the last of several, and gets no longer with them', async () => {
      const { anya, borya, ids, playback } = await party();
      const held = await stall(anya, playback.version);
      installation.clock.advance(1_000);
      const both = await stall(borya, held.version);
      expect(both).toEqual({ ...held, version: held.version + 1, waitingFor: [ids.anya, ids.borya] });
      const one = await ready(anya, both.version);
      expect(one).toEqual({ ...held, version: both.version + 1, waitingFor: [ids.borya] });
      // A report of any timeline of this very hold counts.
      const going = await ready(borya, both.version);
      expect(going).toMatchObject({ effectiveAt: now() + RESUME_LEAD_MS, version: one.version + 1 });
      expect(waitedForAt(going, now())).toEqual([]);
    });

    it('[BF3] one after another they do not stretch it', async () => {
      const { host, anya, borya, ids, playback } = await party();
      const held = await stall(anya, playback.version);
      installation.clock.advance(2_999);
      let { version } = await stall(borya, held.version);
      ({ version } = await stall(host, version));
      const last = await ready(anya, version);
      expect(last.effectiveAt).toBe(held.effectiveAt);
      expect(last.waitingFor).toEqual([ids.borya, ids.host]);
    });

    it('[BF1] saying it twice changes nothing', async () => {
      const { anya, playback } = await party();
      const held = await stall(anya, playback.version);
      expect(await stall(anya, held.version)).toEqual(held);
      expect(await ready(anya, held.version)).toMatchObject({ version: held.version + 1 });
      const { version } = await ready(anya, held.version);
      expect(version).toBe(held.version + 1);
    });
  });

  describe('who is waited for', () => {
    async function expectIgnored(socket: TestSocket, room: Room, version: number): Promise<void> {
      const { playback: before } = await snapshotOf(socket, room.id);
      expect(await stall(socket, version)).toEqual(before);
      expect((await snapshotOf(socket, room.id)).playback).toEqual(before);
    }

    it('[BF1] nobody in a room that is paused, or that has ended', async () => {
      const { room, host, anya } = await party();
      const { playback: paused } = await host.do('video:pause', {});
      installation.clock.advance(JUMP_LEAD_MS);
      await expectIgnored(anya, room, paused.version);
      const { playback: starting } = await host.do('video:play', { position: CLOCK_SAMPLE_DURATION_S - 1 });
      installation.clock.advance(JUMP_LEAD_MS + 1_000);
      await expectIgnored(anya, room, starting.version);
    });

    it('[BF1] nobody who speaks of another timeline', async () => {
      const { room, host, anya, playback } = await party();
      const { playback: moved } = await host.do('video:seek', { position: 100 });
      installation.clock.advance(JUMP_LEAD_MS);
      await expectIgnored(anya, room, playback.version);
      await expectIgnored(anya, room, moved.version + 1);
    });

    it('[BF1] nobody who spoke of a timeline of before the hold', async () => {
      const { room, host, anya, borya, playback } = await party();
      const { playback: moved } = await host.do('video:seek', { position: 100 });
      installation.clock.advance(JUMP_LEAD_MS);
      const held = await stall(anya, moved.version);
      await expectIgnored(borya, room, playback.version);
      expect((await stall(borya, moved.version)).waitingFor).toHaveLength(2);
      expect((await ready(anya, playback.version)).waitingFor).toHaveLength(2);
      expect((await ready(anya, held.version)).waitingFor).toHaveLength(1);
    });

    it('[BF1] nobody where the host has said never', async () => {
      const { room, anya, playback } = await party(0);
      expect(room.bufferWait).toBe(0);
      await expectIgnored(anya, room, playback.version);
    });

    it('[BF1] nobody without a seat', async () => {
      const { room, anya, playback } = await party();
      const outsider = await (await installation.person('Outsider')).connect();
      const report = { isStalled: true, version: playback.version };
      expect((await outsider.refused('video:stalled', report)).code).toBe('forbidden');
      await anya.do('room:leave', {});
      expect((await anya.refused('video:stalled', report)).code).toBe('forbidden');
      await outsider.do('room:join', { roomId: room.id });
      expect((await snapshotOf(outsider, room.id)).playback).toEqual(playback);
    });

    it('[BF4] not for a minute whoever did not get ready in time', async () => {
      const { room, anya, playback } = await party();
      const held = await stall(anya, playback.version);
      installation.clock.advance(3_000);
      await expectIgnored(anya, room, held.version);
      // Leaving and coming back buys nothing.
      await anya.do('room:leave', {});
      await anya.do('room:join', { roomId: room.id });
      const { version } = (await snapshotOf(anya, room.id)).playback;
      installation.clock.advance(59_999);
      await expectIgnored(anya, room, version);
      installation.clock.advance(1);
      expect((await stall(anya, version)).waitingFor).toHaveLength(1);
    });

    it('[BF4] others are, when one is not', async () => {
      const { anya, borya, ids, playback } = await party();
      const held = await stall(anya, playback.version);
      installation.clock.advance(3_000);
      expect((await stall(borya, held.version)).waitingFor).toEqual([ids.borya]);
      expect((await stall(anya, held.version + 1)).waitingFor).toEqual([ids.borya]);
    });

    it('[BF4] three times with less than a minute in between, then not for a minute', async () => {
      const { room, anya, playback } = await party();
      let { version } = playback;
      for (let turn = 0; turn < 3; turn++) {
        ({ version } = await stall(anya, version));
        installation.clock.advance(500);
        ({ version } = await ready(anya, version));
        installation.clock.advance(JUMP_LEAD_MS + 10_000);
      }
      await expectIgnored(anya, room, version);
      installation.clock.advance(60_000 - JUMP_LEAD_MS - 10_000);
      const held = await stall(anya, version);
      expect(held.waitingFor).toHaveLength(1);
      // And it counts anew.
      ({ version } = await ready(anya, held.version));
      installation.clock.advance(JUMP_LEAD_MS);
      expect((await stall(anya, version)).waitingFor).toHaveLength(1);
    });

    it.each([
      ['a seek', 'video:seek', { position: 100 }],
      ['another film', 'video:change', { url: FILM_URL }],
    ] as const)('[BF4] not being ready where %s led away from costs nothing', async (_, event, payload) => {
      const { host, anya, ids, playback } = await party(10);
      await stall(anya, playback.version);
      installation.clock.advance(1_000);
      const { playback: moved } = await host.do(event, payload);
      installation.clock.advance(5_000);
      expect((await stall(anya, moved.version)).waitingFor).toEqual([ids.anya]);
    });

    it('[BF4] a seek gives nobody back what is used up', async () => {
      const { room, host, anya, playback } = await party(10);
      let { version } = playback;
      for (let turn = 0; turn < 2; turn++) {
        ({ version } = await stall(anya, version));
        ({ version } = await ready(anya, version));
        installation.clock.advance(JUMP_LEAD_MS);
      }
      await stall(anya, version);
      const { playback: sought } = await host.do('video:seek', { position: 100 });
      installation.clock.advance(5_000);
      await expectIgnored(anya, room, sought.version);
    });

    it('[BF4] whoever runs out before they have got to where a command led uses nothing up', async () => {
      const { host, anya } = await party();
      for (let turn = 0; turn < 5; turn++) {
        const { playback: sought } = await host.do('video:seek', { position: 100 });
        installation.clock.advance(sought.effectiveAt - now() + 1_900);
        const held = await stall(anya, sought.version);
        expect(held.waitingFor).toHaveLength(1);
        await ready(anya, held.version);
        installation.clock.advance(5_000);
      }
    });

    it('[BF4] whoever made nobody stop does not use anything up', async () => {
      const { room, host, anya } = await party();
      for (let turn = 0; turn < 5; turn++) {
        const { playback: sought } = await host.do('video:seek', { position: 100 });
        const held = await stall(anya, sought.version);
        expect(held.waitingFor).toHaveLength(1);
        await ready(anya, held.version);
        installation.clock.advance(5_000);
      }
      // Not being ready in time costs as much as ever.
      const { playback: sought } = await host.do('video:seek', { position: 100 });
      await stall(anya, sought.version);
      installation.clock.advance(3_000);
      const { version } = (await snapshotOf(anya, room.id)).playback;
      expect(await stall(anya, version)).toMatchObject({ version });
    });
  });

  describe('a hold that something else ends', () => {
    it('[BF5] play goes on without whoever is not ready', async () => {
      const { host, anya, room, playback } = await party(10);
      const held = await stall(anya, playback.version);
      installation.clock.advance(1_000);
      const { playback: going } = await host.do('video:play', {});
      expect(going).toMatchObject({
        isPlaying: true,
        position: held.position,
        effectiveAt: now() + START_LEAD_MS,
      });
      expect(going).not.toHaveProperty('waitingFor');
      installation.clock.advance(1_000);
      expect(await stall(anya, going.version)).toEqual(going);
      expect((await snapshotOf(anya, room.id)).playback).toEqual(going);
    });

    it('[BF5] pause stops where everybody stands', async () => {
      const { host, anya, playback } = await party(10);
      const held = await stall(anya, playback.version);
      installation.clock.advance(4_000);
      const { playback: paused } = await host.do('video:pause', {});
      expect(paused).toMatchObject({ isPlaying: false, position: held.position });
      expect(paused).not.toHaveProperty('waitingFor');
      expect(await ready(anya, held.version)).toEqual(paused);
    });

    it.each([
      ['video:seek', { position: 100 }, JUMP_LEAD_MS],
      ['video:change', { url: FILM_URL }, 1_500],
    ] as [ClientEventName, ClientPayload<'video:seek'>, number][])(
      '[BF5] %s waits for nobody any more',
      async (event, payload, leadMs) => {
        const { host, anya, playback } = await party(10);
        await stall(anya, playback.version);
        const { playback: moved } = (await host.do(event, payload)) as { playback: Playback };
        expect(moved).toMatchObject({ isPlaying: true, effectiveAt: now() + leadMs });
        expect(moved).not.toHaveProperty('waitingFor');
      },
    );

    it('[BF5] rate and a duration that comes to be known leave it as it is', async () => {
      const { host, anya, playback } = await party(10);
      await host.do('video:change', { url: FILM_URL });
      installation.clock.advance(5_000);
      const held = await stall(anya, playback.version + 1);
      const { playback: faster } = await host.do('video:rate', { rate: 2 });
      expect(faster).toEqual({ ...held, rate: 2, version: held.version + 1, updatedBy: playback.updatedBy });
      const { playback: known } = await host.do('video:describe', { videoUrl: FILM_URL, duration: 600 });
      expect(known).toEqual({ ...faster, duration: 600, version: faster.version + 1 });
      const going = await ready(anya, held.version);
      expect(going).toMatchObject({ rate: 2, position: held.position, effectiveAt: now() + RESUME_LEAD_MS });
    });

    it('[BF5] rate ends one that would be over by then', async () => {
      const { host, anya, playback } = await party();
      const held = await stall(anya, playback.version);
      installation.clock.advance(2_900);
      const { playback: faster } = await host.do('video:rate', { rate: 2 });
      expect(faster).not.toHaveProperty('waitingFor');
      expect(faster.effectiveAt).toBe(now() + LEAD_MS);
      expect(faster.position).toBeCloseTo(positionAt(held, faster.effectiveAt), 6);
    });

    it('[BF5] the host’s choice of never ends it, another length does not', async () => {
      const { room, host, anya, owner, playback } = await party(10);
      const held = await stall(anya, playback.version);
      const changed = (await owner.call('PATCH', `/api/rooms/${room.id}`, { bufferWait: 3 })) as Room;
      expect(changed).toMatchObject({ bufferWait: 3, video: held });
      const never = (await owner.call('PATCH', `/api/rooms/${room.id}`, { bufferWait: 0 })) as Room;
      expect(never.video).toMatchObject({ position: held.position, effectiveAt: now() + RESUME_LEAD_MS });
      expect(never.video).not.toHaveProperty('waitingFor');
      const { playback: told } = await host.hears(
        'video:state_changed',
        (change) => change.playback.version === held.version + 1,
      );
      expect(told).toEqual(never.video);
    });

    it.each([
      ['leaves', (socket: TestSocket) => socket.tell('room:leave', {})],
      ['vanishes', (socket: TestSocket) => socket.vanish()],
    ])('[BF3] whoever %s is not waited for', async (_, go) => {
      const { host, anya, borya, ids, playback } = await party(10);
      const held = await stall(anya, playback.version);
      const both = await stall(borya, held.version);
      go(anya);
      const one = await host.hears(
        'video:state_changed',
        (change) => change.playback.version === both.version + 1,
      );
      expect(one).toEqual({
        playback: { ...held, version: both.version + 1, waitingFor: [ids.borya] },
        reason: 'buffering',
      });
      go(borya);
      const { playback: going } = await host.hears(
        'video:state_changed',
        (change) => change.playback.version === both.version + 2,
      );
      expect(going).toMatchObject({ position: held.position, effectiveAt: now() + RESUME_LEAD_MS });
      expect(going).not.toHaveProperty('waitingFor');
    });

    it('[BF3] whoever is erased is named nowhere any more', async () => {
      const { room, host, playback } = await party(10);
      const person = await installation.person('Erased');
      const socket = await enter(person, room);
      const held = await stall(socket, playback.version);
      await person.request('DELETE', '/api/users/me');
      await host.hears('video:state_changed', (change) => change.playback.version > held.version);
      expect((await snapshotOf(host, room.id)).playback).not.toHaveProperty('waitingFor');
    });

    it('[BF3] nobody is left behind in a room that all have left', async () => {
      const { room, host, anya, borya, owner, playback } = await party(10);
      const held = await stall(anya, playback.version);
      for (const socket of [host, borya, anya]) await socket.do('room:leave', {});
      const { video } = await readRoom(owner, room.id);
      expect(video).toMatchObject({ isPlaying: false, position: held.position });
      expect(video).not.toHaveProperty('waitingFor');
    });
  });

  describe('all at once', () => {
    it('[BF1] twenty who run out together make one hold, as long as any', async () => {
      const { room, owner, playback } = await party();
      const people = await installation.people(20);
      const sockets = await Promise.all(people.map((person) => enter(person, room)));

      const answers = await Promise.all(sockets.map((socket) => stall(socket, playback.version)));

      const { video } = await readRoom(owner, room.id);
      expect(video).toMatchObject({ version: playback.version + 20, effectiveAt: now() + 3_000 });
      expect(new Set(video.waitingFor)).toEqual(new Set(people.map((person) => person.user.id)));
      expect(answers.map(({ version }) => version).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, index) => playback.version + 1 + index),
      );
      expect(new Set(answers.map(({ position }) => position))).toEqual(new Set([video.position]));

      const over = await Promise.all(sockets.map((socket) => ready(socket, playback.version)));
      const last = over.sort((a, b) => a.version - b.version).at(-1)!;
      expect(last).toMatchObject({ version: playback.version + 40, effectiveAt: now() + RESUME_LEAD_MS });
      expect(last).not.toHaveProperty('waitingFor');
    });

    it('[BF5] a stall against a pause: either it came first, and the room is paused where it stood, or it is too late', async () => {
      for (let round = 0; round < 10; round++) {
        const { room, host, anya, owner, playback } = await party(10);
        const [held, { playback: paused }] = await Promise.all([
          stall(anya, playback.version),
          host.do('video:pause', {}),
        ]);
        const { video } = await readRoom(owner, room.id);
        expect(video).toEqual(paused);
        expect(video).toMatchObject({ isPlaying: false });
        expect(video).not.toHaveProperty('waitingFor');
        expect(video.position).toBeCloseTo(positionAt(playback, now() + LEAD_MS), 6);
        // Whoever was too late is told of the pause.
        expect(held.isPlaying ? held.version + 1 : held.version).toBe(paused.version);
      }
    });

    it('[BF3] ready against leaving ends it once', async () => {
      for (let round = 0; round < 10; round++) {
        const { room, host, anya, borya, playback } = await party(10);
        const held = await stall(anya, playback.version);
        const both = await stall(borya, held.version);
        await Promise.all([ready(anya, both.version), borya.do('room:leave', {})]);
        const { playback: going } = await snapshotOf(host, room.id);
        expect(going).toMatchObject({ version: both.version + 2, effectiveAt: now() + RESUME_LEAD_MS });
        expect(going).not.toHaveProperty('waitingFor');
      }
    });
  });
});

describe('a hold across nodes', () => {
  it('[BF4] [HL1] is known to all of them, budget and all, without a Redis between them', async () => {
    const installation = await createInstallation();
    try {
      const near = await installation.bootNode();
      const far = await installation.bootNode();
      const [owner, other] = (await installation.people(2)) as [TestPerson, TestPerson];
      const room = await createRoom(owner);
      const host = await enter(owner, room, { url: near.url });
      const guest = await enter(other, room, { url: far.url });
      const { playback } = await host.do('video:play', {});
      installation.clock.advance(5_000);

      const { playback: held } = await guest.do('video:stalled', {
        isStalled: true,
        version: playback.version,
      });
      await near.app.healer.heal();
      expect(await host.hears('video:state_changed', ({ reason }) => reason === 'sync')).toEqual({
        playback: held,
        reason: 'sync',
      });

      installation.clock.advance(3_000);
      const elsewhere = await other.connect(near.url);
      await elsewhere.do('room:join', { roomId: room.id });
      const report = { isStalled: true, version: held.version };
      expect((await elsewhere.do('video:stalled', report)).playback).toEqual(held);
    } finally {
      await installation.dispose();
    }
  });

  it('[BF3] names nobody any more whose node has died', async () => {
    const installation = await createInstallation();
    try {
      const near = await installation.bootNode();
      const far = await installation.bootNode();
      const [owner, other] = (await installation.people(2)) as [TestPerson, TestPerson];
      const room = await createRoom(owner, { bufferWait: 10 });
      const host = await enter(owner, room, { url: near.url });
      const guest = await enter(other, room, { url: far.url });
      const { playback } = await host.do('video:play', {});
      installation.clock.advance(1_000);
      await guest.do('video:stalled', { isStalled: true, version: playback.version });
      // Without a Redis this node knows of no lease of the other, and looks twice.
      await near.app.keeper.reconcile();
      await near.app.keeper.reconcile();
      const { playback: going } = await host.hears(
        'video:state_changed',
        ({ reason }) => reason === 'buffering',
      );
      expect(going).not.toHaveProperty('waitingFor');
      expect((await readRoom(owner, room.id)).video).toEqual(going);
    } finally {
      await installation.dispose();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CLOCK_SAMPLE_DURATION_S,
  nextInQueue,
  type OwnQueue,
  type Queue,
  QUEUE_MAX_ITEMS,
  QUEUE_MAX_ITEMS_PER_PERSON,
  type QueueItem,
  type QueueNews,
  type Room,
  skipVotesNeeded,
} from '@watchparty/shared';
import { noQueue, type RoomQueue, updateQueue } from '@watchparty/shared/room-client';
import { IS_SKIP_DUE } from '../src/queue/locked-room.js';
import { createFakeInternet, type FakeInternet, json } from './kit/fake-internet.js';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, readRoom, SAMPLE_URL, snapshotOf } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';
import { until } from './kit/until.js';

const filmUrl = (name: string): string => `https://media.example/${name}.mp4`;

describe('the queue', () => {
  let installation: Installation;
  let near: TestNode;
  let far: TestNode;
  let internet: FakeInternet;

  beforeAll(async () => {
    internet = await createFakeInternet();
    installation = await createInstallation({}, { withRedis: true, internet });
    near = await installation.bootNode();
    far = await installation.bootNode();
  });
  afterAll(async () => {
    await installation.dispose();
    await internet.close();
  });

  /** The owner at one node and a guest at the other, in a room with the sample. */
  async function party(request: Parameters<typeof createRoom>[1] = {}): Promise<{
    owner: TestPerson;
    visitor: TestPerson;
    room: Room;
    host: TestSocket;
    guest: TestSocket;
  }> {
    const [owner, visitor] = (await installation.people(2)) as [TestPerson, TestPerson];
    const room = await createRoom(owner, request);
    const host = await enter(owner, room, { url: near.url });
    const guest = await enter(visitor, room, { url: far.url });
    return { owner, visitor, room, host, guest };
  }

  async function add(socket: TestSocket, ...names: string[]): Promise<QueueItem[]> {
    const { update } = await socket.do('queue:add', { urls: names.map(filmUrl) });
    return update.added!;
  }

  const read = async (socket: TestSocket): Promise<Queue> => (await socket.do('queue:get', {})).queue;

  /** The queue as the names of its films, with what plays in front. */
  function namesOf({ items, playing }: Pick<Queue, 'items' | 'playing'>): string {
    const name = ({ url }: QueueItem): string => /([^/]+)\.mp4$/.exec(url)![1]!;
    return `${playing ? name(playing) : '-'}: ${items.map(name).join(' ')}`.trim();
  }

  /** What somebody sees who has listened from the start and never asked. */
  const seenBy = (socket: TestSocket): RoomQueue => socket.all('queue:updated').reduce(updateQueue, noQueue);

  async function seesAll(socket: TestSocket): Promise<void> {
    const truth = await read(socket);
    await until('everything is told', () => seenBy(socket).queue.version === truth.version);
    expect(seenBy(socket).queue.items).toEqual(truth.items);
  }

  async function versionOf(room: Room, owner: TestPerson): Promise<number> {
    return (await readRoom(owner, room.id)).video.version;
  }

  /** Both nodes look at the same moment. */
  const goOn = (): Promise<unknown> => Promise.all([near.app.goOnInQueues(), far.app.goOnInQueues()]);

  /** Puts the room to the end of the sample. The nodes look by themselves as well, once a second. */
  async function playToTheEnd(host: TestSocket): Promise<void> {
    await host.do('video:play', { position: CLOCK_SAMPLE_DURATION_S - 0.1 });
    installation.clock.advance(1_000);
  }

  describe('titles that come late', () => {
    const PICTURE = 'https://i.vimeocdn.com/video/1.jpg';
    const words = (id: string) => ({ title: `About ${id}`, thumbnailUrl: PICTURE });
    const idOf = (url = ''): string => /(\d+)$/.exec(url)![1]!;

    /** Vimeo, which answers about a video when it is told to. */
    function slowVimeo(): { answer: (id: string) => Promise<void> } {
      const asked = new Map<string, () => void>();
      internet.host('vimeo.com', (req, res) => {
        const id = idOf(new URL(req.url!, 'https://vimeo.com').searchParams.get('url')!);
        asked.set(id, () => json({ title: `About ${id}`, thumbnail_url: PICTURE })(req, res));
      });
      return {
        async answer(id) {
          await until(`Vimeo is asked about ${id}`, () => asked.has(id));
          asked.get(id)!();
        },
      };
    }

    it('[QU12] are heard by everybody in the room, at every node', async () => {
      const vimeo = slowVimeo();
      const { host, guest, owner, room } = await party();
      const { update } = await guest.do('queue:add', { urls: ['https://vimeo.com/20001'] });
      const [item] = update.added!;
      expect(item).not.toHaveProperty('title');
      await vimeo.answer('20001');
      for (const socket of [host, guest]) {
        await until('the title is told', () => seenBy(socket).queue.items[0]?.title !== undefined);
        expect(seenBy(socket).queue).toMatchObject({ version: 2, items: [{ ...item, ...words('20001') }] });
      }
      await seesAll(host);
      await host.do('queue:play', { itemId: item!.id });
      expect((await readRoom(owner, room.id)).video).toMatchObject(words('20001'));
    });

    it('[QU12] come by and by where several links were added', async () => {
      const vimeo = slowVimeo();
      const { host, guest } = await party();
      const ids = Array.from({ length: 7 }, (_, index) => `2010${index}`);
      const { update } = await host.do('queue:add', { urls: ids.map((id) => `https://vimeo.com/${id}`) });
      expect(update.added!.map(({ url }) => idOf(url))).toEqual(ids);
      expect(update.added!.filter(({ title }) => title !== undefined)).toEqual([]);
      for (const id of ids.slice(0, 5)) await vimeo.answer(id);
      const titles = () => seenBy(guest).queue.items.map(({ title }) => title);
      const about = (from: readonly string[]) => from.map((id) => `About ${id}`);
      await until('the first ones are told', () => titles()[4] !== undefined);
      expect(titles()).toEqual([...about(ids.slice(0, 5)), undefined, undefined]);
      for (const id of ids.slice(5)) await vimeo.answer(id);
      await until('the others are told', () => titles()[6] !== undefined);
      expect(titles()).toEqual(about(ids));
      await seesAll(guest);
    });

    it('[QU12] reach a video that plays by then, and one that is gone is not spoken of', async () => {
      const vimeo = slowVimeo();
      const { host, guest, owner, room } = await party();
      const [gone] = (await host.do('queue:add', { urls: ['https://vimeo.com/20201'] })).update.added!;
      const [put] = (await host.do('queue:add', { urls: ['https://vimeo.com/20202'] })).update.added!;
      await host.do('queue:remove', { itemId: gone!.id });
      const { playback } = await host.do('queue:play', { itemId: put!.id });
      expect(playback).not.toHaveProperty('title');
      const { version } = await read(host);
      await vimeo.answer('20201');
      await vimeo.answer('20202');
      const { playback: told } = await guest.hears('video:state_changed', ({ reason }) => reason === 'sync');
      expect(told).toMatchObject({ videoUrl: put!.url, ...words('20202') });
      expect((await readRoom(owner, room.id)).video).toMatchObject(words('20202'));
      await until('the queue knows', () => seenBy(guest).queue.playing?.title === 'About 20202');
      expect(await read(host)).toMatchObject({ version: version + 1, items: [] });
    });
  });

  describe('adding', () => {
    it('[QU1] [QU4] everybody in the room hears what the ack carries, and nobody else does', async () => {
      const { host, guest, visitor } = await party();
      const elsewhere = await enter(visitor, await createRoom(visitor));
      const { update } = await guest.do('queue:add', { urls: [filmUrl('My_film')] });
      expect(update).toEqual({
        version: 1,
        added: [
          {
            id: expect.any(String),
            url: filmUrl('My_film'),
            platform: 'file',
            title: 'My film',
            addedBy: { userId: visitor.user.id, firstName: visitor.user.firstName },
            votes: 0,
            position: 1,
            addedAt: expect.any(Number),
          },
        ],
      });
      for (const socket of [host, guest])
        expect(await socket.hears('queue:updated')).toEqual({ updates: [update] });
      await elsewhere.settled();
      expect(elsewhere.all('queue:updated')).toEqual([]);
      expect(await read(host)).toEqual({
        version: 1,
        items: update.added,
        loop: 'none',
        skip: { videoUrl: SAMPLE_URL, votes: 0 },
      });
    });

    it('[QU1] the sample comes with its length', async () => {
      const { host } = await party();
      const { update } = await host.do('queue:add', { urls: [SAMPLE_URL] });
      expect(update.added).toMatchObject([{ url: SAMPLE_URL, duration: CLOCK_SAMPLE_DURATION_S }]);
    });

    it('[QU1] of several links those are added that can be played', async () => {
      const { host } = await party();
      const { update } = await host.do('queue:add', {
        urls: [filmUrl('a'), 'javascript:alert(1)', filmUrl('b'), 'http://media.example/c.mp4'],
      });
      expect(update.added!.map(({ url, title }) => [url, title])).toEqual([
        [filmUrl('a'), 'a'],
        [filmUrl('b'), 'b'],
      ]);
      for (const urls of [['javascript:alert(1)'], ['x', 'https://127.0.0.1/a.mp4']])
        expect((await host.refused('queue:add', { urls })).code).toBe('unsupported_video');
      expect((await read(host)).version).toBe(1);
    });

    it('[QU2] never more than there is room for, however many add at once', async () => {
      const { host, guest } = await party();
      const lists = Array.from({ length: 4 }, (_, list) =>
        Array.from({ length: 30 }, (_item, index) => filmUrl(`${list}-${index}`)),
      );
      const answers = await Promise.all(lists.map((urls) => host.ask('queue:add', { urls })));
      const added = answers.map((answer) => (answer.ok ? answer.data.update.added!.length : 0));
      expect(added.sort((a, b) => a - b)).toEqual([10, 30, 30, 30]);
      for (const socket of [host, guest])
        expect((await socket.refused('queue:add', { urls: [filmUrl('x')] })).code).toBe('queue_full');
      expect((await read(host)).items).toHaveLength(QUEUE_MAX_ITEMS);
      await seesAll(guest);
    });

    it('[QU2] never more of one person than they may have, at two connections at once', async () => {
      const { room, visitor, guest } = await party();
      const second = await enter(visitor, room, { url: near.url });
      const answers = await Promise.all(
        Array.from({ length: QUEUE_MAX_ITEMS_PER_PERSON + 6 }, (_, index) =>
          (index % 2 === 0 ? guest : second).ask('queue:add', { urls: [filmUrl(`f${index}`)] }),
        ),
      );
      const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
      expect(codes.filter((code) => code === 'ok')).toHaveLength(QUEUE_MAX_ITEMS_PER_PERSON);
      expect(codes.filter((code) => code === 'queue_full')).toHaveLength(6);
      expect((await read(guest)).version).toBe(QUEUE_MAX_ITEMS_PER_PERSON);
    });

    it('[QU1] whoever has no seat adds nothing, and learns nothing', async () => {
      const { visitor, guest } = await party();
      const stranger = await visitor.connect();
      expect((await stranger.refused('queue:add', { urls: [filmUrl('a')] })).code).toBe('forbidden');
      expect((await stranger.refused('queue:get', {})).code).toBe('forbidden');
      // The seat is what counts, not what the connection believes.
      await installation.database.query({
        text: 'UPDATE room_participants SET left_at = now() WHERE user_id = $1',
        values: [visitor.user.id],
      });
      expect((await guest.refused('queue:add', { urls: [filmUrl('a')] })).code).toBe('forbidden');
      expect((await guest.refused('queue:get', {})).code).toBe('forbidden');
    });
  });

  describe('rights', () => {
    it('[QU3] others than those who control the video may only remove what is theirs', async () => {
      const { host, guest } = await party();
      const [hosts] = await add(host, 'hosts');
      const [own] = await add(guest, 'own');
      const before = await read(host);
      for (const [event, payload] of [
        ['queue:move', { itemId: own!.id, beforeId: hosts!.id }],
        ['queue:remove', { itemId: hosts!.id }],
        ['queue:clear', {}],
        ['queue:play', { itemId: own!.id }],
        ['queue:loop', { loop: 'all' }],
        ['queue:shuffle', {}],
      ] as const)
        expect({ event, code: (await guest.refused(event, payload)).code }).toEqual({
          event,
          code: 'forbidden',
        });
      expect(await read(host)).toEqual(before);

      expect((await guest.do('queue:remove', { itemId: own!.id })).update).toEqual({
        version: 3,
        removed: [own!.id],
      });
      expect((await guest.refused('queue:remove', { itemId: own!.id })).code).toBe('not_found');
      await host.do('queue:remove', { itemId: hosts!.id });
      await seesAll(guest);
    });

    it('[QU3] rights are those of this moment', async () => {
      const { owner, room, guest } = await party({ controlMode: 'everyone' });
      const [item] = await add(guest, 'a', 'b');
      await guest.do('queue:shuffle', {});
      await owner.call('PATCH', `/api/rooms/${room.id}`, { controlMode: 'host' });
      expect((await guest.refused('queue:move', { itemId: item!.id })).code).toBe('forbidden');
    });

    it('[QU3] an item of another room is not found', async () => {
      const { host } = await party();
      const other = await party();
      const [foreign] = await add(other.host, 'a');
      for (const [event, payload] of [
        ['queue:move', { itemId: foreign!.id }],
        ['queue:remove', { itemId: foreign!.id }],
        ['queue:play', { itemId: foreign!.id }],
        ['queue:vote', { itemId: foreign!.id, isOn: true }],
      ] as const)
        expect({ event, code: (await host.refused(event, payload)).code }).toEqual({
          event,
          code: 'not_found',
        });
      expect(namesOf(await read(other.host))).toBe('-: a');
    });
  });

  describe('order', () => {
    it('[QU5] an item goes before another one, or to the end', async () => {
      const { host, guest } = await party();
      const [a, b, c] = await add(host, 'a', 'b', 'c');
      const { update } = await host.do('queue:move', { itemId: c!.id, beforeId: b!.id });
      expect(update).toEqual({ version: 2, changed: [{ id: c!.id, position: 1.5 }] });
      await host.do('queue:move', { itemId: a!.id });
      expect(namesOf(await read(guest))).toBe('-: c b a');
      expect((await host.do('queue:move', { itemId: a!.id })).update).toEqual({ version: 3 });
      await seesAll(guest);
    });

    it('[QU5] moves of two people at once leave one order, the same for everybody', async () => {
      const { host, guest } = await party({ controlMode: 'everyone' });
      const items = await add(host, ...'abcdefgh');
      const moves = Array.from({ length: 40 }, (_, index) => {
        const itemId = items[(index * 3) % 8]!.id;
        const beforeId = items[(index * 5 + 1) % 8]!.id;
        return (index % 2 === 0 ? host : guest).do('queue:move', { itemId, beforeId });
      });
      await Promise.all(moves);
      const { items: ordered } = await read(host);
      expect(ordered.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort());
      await seesAll(host);
      await seesAll(guest);
    });

    it('[QU5] numbers that run out are given anew, and everybody hears the new ones', async () => {
      const { host, guest } = await party();
      const [a, b] = await add(host, 'a', 'b', 'c');
      await installation.database.query({
        text: `UPDATE queue_items SET position = CASE WHEN id = $1 THEN 1 ELSE 1 + 2.220446049250313e-16 END
               WHERE id IN ($1, $2)`,
        values: [a!.id, b!.id],
      });
      const c = (await read(host)).items[2]!;
      const { update } = await host.do('queue:move', { itemId: c.id, beforeId: b!.id });
      expect(update.changed!.map(({ position }) => position).sort()).toEqual([1, 2, 3]);
      expect(namesOf(await read(host))).toBe('-: a c b');
      await seesAll(guest);
    });

    it('[QU5] a removed item cannot be moved, whichever comes first', async () => {
      for (let round = 0; round < 8; round += 1) {
        const { host, guest } = await party({ controlMode: 'everyone' });
        const [a, b, c] = await add(host, 'a', 'b', 'c');
        const [moved, removed] = await Promise.all([
          host.ask('queue:move', { itemId: c!.id, beforeId: a!.id }),
          guest.ask('queue:remove', { itemId: c!.id }),
        ]);
        expect(removed.ok).toBe(true);
        if (!moved.ok) expect(moved.error.code).toBe('not_found');
        expect((await read(host)).items.map(({ id }) => id)).toEqual([a!.id, b!.id]);
        await seesAll(guest);
      }
    });

    it('[QU5] shuffling keeps what there is', async () => {
      const { host, guest } = await party();
      const items = await add(host, ...Array.from({ length: 20 }, (_, index) => `n${index}`));
      const before = items.map(({ id }) => id);
      await host.do('queue:shuffle', {});
      const after = (await read(host)).items.map(({ id }) => id);
      // One of 20! orders is the one of before.
      expect(after).not.toEqual(before);
      expect(after.toSorted()).toEqual(before.toSorted());
      await seesAll(guest);
    });

    it('[QU3] clearing leaves what plays', async () => {
      const { host, guest } = await party();
      const [a] = await add(host, 'a', 'b', 'c');
      await host.do('queue:play', { itemId: a!.id });
      const { update } = await host.do('queue:clear', {});
      expect(update.removed).toHaveLength(2);
      expect(namesOf(await read(guest))).toBe('a:');
      expect((await host.do('queue:clear', {})).update).toEqual({ version: update.version });
    });
  });

  describe('votes', () => {
    it('[QU6] each counts once, and is told to everybody without a name', async () => {
      const { host, guest } = await party();
      const [, b] = await add(host, 'a', 'b');
      const vote = { itemId: b!.id, isOn: true };
      const first = await guest.do('queue:vote', vote);
      expect(first.update).toEqual({ version: 2, changed: [{ id: b!.id, votes: 1 }] });
      expect((await guest.do('queue:vote', vote)).update).toEqual({ version: 2 });
      await host.do('queue:vote', vote);
      expect((await guest.do('queue:get', {})) satisfies OwnQueue).toMatchObject({
        queue: { items: [{ votes: 0 }, { votes: 2 }] },
        yourVotes: [b!.id],
        hasVotedToSkip: false,
      });
      await guest.do('queue:vote', { ...vote, isOn: false });
      expect((await guest.do('queue:get', {})).yourVotes).toEqual([]);
      await seesAll(host);
      expect(seenBy(host).queue.items[1]!.votes).toBe(1);
    });

    it('[QU6] the server plays next what a client says that comes next', async () => {
      const { owner, room, host, guest } = await party({ skipShare: 0.6 });
      const third = await enter(await installation.person('Third'), room);
      const items = await add(host, ...'abcdef');
      for (const [socket, voted] of [
        [host, [3, 4]],
        [guest, [4, 2]],
        [third, [3, 1]],
      ] as const)
        for (const index of voted) await socket.do('queue:vote', { itemId: items[index]!.id, isOn: true });
      const order: string[] = [];
      for (let left = items.length; left > 0; left -= 1) {
        const expected = nextInQueue((await read(host)).items)!;
        const { version } = (await readRoom(owner, room.id)).video;
        for (const socket of [host, guest]) await socket.do('queue:skip_vote', { isOn: true, version });
        expect((await read(host)).playing!.id).toBe(expected.id);
        order.push(namesOf({ items: [expected] }));
      }
      expect(order.join(' ')).toBe('-: d -: e -: b -: c -: a -: f');
    });
  });

  describe('the end of a video', () => {
    it('[QU7] the next one is put on once, however many nodes notice', async () => {
      const { owner, room, host, guest } = await party();
      const [a] = await add(guest, 'a', 'b');
      await playToTheEnd(host);
      const version = await versionOf(room, owner);
      await Promise.all([goOn(), goOn(), goOn()]);

      const { playback } = await guest.hears('video:state_changed', ({ reason }) => reason === 'change');
      expect(playback).toMatchObject({
        videoUrl: filmUrl('a'),
        title: 'a',
        position: 0,
        isPlaying: true,
        version: version + 1,
      });
      expect(playback.updatedBy).toBeUndefined();
      const isSecond = (news: QueueNews): boolean => 'updates' in news && news.updates[0]!.version === 2;
      expect(await guest.hears('queue:updated', isSecond)).toEqual({
        updates: [
          {
            version: 2,
            removed: [a!.id],
            playing: a,
            skip: { videoUrl: filmUrl('a'), votes: 0 },
          },
        ],
      });
      await goOn();
      expect(await versionOf(room, owner)).toBe(version + 1);
      expect(namesOf(await read(host))).toBe('a: b');
    });

    it('[QU7] nothing happens before the end, in a paused room, or where nothing comes next', async () => {
      const early = await party();
      await add(early.host, 'a');
      await early.host.do('video:play', { position: 5 });
      const paused = await party();
      await add(paused.host, 'a');
      await paused.host.do('video:pause', { position: CLOCK_SAMPLE_DURATION_S });
      const empty = await party();
      await playToTheEnd(empty.host);
      await goOn();
      for (const { room, owner } of [early, paused, empty])
        expect((await readRoom(owner, room.id)).video.videoUrl).toBe(SAMPLE_URL);
    });

    it('[QU7] what is added after the end follows it', async () => {
      const { host, guest } = await party();
      await playToTheEnd(host);
      await add(guest, 'late');
      await goOn();
      expect(
        (await host.hears('video:state_changed', ({ reason }) => reason === 'change')).playback.title,
      ).toBe('late');
    });

    it('[QU7] goes on by itself', async () => {
      const { host, guest } = await party();
      await add(guest, 'a');
      await playToTheEnd(host);
      await guest.hears('video:state_changed', ({ playback }) => playback.videoUrl === filmUrl('a'));
    });

    it('[QU7] where nobody knows the length, whoever controls the video says that it is over, once', async () => {
      const { host, guest, owner, room } = await party({ controlMode: 'everyone' });
      await host.do('video:change', { url: filmUrl('endless') });
      const { playback } = await host.do('video:play', {});
      await add(host, 'a', 'b');
      installation.clock.advance(2_000);
      const { version } = playback;
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, index) => (index % 2 ? host : guest).do('queue:ended', { version })),
      );
      expect(new Set(answers.map((answer) => answer.playback.version))).toEqual(new Set([version + 1]));
      expect(await versionOf(room, owner)).toBe(version + 1);
      expect(namesOf(await read(guest))).toBe('a: b');
    });

    it('[QU7] of a video of known length, of a paused room and of another timeline nobody believes it', async () => {
      const { host } = await party();
      await add(host, 'a');
      const { playback: playing } = await host.do('video:play', { position: 5 });
      installation.clock.advance(2_000);
      const early = await host.do('queue:ended', { version: playing.version });
      expect(early).toEqual({ update: { version: 1 }, playback: playing });
      await host.do('video:change', { url: filmUrl('endless') });
      const { playback: paused } = await host.do('video:pause', {});
      installation.clock.advance(2_000);
      await host.do('queue:ended', { version: paused.version });
      await host.do('video:play', {});
      installation.clock.advance(2_000);
      await host.do('queue:ended', { version: paused.version });
      expect(namesOf(await read(host))).toBe('-: a');
    });

    it('[QU7] from others it is a vote to skip', async () => {
      const { host, guest, room } = await party({ skipShare: 0.6 });
      const third = await enter(await installation.person('Third'), room);
      await host.do('video:change', { url: filmUrl('endless') });
      const { playback } = await host.do('video:play', {});
      await add(host, 'a');
      installation.clock.advance(2_000);
      const { version } = playback;
      for (let times = 0; times < 3; times += 1) await guest.do('queue:ended', { version });
      expect(await read(host)).toMatchObject({ skip: { videoUrl: filmUrl('endless'), votes: 1 } });
      await third.do('queue:ended', { version });
      expect(namesOf(await read(host))).toBe('a:');
    });
  });

  describe('going round', () => {
    it('[QU8] one video starts again, and the queue waits', async () => {
      const { host, guest } = await party();
      await add(host, 'a');
      await host.do('queue:loop', { loop: 'one' });
      await playToTheEnd(host);
      await goOn();
      const { playback } = await guest.hears('video:state_changed', ({ reason }) => reason === 'change');
      expect(playback).toMatchObject({
        videoUrl: SAMPLE_URL,
        position: 0,
        isPlaying: true,
        duration: CLOCK_SAMPLE_DURATION_S,
      });
      expect(namesOf(await read(host))).toBe('-: a');
    });

    it('[QU8] of all the one that has ended goes to the end, wherever it came from', async () => {
      const { owner, room, host, guest } = await party({ skipShare: 1 });
      const [a] = await add(guest, 'a', 'b');
      await host.do('queue:vote', { itemId: a!.id, isOn: true });
      await host.do('queue:loop', { loop: 'all' });
      const seen: string[] = [];
      for (let turn = 0; turn < 4; turn += 1) {
        const version = await versionOf(room, owner);
        for (const socket of [host, guest]) await socket.do('queue:skip_vote', { isOn: true, version });
        seen.push(namesOf(await read(host)));
      }
      expect(seen).toEqual(['a: b clock', 'b: clock a', 'clock: a b', 'a: b clock']);
      const { items, playing } = await read(host);
      expect(playing).toMatchObject({ id: a!.id, votes: 0, addedBy: a!.addedBy });
      expect(items.at(-1)).toMatchObject({ url: SAMPLE_URL, duration: CLOCK_SAMPLE_DURATION_S });
      expect(items.at(-1)!.addedBy).toBeUndefined();
      await seesAll(guest);
    });

    it('[QU8] all of nothing else is the same video again', async () => {
      const { host, guest } = await party();
      await host.do('queue:loop', { loop: 'all' });
      await playToTheEnd(host);
      await goOn();
      const { playback } = await guest.hears('video:state_changed', ({ reason }) => reason === 'change');
      expect(playback).toMatchObject({ videoUrl: SAMPLE_URL, position: 0, isPlaying: true });
      expect(namesOf(await read(host))).toBe('-:');
    });
  });

  describe('voting to skip', () => {
    it('[QU9] with the share of those who are online the next one is put on', async () => {
      const { room, host, guest } = await party();
      const third = await enter(await installation.person('Third'), room);
      const [a] = await add(host, 'a');
      const { version } = (await snapshotOf(host, room.id)).playback;
      const { update, playback } = await guest.do('queue:skip_vote', { isOn: true, version });
      expect(update).toEqual({ version: 2, skip: { videoUrl: SAMPLE_URL, votes: 1 } });
      expect(playback.videoUrl).toBe(SAMPLE_URL);
      expect((await guest.do('queue:get', {})).hasVotedToSkip).toBe(true);
      await guest.do('queue:skip_vote', { isOn: false, version });
      await third.do('queue:skip_vote', { isOn: true, version });
      expect((await third.do('queue:skip_vote', { isOn: true, version })).update).toEqual({ version: 4 });
      const last = await guest.do('queue:skip_vote', { isOn: true, version });
      expect(last.playback.videoUrl).toBe(filmUrl('a'));
      // A paused room stays paused.
      expect(last.playback.isPlaying).toBe(false);
      expect(last.update).toMatchObject({ version: 5, playing: { id: a!.id } });
      expect((await guest.do('queue:get', {})).hasVotedToSkip).toBe(false);
    });

    it('[QU9] a vote together with the end of the video skips nothing more', async () => {
      for (let round = 0; round < 8; round += 1) {
        const { owner, room, host, guest } = await party({ skipShare: 0.5 });
        await add(host, 'a', 'b');
        await playToTheEnd(host);
        const version = await versionOf(room, owner);
        await Promise.all([guest.do('queue:skip_vote', { isOn: true, version }), goOn()]);
        expect(namesOf(await read(host))).toBe('a: b');
        // The same vote once more is about a video that is over.
        await guest.do('queue:skip_vote', { isOn: true, version });
        expect(namesOf(await read(host))).toBe('a: b');
        expect(await versionOf(room, owner)).toBe(version + 1);
      }
    });

    it('[QU9] whoever leaves counts neither for nor against', async () => {
      const { room, host, guest } = await party();
      const others = await Promise.all((await installation.people(3)).map((person) => enter(person, room)));
      await add(host, 'a');
      const { version } = (await snapshotOf(host, room.id)).playback;
      await guest.do('queue:skip_vote', { isOn: true, version });
      await others[0]!.do('queue:skip_vote', { isOn: true, version });
      await others[0]!.do('room:leave', {});
      expect((await read(host)).skip).toEqual({ videoUrl: SAMPLE_URL, votes: 1 });
      await goOn();
      expect(namesOf(await read(host))).toBe('-: a');
      for (const socket of others.slice(1)) await socket.do('room:leave', {});
      await until('one of two is enough', async () => {
        await goOn();
        return namesOf(await read(host)) === 'a:';
      });
    });

    it('[QU9] is refused where nothing comes next, and where the host wants none of it', async () => {
      const { owner, room, host, guest } = await party();
      const { version } = (await snapshotOf(host, room.id)).playback;
      expect((await guest.refused('queue:skip_vote', { isOn: true, version })).code).toBe('conflict');
      await add(host, 'a');
      expect(await owner.call('PATCH', `/api/rooms/${room.id}`, { skipShare: 0 })).toMatchObject({
        skipShare: 0,
      });
      expect((await guest.hears('room:update')).room.skipShare).toBe(0);
      expect((await guest.refused('queue:skip_vote', { isOn: true, version })).code).toBe('forbidden');
      expect(namesOf(await read(host))).toBe('-: a');
    });

    it('[QU9] SQL and TypeScript need the same number of votes', async () => {
      const [owner, ...people] = await installation.people(12);
      const room = await createRoom(owner!);
      const ids = people.map(({ user }) => user.id);
      const isDue = async (present: number, votes: number, share: number): Promise<boolean> => {
        const [row] = await installation.database.transaction(async (tx) => {
          await tx.query({ text: 'DELETE FROM room_participants WHERE room_id = $1', values: [room.id] });
          await tx.query({
            text: 'INSERT INTO room_participants (room_id, user_id) SELECT $1, unnest($2::uuid[])',
            values: [room.id, ids.slice(0, present)],
          });
          await tx.query({
            text: 'UPDATE rooms SET skip_voters = $2, skip_share = $3 WHERE id = $1',
            values: [room.id, ids.slice(0, votes), share],
          });
          return tx.query<{ is_due: boolean }>({
            text: `SELECT ${IS_SKIP_DUE} AS is_due FROM rooms r WHERE r.id = $1`,
            values: [room.id],
          });
        });
        return row!.is_due;
      };
      for (const share of [0.1, 0.3, 0.5, 0.51, 0.7, 1])
        for (const present of [1, 2, 3, 5, 10, 11]) {
          const needed = skipVotesNeeded(present, share);
          const found = [await isDue(present, needed - 1, share), await isDue(present, needed, share)];
          expect({ share, present, found }).toEqual({ share, present, found: [false, true] });
        }
    });
  });

  describe('playing at once', () => {
    it('[QU10] puts on an item and starts it', async () => {
      const { owner, host, guest } = await party();
      const [, b] = await add(host, 'a', 'b', 'c');
      const { update, playback } = await host.do('queue:play', { itemId: b!.id });
      expect(playback).toMatchObject({ videoUrl: filmUrl('b'), isPlaying: true, updatedBy: owner.user.id });
      expect(update).toMatchObject({ version: 2, removed: [b!.id], playing: { id: b!.id } });
      expect(await guest.hears('video:state_changed')).toEqual({ playback, reason: 'change' });
      expect(
        (await guest.hears('chat:new_message', ({ message }) => message.content === 'video_changed')).message,
      ).toMatchObject({ type: 'system', userId: owner.user.id });
      expect(namesOf(await read(guest))).toBe('b: a c');
    });

    it('[QU10] two people who press the same change the video once', async () => {
      for (let round = 0; round < 8; round += 1) {
        const { owner, room, host, guest } = await party({ controlMode: 'everyone' });
        const [a] = await add(host, 'a', 'b');
        const version = await versionOf(room, owner);
        const answers = await Promise.all(
          [host, guest].map((socket) => socket.do('queue:play', { itemId: a!.id })),
        );
        for (const { playback } of answers)
          expect(playback).toMatchObject({ videoUrl: filmUrl('a'), version: version + 1 });
        expect(namesOf(await read(host))).toBe('a: b');
        await seesAll(guest);
      }
    });

    it('[QU10] of two who press different ones the later stays, and nothing plays twice', async () => {
      for (let round = 0; round < 8; round += 1) {
        const { owner, room, host, guest } = await party({ controlMode: 'everyone' });
        const [a, b] = await add(host, 'a', 'b', 'c');
        const [first, second] = await Promise.all([
          host.do('queue:play', { itemId: a!.id }),
          guest.do('queue:play', { itemId: b!.id }),
        ]);
        const later = first.playback.version > second.playback.version ? first : second;
        expect((await readRoom(owner, room.id)).video).toEqual(later.playback);
        const { items, playing } = await read(host);
        expect(playing!.url).toBe(later.playback.videoUrl);
        expect(items.map(({ url }) => url)).toEqual([filmUrl('c')]);
        await seesAll(guest);
      }
    });

    it('[QU10] another link on top of it is not from the queue, and ends it', async () => {
      const { host, guest } = await party();
      const [a, b] = await add(host, 'a', 'b');
      await host.do('queue:play', { itemId: a!.id });
      await host.do('video:change', { url: filmUrl('other') });
      expect((await host.refused('queue:play', { itemId: a!.id })).code).toBe('not_found');
      await host.do('queue:play', { itemId: b!.id });
      expect(namesOf(await read(guest))).toBe('b:');
    });
  });

  describe('what stays', () => {
    it('[QU11] whoever joins is told the version, and finds the queue as it is after a restart', async () => {
      const { owner, room, host } = await party();
      await add(host, 'a', 'b');
      const before = await read(host);
      await near.stop();
      near = await installation.bootNode();
      const socket = await owner.connect(near.url);
      expect((await socket.do('room:join', { roomId: room.id })).queueVersion).toBe(1);
      expect(await read(socket)).toEqual(before);
    });

    it('[QU11] what somebody has added outlives them, without their name', async () => {
      const { visitor, host, guest } = await party();
      const [item] = await add(guest, 'a');
      await guest.do('queue:vote', { itemId: item!.id, isOn: true });
      await visitor.call('DELETE', '/api/users/me');
      const { addedBy: _, ...anonymous } = item!;
      expect((await read(host)).items).toEqual([anonymous]);
    });

    it('[QU11] goes with its room', async () => {
      const { owner, room, host } = await party();
      await add(host, 'a');
      await owner.call('DELETE', `/api/rooms/${room.id}`);
      const rows = await installation.database.query({
        text: 'SELECT 1 FROM queue_items WHERE room_id = $1',
        values: [room.id],
      });
      expect(rows).toEqual([]);
    });
  });
});

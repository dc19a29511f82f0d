import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IceServersResponse, Room } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { nested } from './kit/junk.js';
import { createRoom, enter } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';

describe.each([
  { where: 'on one node', withRedis: false },
  { where: 'on two nodes with Redis', withRedis: true },
])('voice $where', ({ withRedis }) => {
  let installation: Installation;
  let nodes: TestNode[];
  let people: [TestPerson, TestPerson, TestPerson];
  let room: Room;
  let anna: TestSocket;
  let boris: TestSocket;
  let clara: TestSocket;

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis });
    nodes = [await installation.bootNode()];
    nodes.push(withRedis ? await installation.bootNode() : nodes[0]!);
  });
  afterAll(() => installation.dispose());

  beforeEach(async () => {
    people = (await installation.people(3)) as typeof people;
    room = await createRoom(people[0]);
    anna = await enter(people[0], room, { url: nodes[0]!.url });
    boris = await enter(people[1], room, { url: nodes[1]!.url });
    clara = await enter(people[2], room, { url: nodes[0]!.url });
  });

  const offer = { type: 'offer', sdp: 'v=0\r\n' };

  /** Whatever went to somebody before has arrived once this did, which comes the same way. */
  async function nothingMoreFor(socket: TestSocket): Promise<void> {
    const { message } = await anna.do('chat:message', { content: 'marker' });
    await socket.hears('chat:new_message', (heard) => heard.message.id === message.id);
  }

  it('[VO1] the room hears who takes part and who no longer does', async () => {
    const { participant } = await boris.do('voice:toggle', { enabled: true });
    expect(participant).toMatchObject({ userId: people[1].user.id, isVoiceEnabled: true });
    for (const socket of [anna, clara]) {
      await socket.hears('room:participants', (update) => update.changed?.[0]?.isVoiceEnabled === true);
    }
    await boris.do('voice:toggle', { enabled: false });
    await anna.hears('room:participants', (update) => update.changed?.[0]?.isVoiceEnabled === false);
  });

  it('[VO1] leaving the room leaves voice', async () => {
    await boris.do('voice:toggle', { enabled: true });
    await boris.do('room:leave', {});
    expect((await boris.refused('voice:toggle', { enabled: true })).code).toBe('forbidden');
    const { you } = await boris.do('room:join', { roomId: room.id });
    expect(you.isVoiceEnabled).toBe(false);
  });

  it('[VO2] a signal reaches all connections of one person, and no third one', async () => {
    const second = await enter(people[1], room, { url: nodes[0]!.url });
    await anna.do('voice:toggle', { enabled: true });
    await boris.do('voice:toggle', { enabled: true });
    await clara.do('voice:toggle', { enabled: true });

    expect(await anna.do('voice:signal', { to: people[1].user.id, data: offer })).toEqual({});

    for (const socket of [boris, second]) {
      expect(await socket.hears('voice:signal')).toEqual({ from: people[0].user.id, data: offer });
    }
    await nothingMoreFor(clara);
    expect(clara.all('voice:signal')).toEqual([]);
    expect(anna.all('voice:signal')).toEqual([]);
    expect(boris.all('voice:signal')).toHaveLength(1);
  });

  it.each([
    ['the sender is off', false, true],
    ['the other one is off', true, false],
    ['both are off', false, false],
  ])('[VO2] not when %s', async (_, sender, receiver) => {
    await anna.do('voice:toggle', { enabled: sender });
    await boris.do('voice:toggle', { enabled: receiver });
    expect((await anna.refused('voice:signal', { to: people[1].user.id, data: offer })).code).toBe(
      'forbidden',
    );
    await nothingMoreFor(boris);
    expect(boris.all('voice:signal')).toEqual([]);
  });

  it('[VO2] not to oneself, nor into another room', async () => {
    await anna.do('voice:toggle', { enabled: true });
    expect((await anna.refused('voice:signal', { to: people[0].user.id, data: offer })).code).toBe(
      'forbidden',
    );
    const elsewhere = await enter(people[1], await createRoom(people[1]), { url: nodes[1]!.url });
    await boris.do('room:leave', {});
    await elsewhere.do('voice:toggle', { enabled: true });
    expect((await anna.refused('voice:signal', { to: people[1].user.id, data: offer })).code).toBe(
      'forbidden',
    );
    await nothingMoreFor(clara);
    await elsewhere.settled();
    expect(elsewhere.all('voice:signal')).toEqual([]);
    expect((await (await people[2].connect()).refused('voice:toggle', { enabled: true })).code).toBe(
      'forbidden',
    );
  });

  it.each([
    ['text', 'candidate'],
    ['nothing', null],
    ['a number', 7],
    ['brackets', nested(8)],
    ['an odd key', { constructor: 1, toString: null }],
  ])('[VO2] %s arrives as it was sent', async (_, data) => {
    await anna.do('voice:toggle', { enabled: true });
    await boris.do('voice:toggle', { enabled: true });
    await anna.do('voice:signal', { to: people[1].user.id, data });
    const heard = await boris.hears('voice:signal');
    expect(JSON.stringify(heard.data)).toBe(JSON.stringify(data));
  });

  it('[ER3] as many brackets as a payload holds do no harm to either side', async () => {
    await anna.do('voice:toggle', { enabled: true });
    await boris.do('voice:toggle', { enabled: true });
    const depth = 8_000;
    const payload = `{"to":"${people[1].user.id}","data":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    anna.tellJson(`["voice:signal",${payload}]`);
    await nothingMoreFor(boris);
    await nothingMoreFor(clara);
    expect(anna.all('error').map((error) => error.code)).not.toContain('internal');
    expect(boris.isConnected).toBe(true);
  });
});

describe('ice servers', () => {
  it('[VO3] come with credentials that run out', async () => {
    const installation = await createInstallation({
      STUN_URLS: 'stun:stun.example:3478',
      TURN_URLS: 'turn:turn.example:3478, turns:turn.example:5349',
      TURN_SECRET: 'a secret of the relay',
    });
    try {
      await installation.bootNode();
      const anna = await installation.person('Anna');
      const { headers, body } = await anna.request('GET', '/api/rtc/ice-servers');
      const { iceServers, expiresAt } = body as IceServersResponse;
      expect(headers.get('cache-control')).toBe('no-store');
      expect(expiresAt).toBeGreaterThan(installation.clock.now() + 3_600_000);
      expect(iceServers).toEqual([
        { urls: ['stun:stun.example:3478'] },
        {
          urls: ['turn:turn.example:3478', 'turns:turn.example:5349'],
          username: `${expiresAt / 1000}:${anna.user.id}`,
          credential: expect.stringMatching(/^[\w+/]{27}=$/),
        },
      ]);
      expect(JSON.stringify(body)).not.toContain('a secret of the relay');
    } finally {
      await installation.dispose();
    }
  });
});

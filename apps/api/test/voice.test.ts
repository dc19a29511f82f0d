import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IceServersResponse, Room } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { nested } from './kit/junk.js';
import { untilSomebodyWaits } from './kit/lock-waits.js';
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
    installation = await createInstallation(
      { VOICE_MAX_SPEAKERS: '4', VOICE_MAX_LISTENERS: '2', RATE_LIMIT_SIGNALS: '10/1h' },
      { withRedis },
    );
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

  const setRole = (userId: string, role: string): Promise<unknown> =>
    installation.database.query({
      text: 'UPDATE room_participants SET role = $3 WHERE room_id = $1 AND user_id = $2',
      values: [room.id, userId, role],
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

  const uuid = (digit: string): string => `00000000-0000-4000-8000-00000000000${digit}`;

  it('[VO1] [VO4] the room hears with which page somebody takes part, and that they only listen', async () => {
    const { participant } = await boris.do('voice:toggle', {
      enabled: true,
      isListener: true,
      session: uuid('1'),
    });
    expect(participant).toMatchObject({ voiceSession: uuid('1'), isVoiceListener: true });
    await anna.hears('room:participants', (update) => update.changed?.[0]?.voiceSession === uuid('1'));

    const speaking = await boris.do('voice:toggle', { enabled: true, session: uuid('1') });
    expect(speaking.participant).not.toHaveProperty('isVoiceListener');

    const left = await boris.do('voice:toggle', { enabled: false, session: uuid('1') });
    expect(left.participant).toMatchObject({ isVoiceEnabled: false });
    expect(left.participant).not.toHaveProperty('voiceSession');
  });

  it('[VO4] the page that came last stays in when the one before goes', async () => {
    const second = await enter(people[1], room, { url: nodes[0]!.url });
    await boris.do('voice:toggle', { enabled: true, session: uuid('1') });
    await second.do('voice:toggle', { enabled: true, session: uuid('2') });
    const { participant } = await boris.do('voice:toggle', { enabled: false, session: uuid('1') });
    expect(participant).toMatchObject({ isVoiceEnabled: true, voiceSession: uuid('2') });
    const end = await second.do('voice:toggle', { enabled: false });
    expect(end.participant.isVoiceEnabled).toBe(false);
  });

  it('[VO5] no more speak than may, however many ask at once on whichever node', async () => {
    const more = await installation.people(4);
    const sockets = [
      anna,
      boris,
      clara,
      ...(await Promise.all(
        more.map((person, index) => enter(person, room, { url: nodes[index % 2]!.url })),
      )),
    ];
    const answers = await Promise.all(sockets.map((socket) => socket.ask('voice:toggle', { enabled: true })));
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
    expect(refused).toEqual(['voice_full', 'voice_full', 'voice_full']);

    const listening = sockets.filter((_, index) => !answers[index]!.ok);
    const asListeners = await Promise.all(
      listening.map((socket) => socket.ask('voice:toggle', { enabled: true, isListener: true })),
    );
    expect(asListeners.filter(({ ok }) => ok)).toHaveLength(2);

    const speaker = sockets.find((_, index) => answers[index]!.ok)!;
    await speaker.do('voice:toggle', { enabled: false });
    const next = listening.find((_, index) => asListeners[index]!.ok)!;
    const { participant } = await next.do('voice:toggle', { enabled: true });
    expect(participant).not.toHaveProperty('isVoiceListener');
  });

  it('[VO6] whoever is muted listens, and stays a listener until they may speak again', async () => {
    const target = { userId: people[1].user.id };
    await boris.do('voice:toggle', { enabled: true });
    const { participant } = await anna.do('voice:mute', { ...target, isMuted: true });
    expect(participant).toMatchObject({ isVoiceEnabled: true, isVoiceListener: true, isVoiceMuted: true });
    await boris.hears('room:participants', (update) => update.changed?.[0]?.isVoiceMuted === true);
    expect((await boris.refused('voice:toggle', { enabled: true })).code).toBe('muted');

    await boris.do('room:leave', {});
    const { you } = await boris.do('room:join', { roomId: room.id });
    expect(you).toMatchObject({ isVoiceEnabled: false, isVoiceMuted: true });
    expect((await boris.refused('voice:toggle', { enabled: true })).code).toBe('muted');
    await boris.do('voice:toggle', { enabled: true, isListener: true });

    await anna.do('voice:mute', { ...target, isMuted: false });
    const speaking = await boris.do('voice:toggle', { enabled: true });
    expect(speaking.participant).not.toHaveProperty('isVoiceMuted');
  });

  it('[VO6] whoever is muted at the moment they go in is no speaker', async () => {
    const coming = await installation.database.transaction(async (tx) => {
      await tx.query({
        text: 'UPDATE room_participants SET is_voice_muted = true WHERE room_id = $1 AND user_id = $2',
        values: [room.id, people[1].user.id],
      });
      const toggle = boris.ask('voice:toggle', { enabled: true });
      await untilSomebodyWaits(installation.database, 'room_participants');
      return { toggle };
    });
    expect(await coming.toggle).toMatchObject({ ok: false, error: { code: 'muted' } });
  });

  it.each([
    ['a participant a participant', 'participant', 'boris', 'clara'],
    ['a participant the host', 'participant', 'boris', 'anna'],
    ['a moderator the host', 'moderator', 'boris', 'anna'],
    ['a moderator themselves', 'moderator', 'boris', 'boris'],
    ['the host themselves', 'participant', 'anna', 'anna'],
  ] as const)('[VO6] %s may not mute', async (_, role, actor, target) => {
    await setRole(people[1].user.id, role);
    const sockets = { anna, boris, clara };
    const ids = { anna: people[0].user.id, boris: people[1].user.id, clara: people[2].user.id };
    const mute = { userId: ids[target], isMuted: true };
    expect((await sockets[actor].refused('voice:mute', mute)).code).toBe('forbidden');
  });

  it('[VO6] a moderator may mute a participant, and no other moderator', async () => {
    await setRole(people[1].user.id, 'moderator');
    await boris.do('voice:mute', { userId: people[2].user.id, isMuted: true });
    await setRole(people[2].user.id, 'moderator');
    const again = await boris.refused('voice:mute', { userId: people[2].user.id, isMuted: false });
    expect(again.code).toBe('forbidden');
  });

  it('[VO7] closing ends it for everybody until it is opened', async () => {
    for (const socket of [anna, boris]) await socket.do('voice:toggle', { enabled: true });
    expect((await boris.refused('voice:close', { isClosed: true })).code).toBe('forbidden');
    const { room: closed } = await anna.do('voice:close', { isClosed: true });
    expect(closed.isVoiceClosed).toBe(true);
    await clara.hears('room:update', (update) => update.room.isVoiceClosed === true);
    await clara.hears(
      'room:participants',
      (update) => update.changed?.length === 2 && update.changed.every((one) => !one.isVoiceEnabled),
    );
    expect((await boris.refused('voice:toggle', { enabled: true })).code).toBe('voice_closed');
    expect((await boris.refused('voice:toggle', { enabled: true, isListener: true })).code).toBe(
      'voice_closed',
    );
    const { room: open } = await anna.do('voice:close', { isClosed: false });
    expect(open).not.toHaveProperty('isVoiceClosed');
    await boris.do('voice:toggle', { enabled: true });
  });

  it('[VO7] nobody is in a closed voice who went in at that moment', async () => {
    await Promise.all([
      anna.do('voice:close', { isClosed: true }),
      ...[boris, clara].map((socket) => socket.ask('voice:toggle', { enabled: true })),
    ]);
    const { participants } = await anna.do('room:join', { roomId: room.id });
    expect(participants.map(({ isVoiceEnabled }) => isVoiceEnabled)).toEqual([false, false, false]);
  });

  it('[VO8] whoever is thrown out is out of voice for everybody', async () => {
    for (const socket of [anna, boris]) await socket.do('voice:toggle', { enabled: true });
    await anna.do('member:kick', { userId: people[1].user.id });
    await clara.hears('room:participants', (update) => update.left?.includes(people[1].user.id) === true);
    const signal = { to: people[1].user.id, data: offer };
    expect((await anna.refused('voice:signal', signal)).code).toBe('forbidden');
    const { you } = await boris.do('room:join', { roomId: room.id });
    expect(you.isVoiceEnabled).toBe(false);
  });

  it('[VO8] being away for a moment is no way out of voice', async () => {
    await boris.do('voice:toggle', { enabled: true, session: uuid('1') });
    boris.vanish();
    await anna.hears('room:participants', (update) => update.changed?.[0]?.isOnline === false);
    const again = await people[1].connect(nodes[0]!.url);
    const { you } = await again.do('room:join', { roomId: room.id });
    expect(you).toMatchObject({ isVoiceEnabled: true, voiceSession: uuid('1'), isOnline: true });
  });

  it('[VO9] too many signals are refused, and other events are not', async () => {
    for (const socket of [anna, boris]) await socket.do('voice:toggle', { enabled: true });
    const signal = { to: people[1].user.id, data: offer };
    const codes: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      const answer = await anna.ask('voice:signal', signal);
      if (!answer.ok) codes.push(answer.error.code);
    }
    expect(codes).toEqual(['rate_limited', 'rate_limited']);
    await anna.do('chat:message', { content: 'still here' });
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

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ClientEventName, type JoinedRoom, PAYLOAD_MAX_BYTES, type Room } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { type FieldKind, junkFor, nested, OVERSIZED_TEXT, poisoned } from './kit/junk.js';
import { createRoom, enter, readRoom, SAMPLE_URL, snapshotOf } from './kit/room.js';
import { request, type TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';

const UNKNOWN_ID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';

/** Of a message "x": what is no mention, names nobody, or lies elsewhere than in it. */
const BAD_MENTIONS = [
  ['x'],
  [{ userId: 'x', offset: 0, length: 2 }],
  [{ userId: UNKNOWN_ID, offset: -1, length: 2 }],
  [{ userId: UNKNOWN_ID, offset: 0, length: 1 }],
  [{ userId: UNKNOWN_ID, offset: 0, length: 2 }],
  Array.from({ length: 21 }, () => ({ userId: UNKNOWN_ID, offset: 0, length: 2 })),
];

interface FieldRule {
  kind: FieldKind;
  required?: boolean;
  /** What is wrong here beyond the kind. */
  also?: unknown[];
}

interface Form {
  /** Something that passes, to be spoilt field by field. */
  valid: Record<string, unknown>;
  fields: Record<string, FieldRule>;
}

const WHOM: Form = { valid: { userId: UNKNOWN_ID }, fields: { userId: { kind: 'uuid', required: true } } };

const EVENTS: Record<ClientEventName, Form> = {
  'room:join': {
    valid: { roomId: UNKNOWN_ID },
    fields: {
      roomId: { kind: 'uuid', required: true },
      password: { kind: 'text', also: ['я'.repeat(37), 'x'.repeat(73)] },
      afterSeq: { kind: 'number', also: [-1, 1.5] },
      afterRevision: { kind: 'number', also: [-1, 1.5] },
    },
  },
  'room:leave': { valid: {}, fields: { roomId: { kind: 'uuid' } } },
  'video:play': {
    valid: {},
    fields: { position: { kind: 'position' }, countdown: { kind: 'boolean' } },
  },
  'video:pause': { valid: {}, fields: { position: { kind: 'position' } } },
  'video:seek': { valid: { position: 1 }, fields: { position: { kind: 'position', required: true } } },
  'video:rate': {
    valid: { rate: 1 },
    fields: { rate: { kind: 'number', required: true, also: [0, -1, 0.2499, 2.001] } },
  },
  'video:change': {
    valid: { url: SAMPLE_URL },
    fields: {
      url: { kind: 'text', required: true, also: ['', `https://media.example/${'x'.repeat(2048)}.mp4`] },
      position: { kind: 'position' },
    },
  },
  'video:describe': {
    valid: { videoUrl: SAMPLE_URL, duration: 1 },
    fields: {
      videoUrl: { kind: 'text', required: true, also: [''] },
      duration: { kind: 'position', also: [0] },
    },
  },
  'video:stalled': {
    valid: { isStalled: false, version: 1 },
    fields: {
      isStalled: { kind: 'boolean', required: true },
      version: { kind: 'number', required: true, also: [-1, 1.5] },
    },
  },
  'queue:get': { valid: {}, fields: {} },
  'queue:add': {
    valid: { urls: [SAMPLE_URL] },
    fields: {
      urls: {
        kind: 'links',
        required: true,
        also: [Array.from({ length: 51 }, () => 'x'), [SAMPLE_URL, 5], ['x'.repeat(2049)]],
      },
    },
  },
  'queue:move': {
    valid: { itemId: UNKNOWN_ID },
    fields: { itemId: { kind: 'uuid', required: true }, beforeId: { kind: 'uuid' } },
  },
  'queue:remove': { valid: { itemId: UNKNOWN_ID }, fields: { itemId: { kind: 'uuid', required: true } } },
  'queue:clear': { valid: {}, fields: {} },
  'queue:play': { valid: { itemId: UNKNOWN_ID }, fields: { itemId: { kind: 'uuid', required: true } } },
  'queue:loop': {
    valid: { loop: 'none' },
    fields: { loop: { kind: 'choice', required: true, also: ['twice', 'ALL'] } },
  },
  'queue:shuffle': { valid: {}, fields: {} },
  'queue:vote': {
    valid: { itemId: UNKNOWN_ID, isOn: true },
    fields: { itemId: { kind: 'uuid', required: true }, isOn: { kind: 'boolean', required: true } },
  },
  'queue:skip_vote': {
    valid: { isOn: true, version: 1 },
    fields: {
      isOn: { kind: 'boolean', required: true },
      version: { kind: 'number', required: true, also: [-1, 1.5] },
    },
  },
  'queue:ended': {
    valid: { version: 1 },
    fields: { version: { kind: 'number', required: true, also: [-1, 1.5] } },
  },
  'member:promote': WHOM,
  'member:demote': WHOM,
  'member:mute': {
    valid: { userId: UNKNOWN_ID },
    fields: { ...WHOM.fields, seconds: { kind: 'number', also: [0, -1, 1.5, 604_801] } },
  },
  'member:unmute': WHOM,
  'member:kick': WHOM,
  'member:ban': WHOM,
  'member:unban': { valid: { banId: UNKNOWN_ID }, fields: { banId: { kind: 'uuid', required: true } } },
  'room:transfer': WHOM,
  'playback:ask': { valid: {}, fields: {} },
  'chat:message': {
    valid: { content: 'x' },
    fields: {
      content: { kind: 'text', required: true, also: ['', ' \n ', 'x'.repeat(2001)] },
      type: { kind: 'choice', also: ['system', 'TEXT'] },
      clientId: { kind: 'text', also: ['', 'x'.repeat(65)] },
      replyTo: { kind: 'uuid' },
      mentions: { kind: 'objects', also: BAD_MENTIONS },
    },
  },
  'chat:edit': {
    valid: { messageId: UNKNOWN_ID, content: 'x' },
    fields: {
      messageId: { kind: 'uuid', required: true },
      content: { kind: 'text', required: true, also: ['', ' \n ', 'x'.repeat(2001)] },
      type: { kind: 'choice', also: ['system', 'TEXT'] },
      mentions: { kind: 'objects', also: BAD_MENTIONS },
    },
  },
  'chat:delete': {
    valid: { messageId: UNKNOWN_ID },
    fields: { messageId: { kind: 'uuid', required: true } },
  },
  'chat:react': {
    valid: { messageId: UNKNOWN_ID, emoji: '🔥', isOn: true },
    fields: {
      messageId: { kind: 'uuid', required: true },
      emoji: { kind: 'text', required: true, also: ['', 'x', '🔥🔥', '🔥 ', 'x'.repeat(33)] },
      isOn: { kind: 'boolean', required: true },
    },
  },
  'chat:typing': { valid: { isTyping: true }, fields: { isTyping: { kind: 'boolean', required: true } } },
  'video:lag': {
    valid: { behind: 3 },
    fields: { behind: { kind: 'number', required: true, also: [86_401, -86_401] } },
  },
  'reaction:send': {
    valid: { emoji: '🔥', position: 1 },
    fields: {
      emoji: { kind: 'text', required: true, also: ['', 'x', '🔥🔥', '🔥 '] },
      position: { kind: 'position', required: true },
    },
  },
  'voice:toggle': {
    valid: { enabled: true },
    fields: {
      enabled: { kind: 'boolean', required: true },
      isListener: { kind: 'boolean' },
      session: { kind: 'uuid' },
    },
  },
  'voice:mute': {
    valid: { userId: UNKNOWN_ID, isMuted: true },
    fields: { userId: { kind: 'uuid', required: true }, isMuted: { kind: 'boolean', required: true } },
  },
  'voice:close': { valid: { isClosed: true }, fields: { isClosed: { kind: 'boolean', required: true } } },
  'voice:report': {
    valid: { direct: 1, relayed: 0, failed: 0 },
    fields: {
      direct: { kind: 'number', required: true, also: [-1, 1.5, 1_001] },
      relayed: { kind: 'number', required: true, also: [-1, 1.5, 1_001] },
      failed: { kind: 'number', required: true, also: [-1, 1.5, 1_001] },
      firstSoundMs: { kind: 'number', also: [-1, 600_001] },
      lossShare: { kind: 'number', also: [-0.1, 1.1] },
      jitterMs: { kind: 'number', also: [-1, 600_001] },
    },
  },
  'voice:signal': {
    valid: { to: UNKNOWN_ID, data: {} },
    fields: { to: { kind: 'uuid', required: true } },
  },
  'clock:ping': {
    valid: { clientTime: 0 },
    fields: {
      clientTime: { kind: 'number', required: true },
      rttMs: { kind: 'number', also: [-1, 60_001] },
    },
  },
  'sync:report': {
    valid: { rttMs: 1, offsetErrorMs: 1 },
    fields: {
      rttMs: { kind: 'number', required: true, also: [-1, 60_001] },
      offsetErrorMs: { kind: 'number', required: true, also: [-1, 60_001] },
      driftMs: { kind: 'number', also: [-600_001, 600_001] },
    },
  },
  'presence:visible': {
    valid: { visible: true },
    fields: {
      visible: { kind: 'boolean', required: true },
      utcOffset: { kind: 'number', also: [-721, 841, 0.5] },
    },
  },
  'lobby:watch': { valid: {}, fields: {} },
  'lobby:unwatch': { valid: {}, fields: {} },
};

describe('bad input', () => {
  let installation: Installation;
  let node: TestNode;
  let owner: TestPerson;
  let room: Room;
  let host: TestSocket;
  let guest: TestSocket;
  let before: Omit<JoinedRoom, 'serverTime'>;

  beforeAll(async () => {
    installation = await createInstallation();
    node = await installation.bootNode();
    owner = await installation.person('Owner');
    room = await createRoom(owner, { maxParticipants: 5 });
    host = await enter(owner, room);
    guest = await enter(await installation.person('Guest'), room);
    await guest.do('chat:message', { content: 'before' });
  });
  afterAll(() => installation.dispose());

  beforeEach(async () => {
    before = await snapshotOf(host, room.id);
    await guest.settled();
    guest.forget();
    installation.logged.length = 0;
  });

  // [ER3] of each and every refusal.
  afterEach(async () => {
    expect(host.isConnected).toBe(true);
    expect(await snapshotOf(host, room.id)).toEqual(before);
    await guest.settled();
    expect(guest.heard).toEqual([]);
    expect(installation.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  describe.each(Object.entries(EVENTS) as [ClientEventName, Form][])('%s', (event, { valid, fields }) => {
    const names = Object.entries(fields);
    const required = names.filter(([, rule]) => rule.required).map(([name]) => name);

    it('[IN1] [IN2] [IN5] refuses each field that is not what it should be, and says which', async () => {
      for (const [name, { kind, also = [] }] of names) {
        const cases = [...junkFor(kind), ...also.map((value) => ({ value, label: JSON.stringify(value) }))];
        const errors = await Promise.all(
          cases.map(async ({ value, label }) => {
            const answer = await host.askRaw(event, { ...valid, [name]: value });
            return { label, name, answer };
          }),
        );
        for (const { label, answer } of errors) {
          expect({ name, label, answer }).toMatchObject({
            name,
            label,
            answer: { ok: false, error: { code: 'validation_failed', message: expect.any(String) } },
          });
          if (answer.ok || answer.error.details === undefined) throw new Error('no details');
          expect(answer.error.details.every(({ path }) => path.split('.')[0] === name)).toBe(true);
        }
      }
    });

    it('[IN1] refuses a payload that is no object', async () => {
      for (const payload of [[], [valid], 'text', '', 0, 7, true, false, Buffer.from('{}'), [null]]) {
        expect({ payload, ...(await host.refused(event, payload)) }).toMatchObject({
          payload,
          code: 'validation_failed',
        });
      }
    });

    if (required.length > 0) {
      it('[ER4] names everything that is missing at once', async () => {
        for (const args of [[], [null], [{}]]) {
          const error = await host.refused(event, ...args);
          expect(error.code).toBe('validation_failed');
          expect(error.details!.map(({ path }) => path)).toEqual(expect.arrayContaining(required));
        }
      });
    }

    it('[IN3] refuses what is larger than 16 KiB, known field or not', async () => {
      for (const payload of [
        { ...valid, extra: OVERSIZED_TEXT },
        { ...valid, extra: 'я'.repeat(PAYLOAD_MAX_BYTES / 2) },
        { ...valid, extra: Buffer.alloc(PAYLOAD_MAX_BYTES + 1, 'x') },
        OVERSIZED_TEXT,
        ...names.map(([name]) => ({ ...valid, [name]: OVERSIZED_TEXT })),
      ]) {
        expect((await host.refused(event, payload)).code).toBe('payload_too_large');
      }
    });

    it('[ER2] says it by the event error where nobody asked for an ack', async () => {
      host.forget();
      host.tell(event, 'no object');
      expect(await host.hears('error')).toEqual({
        code: 'validation_failed',
        message: expect.any(String),
        event,
      });
      expect(host.heard).toHaveLength(1);
    });
  });

  describe('events at large', () => {
    it.each([
      'toString',
      '__proto__',
      'constructor',
      'hasOwnProperty',
      '',
      'room:joined',
      'ROOM:JOIN',
      'error',
      'ping',
    ])('[IN6] there is no event "%s"', async (name) => {
      expect((await host.refused(name, {})).code).toBe('validation_failed');
      host.forget();
      host.tell(name, {});
      expect(await host.hears('error')).toMatchObject({ code: 'validation_failed', event: name });
    });

    it('[IN6] an event that is a number is none', async () => {
      host.forget();
      host.tellJson('[42,{}]');
      expect(await host.hears('error')).toMatchObject({ code: 'validation_failed', event: '42' });
    });

    it.each([
      ['["video:seek",{"position":1e400}]', 'video:seek'],
      ['["video:play",{"position":-1e400}]', 'video:play'],
      ['["room:join",{"roomId":"x","afterSeq":1e400}]', 'room:join'],
      ['["clock:ping",{"clientTime":1e400}]', 'clock:ping'],
      ['["video:describe",{"videoUrl":"/samples/clock.mp4","duration":1e999}]', 'video:describe'],
      [String.raw`["chat:message",{"content":"\ud83c"}]`, 'chat:message'],
      [String.raw`["chat:message",{"content":"\u0000"}]`, 'chat:message'],
    ])('[IN2] [IN5] refuses %s', async (json, event) => {
      host.forget();
      host.tellJson(json);
      expect(await host.hears('error')).toMatchObject({ code: 'validation_failed', event });
    });

    it('[IN4] an unknown room is room_not_found, and one stays where one is', async () => {
      expect((await host.refused('room:join', { roomId: UNKNOWN_ID })).code).toBe('room_not_found');
      expect((await host.refused('voice:signal', { to: UNKNOWN_ID, data: {} })).code).toBe('forbidden');
      await host.do('room:leave', { roomId: UNKNOWN_ID });
    });

    it('[IN4] an id in capitals is the same id', async () => {
      const joined = await host.do('room:join', { roomId: room.id.toUpperCase() });
      expect(joined.room.id).toBe(room.id);
    });

    it('[IN1] a poisoned key is dropped; [IN5] thousands of brackets are refused', async () => {
      const answer = await host.askRaw('clock:ping', poisoned({ clientTime: 5 }));
      expect(answer).toEqual({ ok: true, data: { clientTime: 5, serverTime: expect.any(Number) } });
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
      const deep = await host.refused('clock:ping', { clientTime: 5, extra: nested(2_000) });
      expect(deep.code).toBe('validation_failed');
      expect((await host.refused('room:join', poisoned({}))).code).toBe('validation_failed');
    });

    it('[IN3] brackets without end are refused, and the node lives on', async () => {
      host.forget();
      const depth = 100_000;
      host.tellJson(`["clock:ping",{"clientTime":5,"extra":${'['.repeat(depth)}${']'.repeat(depth)}}]`);
      expect(await host.hears('error')).toMatchObject({ code: 'payload_too_large', event: 'clock:ping' });
    });

    it('[IN3] above 256 KiB the connection is cut, and only that one', async () => {
      const socket = await owner.connect();
      socket.tell('chat:message', { content: 'x'.repeat(300 * 1024) });
      await socket.hearsDisconnect();
    });

    it('packets that no client library sends cut their own connection at most', async () => {
      for (const packet of ['["disconnect"]', '["chat:message"', '{"content":"x"}', '[]', '[null]', '"x"']) {
        const socket = await owner.connect();
        socket.tellJson(packet);
        await host.settled();
        socket.close();
      }
      expect((await owner.request('GET', '/api/health')).status).toBe(200);
    });

    it('[IN7] at most 64 events wait', async () => {
      const socket = await owner.connect();
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => socket.ask('room:join', { roomId: UNKNOWN_ID })),
      );
      const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
      expect(codes.filter((code) => code === 'room_not_found').length).toBeGreaterThanOrEqual(64);
      expect(new Set(codes)).toEqual(new Set(['room_not_found', 'rate_limited']));
      socket.close();
    });

    it('[IN7] whoever joins and writes without waiting is in the room when the message comes up', async () => {
      const other = await createRoom(owner);
      const socket = await owner.connect();
      const [joined, written, pinged] = await Promise.all([
        socket.ask('room:join', { roomId: other.id }),
        socket.ask('chat:message', { content: 'first' }),
        socket.ask('clock:ping', { clientTime: 1 }),
      ]);
      expect([joined.ok, written.ok, pinged.ok]).toEqual([true, true, true]);
      socket.close();
    });
  });

  describe('REST', () => {
    const BODIES: Record<string, Form & { path: () => string; unsigned?: boolean }> = {
      'POST /api/auth/telegram': {
        path: () => '/api/auth/telegram',
        unsigned: true,
        valid: { initData: 'x' },
        fields: {
          initData: { kind: 'text', required: true, also: ['', 'x'.repeat(8193)] },
          timeZone: { kind: 'text', also: ['', 'x'.repeat(65)] },
        },
      },
      'POST /api/rooms': {
        path: () => '/api/rooms',
        valid: { name: 'x' },
        fields: {
          name: { kind: 'text', required: true, also: ['', '  ', 'x'.repeat(101)] },
          videoUrl: { kind: 'text', also: ['', 'x'.repeat(2049)] },
          isPublic: { kind: 'boolean' },
          password: { kind: 'text', also: ['', 'x'.repeat(73), 'я'.repeat(37)] },
          maxParticipants: { kind: 'number', also: [0, -1, 1.5, 2501] },
          controlMode: { kind: 'choice', also: ['guests'] },
          bufferWait: { kind: 'number', also: [-3, 1, 3.5, 11] },
          skipShare: { kind: 'number', also: [-0.1, 1.1] },
          startsAt: { kind: 'number', also: [-1, 1.5, 8.64e15] },
          slowMode: { kind: 'number', also: [-5, 1, 5.5, 61] },
        },
      },
      'PATCH /api/rooms/:id': {
        path: () => `/api/rooms/${room.id}`,
        valid: {},
        fields: {
          name: { kind: 'text', also: ['', '  ', 'x'.repeat(101)] },
          isPublic: { kind: 'boolean' },
          maxParticipants: { kind: 'number', also: [0, -1, 1.5, 2501] },
          controlMode: { kind: 'choice', also: ['guests'] },
          bufferWait: { kind: 'number', also: [-3, 1, 3.5, 11] },
          skipShare: { kind: 'number', also: [-0.1, 1.1] },
          slowMode: { kind: 'number', also: [-5, 1, 5.5, 61] },
        },
      },
      'PUT /api/rooms/:id/subtitles': {
        path: () => `/api/rooms/${room.id}/subtitles`,
        valid: { videoUrl: SAMPLE_URL, label: 'x', url: 'https://subtitles.example/a.vtt' },
        fields: {
          videoUrl: { kind: 'text', required: true, also: ['', 'x'.repeat(2049)] },
          label: { kind: 'text', required: true, also: ['', '  ', 'x'.repeat(101)] },
          language: { kind: 'text', also: ['', 'r', 'ru_RU', `ru-${'x'.repeat(40)}`] },
          url: { kind: 'text', required: true, also: ['', 'x'.repeat(2049)] },
        },
      },
      'PUT /api/rooms/:id/reminder': {
        path: () => `/api/rooms/${room.id}/reminder`,
        valid: { isOn: false },
        fields: { isOn: { kind: 'boolean', required: true } },
      },
      'PATCH /api/users/me/settings': {
        path: () => '/api/users/me/settings',
        valid: {},
        fields: { isCounted: { kind: 'boolean' }, isNameListed: { kind: 'boolean' } },
      },
      'POST /api/users/me/achievements/seen': {
        path: () => '/api/users/me/achievements/seen',
        valid: { achievements: ['host:bronze'] },
        fields: {
          achievements: { kind: 'links', required: true, also: [['host'], ['host:platinum'], [5]] },
        },
      },
      'POST /api/rooms/:id/invite-card': {
        path: () => `/api/rooms/${room.id}/invite-card`,
        valid: { language: 'ru' },
        fields: { language: { kind: 'choice', required: true, also: ['de', 'RU'] } },
      },
      'POST /api/videos/resolve': {
        path: () => '/api/videos/resolve',
        valid: { url: SAMPLE_URL },
        fields: { url: { kind: 'text', required: true, also: ['', 'x'.repeat(2049)] } },
      },
    };

    describe.each(Object.entries(BODIES))('%s', (call, { valid, fields, path, unsigned }) => {
      const method = call.split(' ')[0]!;
      const send = (body: unknown, headers: Record<string, string> = {}) =>
        request(node.url, method, path(), { body, headers, ...(!unsigned && { token: owner.token }) });

      it('[IN1] [IN2] [IN5] refuses each field that is not what it should be, and says which', async () => {
        for (const [name, { kind, also = [] }] of Object.entries(fields)) {
          for (const value of [...junkFor(kind).map((junk) => junk.value), ...also]) {
            const { status, error } = await send({ ...valid, [name]: value });
            expect({ name, value, status, code: error?.code }).toEqual({
              name,
              value,
              status: 400,
              code: 'validation_failed',
            });
            expect(error!.details![0]!.path.split('.')[0]).toBe(name);
          }
        }
      });

      it('[IN1] [ER1] refuses a body that cannot be read', async () => {
        const texts = [
          '',
          '{',
          '{"a":}',
          '[]',
          'null',
          '5',
          '"text"',
          'true',
          '{"a":1}}',
          `{"name":'x'}`,
          '\0',
        ];
        for (const text of texts) {
          // No body at all asks for no change.
          if (text === '' && method === 'PATCH') continue;
          const { status, error } = await send(text);
          expect({ text, status, code: error?.code }).toEqual({
            text,
            status: 400,
            code: 'validation_failed',
          });
        }
      });

      it('[IN1] refuses a body in another language than JSON', async () => {
        const languages: Record<string, string>[] = [
          { 'Content-Type': 'text/plain' },
          { 'Content-Type': 'application/x-www-form-urlencoded' },
          { 'Content-Type': 'application/json; charset=klingon' },
          { 'Content-Type': 'nonsense' },
          { 'Content-Encoding': 'gzip' },
          { 'Content-Encoding': 'rot13' },
        ];
        for (const headers of languages) {
          const { status, error } = await send(JSON.stringify({ ...valid, name: 'x' }), headers);
          expect({ headers, status, code: error?.code }).toEqual({
            headers,
            status: 400,
            code: 'validation_failed',
          });
        }
      });

      it('[IN3] refuses a body above 16 KiB', async () => {
        for (const body of [{ ...valid, extra: OVERSIZED_TEXT }, OVERSIZED_TEXT]) {
          const { status, error } = await send(body);
          expect([status, error?.code]).toEqual([413, 'payload_too_large']);
        }
      });

      it('[IN5] refuses numbers that JSON can write and nobody can count', async () => {
        const { status, error } = await send(
          '{"name":"x","url":1e400,"initData":1e400,"maxParticipants":1e400,"isCounted":1e400}',
        );
        expect([status, error?.code]).toEqual([400, 'validation_failed']);
      });
    });

    it('[IN1] unknown fields are dropped, poisoned ones too', async () => {
      const { status, body } = await owner.request('POST', '/api/rooms', {
        ...poisoned({ name: 'Odd', isPublic: false }),
        hostId: UNKNOWN_ID,
        deep: nested(2_000),
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({ name: 'Odd', hostId: owner.user.id });
    });

    it.each([
      '/api/rooms?limit=0',
      '/api/rooms?limit=51',
      '/api/rooms?limit=1.5',
      '/api/rooms?limit=abc',
      '/api/rooms?limit=',
      '/api/rooms?limit=1e400',
      '/api/rooms?limit=1&limit=2',
      '/api/rooms?mine=maybe',
      '/api/rooms?mine=1',
      '/api/rooms?platform=betamax',
      '/api/rooms?platform=toString',
      '/api/rooms?platform=file&platform=hls',
      '/api/rooms?search=a&search=b',
      '/api/rooms?search=a%00b',
      `/api/rooms?search=${'x'.repeat(101)}`,
      '/api/rooms?cursor=x',
      '/api/rooms?cursor=',
      `/api/rooms?cursor=${'x'.repeat(201)}`,
      `/api/rooms?cursor=${cursorOf('2024-02-30 00:00:00+00')}`,
      `/api/rooms?cursor=${cursorOf('2024-01-01 00:00:60+99')}`,
      `/api/rooms?cursor=${cursorOf('0000-01-01 00:00:00+00')}`,
      `/api/rooms?cursor=${cursorOf('2024-01-01 00:00:00+00', `{${UNKNOWN_ID}}`)}`,
      '/api/users/me/history?cursor=nonsense',
      '/api/users/me/history?limit=0',
      '/api/users/me/history?limit=51',
      `/api/rooms/ROOM/participants?cursor=nonsense`,
      `/api/rooms/ROOM/participants?limit=0`,
      `/api/rooms/ROOM/participants?limit=101`,
      `/api/rooms/ROOM/messages?before=-1`,
      `/api/rooms/ROOM/messages?after=-1`,
      `/api/rooms/ROOM/messages?after=1.5`,
      `/api/rooms/ROOM/messages?after=1e30`,
      `/api/rooms/ROOM/messages?after=9223372036854775808`,
      `/api/rooms/ROOM/messages?limit=101`,
      `/api/rooms/ROOM/messages?limit=0`,
      `/api/rooms/ROOM/messages?limit=1&limit=2`,
      '/api/rooms/no-uuid',
      `/api/rooms/{${UNKNOWN_ID}}`,
      `/api/rooms/(${UNKNOWN_ID})`,
      `/api/rooms/${UNKNOWN_ID}0`,
      '/api/rooms/%00',
      '/api/rooms/%zz',
      '/api/rooms/%ff%fe',
      '/api/rooms/no-uuid/participants',
      '/api/rooms/no-uuid/messages',
      '/api/rooms/undefined',
    ])('[IN4] [IN5] GET %s is validation_failed', async (path) => {
      const { status, error } = await owner.request('GET', path.replace('ROOM', room.id));
      expect({ status, code: error?.code }).toEqual({ status: 400, code: 'validation_failed' });
    });

    it.each(['GET', 'PATCH', 'DELETE'])('[IN4] %s of an unknown room is room_not_found', async (method) => {
      const { status, error } = await owner.request(
        method,
        `/api/rooms/${UNKNOWN_ID}`,
        method === 'PATCH' ? { name: 'x' } : undefined,
      );
      expect([status, error?.code]).toEqual([404, 'room_not_found']);
    });

    it.each([
      ['GET', '/api/nothing'],
      ['POST', '/api/rooms/one/two/three'],
      ['PUT', '/api/rooms'],
      ['DELETE', '/api/rooms'],
      ['GET', '/api/'],
      ['GET', '/nothing'],
      ['POST', '/'],
    ])('[IN4] %s %s is not_found', async (method, path) => {
      const { status, error } = await owner.request(method, path);
      expect([status, error?.code]).toEqual([404, 'not_found']);
    });

    it('[IN5] the numbers of messages go as far as numbers go', async () => {
      const { status } = await owner.request(
        'GET',
        `/api/rooms/${room.id}/messages?after=${Number.MAX_SAFE_INTEGER}&before=0`,
      );
      expect(status).toBe(200);
    });

    it('[ER4] all faults of a body are named at once', async () => {
      const { error } = await owner.request('POST', '/api/rooms', {
        name: 5,
        isPublic: 'yes',
        maxParticipants: 0,
        controlMode: 'x',
      });
      expect(error!.details!.map(({ path }) => path).sort()).toEqual([
        'controlMode',
        'isPublic',
        'maxParticipants',
        'name',
      ]);
      expect((await readRoom(owner, room.id)).name).toBe(room.name);
    });
  });

  function cursorOf(createdAt: string, id = UNKNOWN_ID): string {
    return Buffer.from(`${createdAt}|${id}`).toString('base64url');
  }
});

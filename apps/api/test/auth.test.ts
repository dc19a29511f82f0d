import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignInResponse } from '@watchparty/shared';
import jwt from 'jsonwebtoken';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import { launchOf, request, type TestPerson } from './kit/test-person.js';
import { TestSocket } from './kit/test-socket.js';

const DAY_MS = 86_400_000;
const ORIGIN = 'http://localhost:3000';

describe('sign-in', () => {
  let installation: Installation;
  let node: TestNode;

  beforeAll(async () => {
    installation = await createInstallation();
    node = await installation.bootNode();
  });
  afterAll(() => installation.dispose());

  const signIn = (initData: string) =>
    request(node.url, 'POST', '/api/auth/telegram', { body: { initData } });
  const launch = (telegramId: number, fields: Record<string, string> = {}, name = 'Anna'): string =>
    launchOf({ telegramId, name, now: installation.clock.now(), fields });

  it('[AU3] creates the user, and brings them up to date later', async () => {
    const before = installation.clock.now();
    const first = await signIn(launch(1));
    expect(first.status).toBe(200);
    const answer = first.body as SignInResponse;
    expect(answer).toEqual({
      token: expect.any(String),
      expiresAt: expect.any(Number),
      user: { id: expect.any(String), telegramId: 1, firstName: 'Anna', username: 'user1' },
    });
    expect(answer.expiresAt).toBeGreaterThanOrEqual(before + 30 * DAY_MS - 1000);
    expect(answer.expiresAt).toBeLessThanOrEqual(installation.clock.now() + 30 * DAY_MS);

    const user = JSON.stringify({
      id: 1,
      first_name: 'Anna Maria',
      last_name: 'K.',
      photo_url: 'https://t.me/i/userpic/320/x.svg',
    });
    const second = (await signIn(launch(1, { user }))).body as SignInResponse;
    expect(second.user).toEqual({
      id: answer.user.id,
      telegramId: 1,
      firstName: 'Anna Maria',
      lastName: 'K.',
      photoUrl: 'https://t.me/i/userpic/320/x.svg',
    });
    const me = await request(node.url, 'GET', '/api/users/me', { token: answer.token });
    expect(me.body).toEqual(second.user);
  });

  it('[AU3] ten launches of one person at once make one user', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn(launch(2))));
    const ids = answers.map((answer) => (answer.body as SignInResponse).user.id);
    expect(new Set(ids).size).toBe(1);
    const tokens = answers.map((answer) => (answer.body as SignInResponse).token);
    expect(new Set(tokens).size).toBe(10);
  });

  it('[AU3] startParam is the signed start_param', async () => {
    expect((await signIn(launch(3, { start_param: 'room_x' }))).body).toMatchObject({ startParam: 'room_x' });
    expect((await signIn(`${launch(3)}&start_param=room_x`)).error?.code).toBe('unauthorized');
  });

  it.each([
    ['tampered', (initData: string) => initData.replace('Anna', 'Olga')],
    ['without a hash', (initData: string) => initData.replace(/&hash=.*/, '')],
    [
      'with a hash in capitals',
      (initData: string) => initData.replace(/hash=\w+/, (hash) => hash.toUpperCase()),
    ],
    ['with a field twice', (initData: string) => `${initData}&query_id=AAtest`],
    ['empty', () => 'x'],
  ])('[AU1] a launch %s is 401 and makes nobody', async (_, spoil) => {
    const answer = await signIn(spoil(launch(4)));
    expect([answer.status, answer.error?.code]).toEqual([401, 'unauthorized']);
    const rows = await installation.database.query({ text: 'SELECT 1 FROM users WHERE telegram_id = 4' });
    expect(rows).toEqual([]);
  });

  it('[AU2] a launch that is stale or from the future is 401', async () => {
    const at = (offsetMs: number): string =>
      launchOf({ telegramId: 5, name: 'Anna', now: installation.clock.now() + offsetMs });
    expect((await signIn(at(-DAY_MS + 60_000))).status).toBe(200);
    expect((await signIn(at(-DAY_MS - 60_000))).error?.code).toBe('unauthorized');
    expect((await signIn(at(120_000))).error?.code).toBe('unauthorized');
  });

  it('[AU2] the oldest launch is a setting', async () => {
    const strict = await installation.bootNode({ INIT_DATA_MAX_AGE_SECONDS: '3600' });
    const initData = launchOf({ telegramId: 5, name: 'Anna', now: installation.clock.now() - 2 * 3_600_000 });
    const answer = await request(strict.url, 'POST', '/api/auth/telegram', { body: { initData } });
    expect(answer.error?.code).toBe('unauthorized');
    await strict.stop();
  });

  describe('tokens', () => {
    let anna: TestPerson;
    beforeAll(async () => {
      anna = await installation.person('Anna');
    });

    const withAuthorization = async (value: string): Promise<string | undefined> => {
      const answer = await request(node.url, 'GET', '/api/users/me', { headers: { Authorization: value } });
      return answer.status === 200 ? 'accepted' : answer.error?.code;
    };

    it('[AU4] travel as Bearer', async () => {
      expect(await withAuthorization(`Bearer ${anna.token}`)).toBe('accepted');
      expect(await withAuthorization(`bearer ${anna.token}`)).toBe('accepted');
      for (const value of [
        anna.token,
        `Basic ${anna.token}`,
        'Bearer',
        'Bearer ',
        `Bearer ${anna.token} x`,
      ]) {
        expect(await withAuthorization(value)).toBe('unauthorized');
      }
    });

    it('[AU4] [AU5] forged ones are unauthorized, over HTTP and in the handshake', async () => {
      const claims = jwt.decode(anna.token) as jwt.JwtPayload;
      const secret = 'a secret of the tests that is long enough';
      for (const token of [
        jwt.sign(claims, '', { algorithm: 'none' }),
        jwt.sign(claims, `${secret}!`),
        jwt.sign({ ...claims, sub: '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10' }, secret),
        `${anna.token.slice(0, -2)}xx`,
        'garbage',
      ]) {
        expect(await withAuthorization(`Bearer ${token}`)).toBe('unauthorized');
        expect(await TestSocket.refusedWith(node.url, token)).toMatchObject({ code: 'unauthorized' });
      }
    });

    it.each([undefined, null, '', 5, true, {}, [], ['x']])(
      '[AU5] %j is no token of a handshake',
      async (token) => {
        expect(await TestSocket.refusedWith(node.url, token)).toMatchObject({ code: 'unauthorized' });
      },
    );

    it('by the cookie nobody gets in where it is switched off', async () => {
      const headers = { Cookie: `watchparty_session=${anna.token}`, Origin: ORIGIN };
      expect((await request(node.url, 'GET', '/api/users/me', { headers })).error?.code).toBe('unauthorized');
      const answer = await signIn(launch(6));
      expect(answer.headers.get('set-cookie')).toBeNull();
    });
  });
});

describe.each([
  { where: 'on one node', withRedis: false },
  { where: 'on two nodes with Redis', withRedis: true },
])('logout $where', ({ withRedis }) => {
  let installation: Installation;
  let nodes: TestNode[];

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis });
    nodes = [await installation.bootNode()];
    nodes.push(withRedis ? await installation.bootNode() : nodes[0]!);
  });
  afterAll(() => installation.dispose());

  it('[AU6] the token is refused everywhere and its connections end, others of the person go on', async () => {
    const telegramId = 77;
    const phone = await installation.person('Anna', { telegramId });
    const laptop = await installation.person('Anna', { telegramId });
    const room = await createRoom(phone);
    const host = await enter(laptop, room);
    const [here, there] = [await phone.connect(nodes[0]!.url), await phone.connect(nodes[1]!.url)];

    const answer = await phone.request('POST', '/api/auth/logout');

    expect([answer.status, answer.body]).toEqual([204, undefined]);
    for (const node of nodes) {
      const me = await request(node.url, 'GET', '/api/users/me', { token: phone.token });
      expect([me.status, me.error?.code]).toEqual([401, 'unauthorized']);
      expect(await TestSocket.refusedWith(node.url, phone.token)).toMatchObject({ code: 'unauthorized' });
    }
    await here.hearsDisconnect();
    await there.hearsDisconnect();
    await host.do('video:play', {});
    expect((await laptop.request('GET', '/api/users/me')).status).toBe(200);
    expect((await phone.request('POST', '/api/auth/logout')).error?.code).toBe('unauthorized');
  });

  it('[AU6] whoever is logged out while sitting in a room is away there', async () => {
    const [anna, boris] = await installation.people(2);
    const room = await createRoom(anna!);
    const host = await enter(anna!, room);
    await enter(boris!, room, { url: nodes[1]!.url });
    await boris!.request('POST', '/api/auth/logout');
    await host.hears(
      'room:participants',
      (update) => update.changed?.some((who) => who.userId === boris!.user.id && !who.isOnline) ?? false,
    );
  });
});

describe('the end of a session', () => {
  it('[AU4] a token of more than 30 days is token_expired, on open connections too', async () => {
    const installation = await createInstallation();
    try {
      const node = await installation.bootNode();
      const anna = await installation.person('Anna');
      const socket = await anna.connect();
      installation.clock.advance(30 * DAY_MS - 60_000);
      expect((await anna.request('GET', '/api/users/me')).status).toBe(200);
      installation.clock.advance(61_000);
      const answer = await anna.request('GET', '/api/users/me');
      expect([answer.status, answer.error?.code]).toEqual([401, 'token_expired']);
      expect(await TestSocket.refusedWith(node.url, anna.token)).toMatchObject({ code: 'token_expired' });
      expect((await socket.refused('clock:ping', { clientTime: 0 })).code).toBe('token_expired');
      const again = await installation.person('Anna', { telegramId: anna.user.telegramId });
      expect(again.user.id).toBe(anna.user.id);
    } finally {
      await installation.dispose();
    }
  });
});

describe('[AU7] with the cookie', () => {
  let installation: Installation;
  let node: TestNode;
  let cookie: string;

  beforeAll(async () => {
    installation = await createInstallation({ AUTH_COOKIE: '1' });
    node = await installation.bootNode();
  });
  afterAll(() => installation.dispose());

  const call = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    request(node.url, method, path, { headers: { Cookie: cookie, ...headers }, body });

  it('sign-in sets it, Secure and HttpOnly, for /api', async () => {
    const initData = launchOf({ telegramId: 1, name: 'Anna', now: installation.clock.now() });
    const answer = await request(node.url, 'POST', '/api/auth/telegram', { body: { initData } });
    const set = answer.headers.get('set-cookie')!;
    cookie = set.split(';')[0]!;
    expect(cookie).toBe(`watchparty_session=${(answer.body as SignInResponse).token}`);
    expect(set).toMatch(/; Path=\/api(?:;|$)/);
    expect(set).toMatch(/; HttpOnly(?:;|$)/);
    expect(set).toMatch(/; Secure(?:;|$)/);
    expect(set).toMatch(/; Expires=/);
  });

  it('reads without an Origin', async () => {
    expect((await call('GET', '/api/users/me', {})).status).toBe(200);
    expect((await call('GET', '/api/rooms', { Origin: 'https://evil.example' })).status).toBe(200);
  });

  it.each([{}, { Origin: 'https://evil.example' }, { Origin: 'null' }, { Origin: `${ORIGIN}.evil.example` }])(
    'changes nothing with %j',
    async (headers) => {
      const answer = await call('POST', '/api/rooms', headers as Record<string, string>, { name: 'Forged' });
      expect([answer.status, answer.error?.code]).toEqual([403, 'forbidden']);
    },
  );

  it('changes with the app’s own Origin, and other cookies beside it do no harm', async () => {
    expect((await call('POST', '/api/rooms', { Origin: ORIGIN }, { name: 'Ours' })).status).toBe(201);
    const headers = { Origin: ORIGIN, Cookie: `a=b; ${cookie}; c=d` };
    expect((await call('POST', '/api/rooms', headers, { name: 'Ours' })).status).toBe(201);
  });

  it('a Bearer token needs no Origin and goes before', async () => {
    const boris = await installation.person('Boris');
    const answer = await call('GET', '/api/users/me', { Authorization: `Bearer ${boris.token}` });
    expect(answer.body).toEqual(boris.user);
    const room = await call('POST', '/api/rooms', { Authorization: `Bearer ${boris.token}` }, { name: 'x' });
    expect(room.body).toMatchObject({ hostId: boris.user.id });
  });

  it('does not connect a socket', async () => {
    expect(await TestSocket.refusedWith(node.url, undefined)).toMatchObject({ code: 'unauthorized' });
  });

  it('logout takes it away', async () => {
    const answer = await call('POST', '/api/auth/logout', { Origin: ORIGIN });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/^watchparty_session=;.*Expires=Thu, 01 Jan 1970/);
    expect((await call('GET', '/api/users/me', {})).error?.code).toBe('unauthorized');
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter, readMessages, SAMPLE_URL } from './kit/room.js';
import { launchOf, request } from './kit/test-person.js';
import { until } from './kit/until.js';

describe.each([
  { store: 'memory', withRedis: false },
  { store: 'Redis', withRedis: true },
])('limits counted in $store', ({ withRedis }) => {
  let installation: Installation | undefined;
  afterEach(async () => {
    await installation?.dispose();
    installation = undefined;
  });

  async function boot(environment: Record<string, string>): Promise<Installation> {
    installation = await createInstallation(environment, { withRedis });
    await installation.bootNode();
    return installation;
  }

  it('[LM1] [LM2] API calls are counted per user, and refused with Retry-After', async () => {
    const { people } = await boot({ RATE_LIMIT_API: '5/15m' });
    const [anna, boris] = await people(2);
    for (let call = 1; call <= 5; call++) {
      expect((await anna!.request('GET', '/api/users/me')).status).toBe(200);
    }
    const refused = await anna!.request('POST', '/api/rooms', { name: 'One too many' });
    expect([refused.status, refused.error?.code]).toEqual([429, 'rate_limited']);
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(14 * 60);
    expect(retryAfter).toBeLessThanOrEqual(15 * 60);
    expect(refused.error?.retryAfter).toBe(retryAfter);
    expect(await boris!.call('GET', '/api/rooms')).toMatchObject({ rooms: [] });
  });

  it('[LM1] strangers are counted per address, and bad tokens as strangers', async () => {
    const { person, clock, bootNode } = await boot({ RATE_LIMIT_API: '5/15m', TRUST_PROXY: '1' });
    const node = await bootNode();
    const from = (address: string, token?: string) =>
      request(node.url, 'GET', '/api/config', { headers: { 'X-Forwarded-For': address }, token });
    for (let call = 1; call <= 5; call++) {
      expect((await from('203.0.113.5', call % 2 ? 'garbage' : undefined)).status).toBe(200);
    }
    expect((await from('203.0.113.5')).status).toBe(429);
    expect((await from('203.0.113.5', 'garbage')).status).toBe(429);
    const signIn = await request(node.url, 'POST', '/api/auth/telegram', {
      body: { initData: launchOf({ telegramId: 1, name: 'x', now: clock.now() }) },
      headers: { 'X-Forwarded-For': '203.0.113.5' },
    });
    expect(signIn.status).toBe(429);
    expect((await from('203.0.113.6')).status).toBe(200);
    // One person has a whole network of IPv6 addresses.
    for (let call = 1; call <= 5; call++) await from(`2001:db8:1:1::${call}`);
    expect((await from('2001:db8:1:1::99')).status).toBe(429);
    expect((await from('2001:db8:2:1::1')).status).toBe(200);

    const anna = await person('Anna', { node });
    expect((await from('203.0.113.5', anna.token)).status).toBe(200);
  });

  it('[LM3] health is not counted, whoever asks', async () => {
    const { person } = await boot({ RATE_LIMIT_API: '2/15m' });
    const anna = await person('Anna');
    for (let call = 1; call <= 10; call++)
      expect((await anna.request('GET', '/api/health')).status).toBe(200);
    expect((await anna.request('GET', '/api/users/me')).status).toBe(200);
  });

  it('[LM1] [LM2] after the window it works again', async () => {
    const { person } = await boot({ RATE_LIMIT_API: '3/2s' });
    const anna = await person('Anna');
    const answers = await Promise.all(Array.from({ length: 6 }, () => anna.request('GET', '/api/users/me')));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(3);
    const refused = answers.find((answer) => answer.status === 429)!;
    expect(['1', '2']).toContain(refused.headers.get('retry-after'));
    await until(
      'the window is over',
      async () => (await anna.request('GET', '/api/users/me')).status === 200,
    );
  });

  it('[LM1] [LM2] new rooms are counted, but neither typos nor what is refused', async () => {
    const { people } = await boot({ RATE_LIMIT_ROOMS: '2/1h' });
    const [anna, boris] = await people(2);
    for (const body of [{ name: '' }, { name: 'x', videoUrl: 'http://media.example/a.mp4' }, {}]) {
      expect((await anna!.request('POST', '/api/rooms', body)).status).toBeGreaterThanOrEqual(400);
    }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        anna!.request('POST', '/api/rooms', { name: 'x', videoUrl: SAMPLE_URL }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 201, 429, 429, 429]);
    const refused = answers.find((answer) => answer.status === 429)!;
    expect(refused.error).toMatchObject({ code: 'rate_limited', retryAfter: expect.any(Number) });
    expect(refused.headers.get('retry-after')).toBe(String(refused.error!.retryAfter));
    expect(refused.error!.retryAfter).toBeGreaterThan(59 * 60);
    expect(await anna!.call('GET', '/api/rooms?mine=true')).toMatchObject({ rooms: [{}, {}] });
    await createRoom(boris!);
  });

  it('[LM1] [LM2] messages are counted over all of somebody’s connections, and repeats are not', async () => {
    const { people } = await boot({ RATE_LIMIT_MESSAGES: '3/1m' });
    const [anna, boris] = await people(2);
    const room = await createRoom(anna!);
    const host = await enter(anna!, room);
    const guest = await enter(boris!, room);
    const again = await enter(boris!, room);
    await guest.do('chat:message', { content: 'one', clientId: '1' });
    await again.do('chat:message', { content: 'one', clientId: '1' });
    await again.do('chat:message', { content: 'two' });
    await guest.do('chat:message', { content: 'three' });
    const error = await again.refused('chat:message', { content: 'four' });
    expect(error).toMatchObject({ code: 'rate_limited', retryAfter: expect.any(Number) });
    expect(error.retryAfter).toBeGreaterThan(30);
    expect(error.retryAfter).toBeLessThanOrEqual(60);
    // Whoever did not hear that a message arrived hears it also now.
    const { message } = await again.do('chat:message', { content: 'one', clientId: '1' });
    expect(message.content).toBe('one');
    await host.do('chat:message', { content: 'mine' });
    const { messages } = await readMessages(anna!, room.id);
    expect(messages.filter(({ type }) => type === 'text').map(({ content }) => content)).toEqual([
      'one',
      'two',
      'three',
      'mine',
    ]);
  });

  it('[LM1] [LM2] tries of a password are counted per person and room; the right one sets them free', async () => {
    const { people } = await boot({ RATE_LIMIT_PASSWORD: '3/10m' });
    const [anna, boris, clara] = await people(3);
    const room = await createRoom(anna!, { password: 'right' });
    const other = await createRoom(anna!, { password: 'right' });
    const guess = await boris!.connect();
    const tryAt = async (roomId: string, password: string) => {
      const answer = await guess.ask('room:join', { roomId, password });
      return answer.ok ? 'in' : answer.error.code;
    };
    await guess.refused('room:join', { roomId: room.id });
    for (let turn = 1; turn <= 3; turn++) expect(await tryAt(room.id, 'wrong')).toBe('wrong_password');
    const error = await guess.refused('room:join', { roomId: room.id, password: 'right' });
    expect(error).toMatchObject({ code: 'rate_limited', retryAfter: expect.any(Number) });
    expect(await tryAt(other.id, 'wrong')).toBe('wrong_password');
    expect(await tryAt(other.id, 'right')).toBe('in');
    await enter(clara!, room, { password: 'right' });
  });

  it('[LM1] [LM2] events of any kind are counted together, on all connections of a person', async () => {
    const { people } = await boot({ RATE_LIMIT_EVENTS: '10/1m' });
    const [anna, boris] = await people(2);
    const [first, second, other] = [await anna!.connect(), await anna!.connect(), await boris!.connect()];
    const kinds = [
      () => first.askRaw('clock:ping', { clientTime: 1 }),
      () => second.askRaw('lobby:watch', {}),
      () => first.askRaw('no:event', {}),
      () => second.askRaw('chat:message', { content: 5 }),
    ];
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => kinds[index % 4]!()));
    const limited = answers.filter((answer) => !answer.ok && answer.error.code === 'rate_limited');
    expect(limited).toHaveLength(10);
    expect(limited[0]).toMatchObject({ error: { retryAfter: expect.any(Number) } });
    expect([first.isConnected, second.isConnected]).toEqual([true, true]);
    await other.do('clock:ping', { clientTime: 1 });
  });
});

it('[LM1] over Redis two nodes count together', async () => {
  const installation = await createInstallation({ RATE_LIMIT_API: '6/15m' }, { withRedis: true });
  try {
    const nodes = [await installation.bootNode(), await installation.bootNode()];
    const { token } = await installation.person('Anna');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        request(nodes[index % 2]!.url, 'GET', '/api/users/me', { token }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(6);
  } finally {
    await installation.dispose();
  }
});

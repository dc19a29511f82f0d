import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ListRoomsResponse, SignInResponse } from '@watchparty/shared';
import type { PersonRecord } from '../src/moderation/moderation.service.js';
import { runOperator } from '../src/operator/run-operator.js';
import { TEST_BOT_TOKEN } from './kit/bot-token.js';
import {
  createInstallation,
  type Installation,
  requiredVariable,
  type TestNode,
} from './kit/installation.js';
import { createRoom, enter, readRoom, SAMPLE_URL } from './kit/room.js';
import { launchOf, request, type TestPerson } from './kit/test-person.js';

const API = path.resolve(import.meta.dirname, '..');
const NOBODY = '424242';

interface Outcome {
  code: number;
  said: string;
  complained: string;
}

describe('operator', () => {
  let installation: Installation;
  let nodes: [TestNode, TestNode];
  let anna: TestPerson;
  let boris: TestPerson;

  beforeAll(async () => {
    installation = await createInstallation({ RATE_LIMIT_ROOMS: '2/1h' }, { withRedis: true });
    nodes = [await installation.bootNode(), await installation.bootNode()];
    anna = await installation.person('Anna', { telegramId: 501 });
    boris = await installation.person('Boris', { telegramId: 502 });
  });
  afterAll(() => installation.dispose());

  /** As the command line does it, each time in a process of its own as far as the nodes can tell. */
  async function operator(...args: string[]): Promise<Outcome> {
    const said: string[] = [];
    const complained: string[] = [];
    const code = await runOperator(args, {
      open: () => installation.openForOperator(),
      write: (line) => said.push(line),
      complain: (line) => complained.push(line),
    });
    return { code, said: said.join('\n'), complained: complained.join('\n') };
  }

  async function done(...args: string[]): Promise<string> {
    const { code, said, complained } = await operator(...args);
    expect([code, complained]).toEqual([0, '']);
    return said;
  }

  const show = async (telegramId: number): Promise<PersonRecord> =>
    JSON.parse(await done('user', 'show', String(telegramId), '--json')) as PersonRecord;

  it('room create: makes rooms for somebody, beyond what they may make in an hour', async () => {
    const watcher = await boris.connect(nodes[1].url);
    await watcher.do('lobby:watch', {});
    const ids: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      ids.push(await done('room', 'create', '--owner', '501', '--name', ' Friday ', '--video', SAMPLE_URL));
    }
    const room = await readRoom(anna, ids[0]!);
    expect(room).toMatchObject({ name: 'Friday', isPublic: true, video: { videoUrl: SAMPLE_URL } });
    await watcher.hears('lobby:room_updated', (update) => update.room.id === ids[3]);
    const { rooms } = (await anna.call('GET', '/api/rooms?mine=true')) as ListRoomsResponse;
    expect(rooms.map(({ id }) => id)).toEqual([...ids].reverse());

    const secret = await done('room', 'create', '--owner', '501', '--name', 'Secret', '--private');
    expect(await readRoom(boris, secret)).toMatchObject({ name: 'Secret', isPublic: false });
    await watcher.settled();
    expect(watcher.all('lobby:room_updated').map((update) => update.room.id)).not.toContain(secret);
  });

  it.each<[string, string[], string]>([
    ['for somebody unknown', ['--owner', NOBODY, '--name', 'x'], 'has ever signed in'],
    [
      'with a link that cannot be played',
      ['--owner', '501', '--name', 'x', '--video', 'http://127.0.0.1/x'],
      '',
    ],
  ])('room create %s makes none', async (_, args, sentence) => {
    const before = await done('room', 'list', '--json');
    const { code, said, complained } = await operator('room', 'create', ...args);
    expect([code, said]).toEqual([1, '']);
    expect(complained).toContain(sentence);
    expect(complained).not.toContain('    at ');
    expect(await done('room', 'list', '--json')).toBe(before);
  });

  it('room list: shows private ones too, and lets no name touch the terminal', async () => {
    const room = await installation.database.query<{ id: string }>({
      text: `
        INSERT INTO rooms (name, host_id, owner_id, is_public) VALUES (E'\\x1b[2JEvil', $1, $1, false) RETURNING id`,
      values: [anna.user.id],
    });
    const list = await done('room', 'list');
    expect(list.split('\n').find((line) => line.includes(room[0]!.id))).toMatch(
      / 0 +– +private +501 .* \ufffd\[2JEvil$/,
    );
    expect(list).not.toContain('\u001b');
  });

  it('room close: whoever sits there hears it, on another node', async () => {
    const id = await done('room', 'create', '--owner', '501', '--name', 'Closing');
    const socket = await enter(boris, { id }, { url: nodes[1].url });

    expect(await done('room', 'close', id.toUpperCase())).toContain('closed');

    await socket.hears('room:update', (update) => update.room.id === id && update.closed === true);
    expect((await boris.request('GET', `/api/rooms/${id}`)).error?.code).toBe('room_not_found');
    const again = await operator('room', 'close', id);
    expect([again.code, again.complained]).toEqual([1, 'There is no such room.']);
  });

  it('user ban, user show, user unban', async () => {
    const guest = await installation.person('Guest', { telegramId: 510 });
    const socket = await guest.connect(nodes[1].url);

    expect(await done('user', 'ban', '510', '--reason', 'spam in every room')).toBe('Guest (510) is banned.');

    await socket.hearsDisconnect();
    expect((await guest.request('GET', '/api/users/me')).error?.code).toBe('banned');
    expect(await show(510)).toMatchObject({ banReason: 'spam in every room', bannedAt: expect.any(Number) });
    expect(await done('user', 'show', '510')).toMatch(/^banned +since .* UTC: spam in every room$/m);
    expect(await done('user', 'ban', '510')).toContain('was banned before');
    expect(await show(510)).toMatchObject({ banReason: null });

    expect(await done('user', 'unban', '510')).toBe('Guest (510) may come again.');
    expect(await done('user', 'unban', '510')).toBe('Guest (510) was not banned.');
    expect((await guest.request('GET', '/api/users/me')).status).toBe(200);
  });

  it('sessions revoke', async () => {
    const guest = await installation.person('Guest', { telegramId: 511 });
    const socket = await guest.connect(nodes[1].url);
    expect(await done('sessions', 'revoke', '511')).toBe('All sessions of Guest (511) have ended.');
    await socket.hearsDisconnect();
    expect((await guest.request('GET', '/api/users/me')).error?.code).toBe('unauthorized');
    const initData = launchOf({ telegramId: 511, name: 'Guest', now: installation.clock.now() });
    const answer = await request(nodes[0].url, 'POST', '/api/auth/telegram', { body: { initData } });
    const { token } = answer.body as SignInResponse;
    expect((await request(nodes[1].url, 'GET', '/api/users/me', { token })).status).toBe(200);
  });

  it.each([
    ['user', 'show'],
    ['user', 'ban'],
    ['user', 'unban'],
    ['sessions', 'revoke'],
  ])('%s %s of somebody unknown', async (...words) => {
    const { code, complained } = await operator(...words, NOBODY);
    expect([code, complained]).toEqual([1, `Nobody with the Telegram id ${NOBODY} has ever signed in.`]);
  });

  it('cleanup: does it at once, both kinds or one', async () => {
    await nodes[0].app.cleanup.rooms();
    expect(await done('cleanup')).toMatch(/^rooms: \d+ deleted\nmessages: 0 deleted$/);
    expect(await done('cleanup', 'messages')).toBe('messages: 0 deleted');
    expect(await done('cleanup', 'rooms')).toBe('rooms: 0 deleted');
  });

  it('stats: for people and for programs', async () => {
    const text = await done('stats');
    for (const words of ['Rooms ', 'People ', '30 days', 'came again after', 'watched']) {
      expect(text).toContain(words);
    }
    expect(JSON.parse(await done('stats', '--json'))).toMatchObject({
      people: { total: expect.any(Number), active: { day: expect.any(Number) } },
      retention: [{ afterDays: 1 }, { afterDays: 7 }, { afterDays: 30 }],
    });
  });

  describe('as a program', () => {
    /** Everything of the environment that a command needs; the schema of this suite comes with the address. */
    async function program(args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
      const loader = createRequire(path.join(API, 'package.json')).resolve('tsx');
      const url = new URL(requiredVariable('TEST_DATABASE_URL'));
      url.searchParams.set('options', `-c search_path=${installation.schema}`);
      const child = spawn(
        process.execPath,
        [
          '--conditions=@watchparty/source',
          '--import',
          pathToFileURL(loader).href,
          path.join(API, 'src/operator/main.ts'),
          ...args,
        ],
        {
          env: {
            PATH: process.env.PATH,
            DATABASE_URL: url.href,
            BOT_TOKEN: TEST_BOT_TOKEN,
            JWT_SECRET: 'a secret of the tests that is long enough',
            ...environment,
          },
        },
      );
      const output = { said: '', complained: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output.said += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (output.complained += text));
      const [code] = (await once(child, 'close')) as [number];
      return { code, ...output };
    }

    it('says its outcome alone on standard output, and ends', async () => {
      const { code, said, complained } = await program(['user', 'show', '501', '--json'], {
        REDIS_URL: requiredVariable('TEST_REDIS_URL'),
      });
      expect([code, complained]).toEqual([0, '']);
      expect(JSON.parse(said)).toMatchObject({ telegramId: 501, name: 'Anna' });
    });

    it('needs no settings to help, and says which ones are missing', async () => {
      expect(await program(['help'], { DATABASE_URL: '' })).toMatchObject({ code: 0, complained: '' });
      const { code, said, complained } = await program(['stats'], { DATABASE_URL: '', JWT_SECRET: 'short' });
      expect([code, said]).toEqual([1, '']);
      expect(complained).toMatch(/DATABASE_URL[^]*JWT_SECRET/);
      expect(complained).not.toContain('    at ');
    });

    it('says so when the database does not answer', async () => {
      const { code, complained } = await program(['stats'], { DATABASE_URL: 'postgres://x@127.0.0.1:1/x' });
      expect([code, complained]).toEqual([1, 'The database does not answer right now.\n']);
    });
  });

  it('without Redis, a room that is closed sends its people away at the next look', async () => {
    const alone = await createInstallation();
    const node = await alone.bootNode();
    const owner = await alone.person('Owner');
    const room = await createRoom(owner);
    const socket = await enter(owner, room);
    const code = await runOperator(['room', 'close', room.id], {
      open: () => alone.openForOperator(),
      write: () => undefined,
      complain: () => undefined,
    });
    expect(code).toBe(0);
    await node.app.keeper.reconcile();
    await socket.hearsDisconnect();
    await alone.dispose();
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BOT_ENVIRONMENT } from './kit/bot-kit.js';
import { createInstallation, type Installation, requiredVariable } from './kit/installation.js';
import { telegramServer, type TelegramServer } from './kit/telegram-server.js';
import { until } from './kit/until.js';

const API_FOLDER = path.resolve(import.meta.dirname, '..');
const TSX = ['--conditions=@watchparty/source', '--import', 'tsx'];

/** The process as a container runs it, but from its source. */
describe("the bot's process", () => {
  let installation: Installation;
  let telegram: TelegramServer;
  let child: ChildProcess;
  let output: string;

  beforeAll(async () => {
    installation = await createInstallation();
  });
  afterAll(() => installation.dispose());

  beforeEach(async () => {
    telegram = telegramServer();
    await telegram.start();
    // Each server of the Bot API counts its updates anew.
    await installation.database.query({ text: 'DELETE FROM bot_updates' });
    output = '';
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await telegram.stop();
    expect(telegram.malformed).toEqual([]);
  });

  function launch(environment: Record<string, string>): void {
    child = spawn(process.execPath, [...TSX, 'src/bot/main.ts'], {
      cwd: API_FOLDER,
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
  }

  function settings(): Record<string, string> {
    const database = new URL(requiredVariable('TEST_DATABASE_URL'));
    database.searchParams.set('options', `-c search_path=${installation.schema}`);
    return {
      ...BOT_ENVIRONMENT,
      BOT_API_ROOT: telegram.url,
      DATABASE_URL: database.href,
      JWT_SECRET: 'a secret of the tests that is long enough',
    };
  }

  /** @returns how it ended and after how many milliseconds */
  async function terminate(): Promise<{ code: number | null; afterMs: number }> {
    const before = performance.now();
    const exited = once(child, 'exit') as Promise<[number | null]>;
    child.kill('SIGTERM');
    const [code] = await exited;
    return { code, afterMs: performance.now() - before };
  }

  it('ends in order on SIGTERM in the middle of a long poll', async () => {
    launch(settings());
    telegram.write({ text: '/start' });
    await until('it has answered and polls on', () => telegram.sent.length === 1 && telegram.isLongPolled());
    const { code, afterMs } = await terminate();
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(5_000);
    expect(telegram.pending()).toEqual([]);
    expect(output).toContain('"message":"stopped"');
  });

  it('ends within ten seconds on SIGTERM while an answer hangs', async () => {
    telegram.fail('sendMessage', 'silence');
    launch(settings());
    telegram.write({ text: '/start' });
    await until('it hangs', () => telegram.calls.some(({ method }) => method === 'sendMessage'));
    const { code, afterMs } = await terminate();
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(10_000);
  });

  it('names every fault of its settings, and none of their values', async () => {
    launch({ BOT_TOKEN: '42:my-secret-token', BOT_API_ROOT: 'my-secret-host', BOT_HEALTH_PORT: '70000' });
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
    for (const name of ['BOT_TOKEN', 'PUBLIC_URL', 'BOT_API_ROOT', 'BOT_HEALTH_PORT', 'DATABASE_URL'])
      expect(output).toContain(name);
    expect(output).not.toContain('my-secret');
  });
});

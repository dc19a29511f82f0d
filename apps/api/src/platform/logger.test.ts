import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { closeLogger, createLogger, type LoggerOptions } from './logger.js';

const OPTIONS: LoggerOptions = { level: 'info', format: 'json', maxSize: '20m', maxAge: '14d' };
const ONE_DAY_MS = 86_400_000;

describe('the logger of a process', () => {
  let directory: string;
  let printed: string[];
  const prints = new EventEmitter();
  let console: { mockRestore(): void };

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'watchparty-logs-'));
    printed = [];
    console = jest
      .spyOn((globalThis.console as unknown as { _stdout: NodeJS.WriteStream })._stdout, 'write')
      .mockImplementation((text) => {
        printed.push(String(text));
        prints.emit('line', String(text));
        return true;
      });
  });
  afterEach(() => {
    console.mockRestore();
    rmSync(directory, { recursive: true });
  });

  const hearsPrinted = (words: string): Promise<void> =>
    new Promise((resolve) => {
      prints.on('line', (line: string) => {
        if (line.includes(words)) resolve();
      });
    });
  const filesOf = (): string[] =>
    readdirSync(directory).filter((name) => name.endsWith('.log') || /\.\d+$/.test(name));
  const linesOf = (names: string[]): { message: string }[] =>
    names.flatMap((name) =>
      readFileSync(path.join(directory, name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { message: string }),
    );

  it('writes JSON lines with the time', async () => {
    const logger = createLogger(OPTIONS);
    logger.child({ part: 'http' }).info('hello', { count: 1 });
    logger.debug('not at this level');
    await closeLogger(logger);
    expect(printed.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: 'info',
        message: 'hello',
        part: 'http',
        count: 1,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    ]);
  });

  it('writes for people where they read, and for machines in files all the same', async () => {
    const logger = createLogger({ ...OPTIONS, format: 'pretty', directory });
    const error = new Error('odd', { cause: new Error('deeper') });
    logger.warn('failed', { part: 'http', requestId: 'r1', password: 'hunter2', error });
    await closeLogger(logger);
    expect(printed.join('')).toMatch(
      /^\S+Z warn {2}\[http\] failed requestId=r1 password=\[redacted\]\n {2}Error: odd\n[^]*because of\n {2}Error: deeper/,
    );
    expect(linesOf(filesOf())).toMatchObject([
      { message: 'failed', requestId: 'r1', error: { message: 'odd' } },
    ]);
  });

  it('begins another file when one is full, and loses no line', async () => {
    const logger = createLogger({ ...OPTIONS, directory, maxSize: '2k' });
    for (let turn = 0; turn < 100; turn++) {
      logger.info(`line ${turn}`, { padding: 'x'.repeat(100) });
      // A file is measured as it is written.
      await new Promise(setImmediate);
    }
    await closeLogger(logger);
    const files = filesOf();
    expect(files.length).toBeGreaterThan(3);
    const messages = linesOf(files).map(({ message }) => message);
    expect(messages).toHaveLength(100);
    expect(new Set(messages).size).toBe(100);
  });

  it('removes files that are older than the limit, and no others', async () => {
    const day = (age: number): string => new Date(Date.now() - age * ONE_DAY_MS).toISOString().slice(0, 10);
    const fileOf = (age: number): string => path.join(directory, `api-${day(age)}.log`);
    for (const age of [20, 3]) writeFileSync(fileOf(age), '{"message":"old"}\n');
    writeFileSync(path.join(directory, 'other.log'), '');
    writeFileSync(
      path.join(directory, '.api-log-files.json'),
      JSON.stringify({
        keep: { days: true, amount: 14 },
        auditLog: path.join(directory, '.api-log-files.json'),
        files: [20, 3].map((age) => {
          const date = Date.now() - age * ONE_DAY_MS;
          const name = fileOf(age);
          // By it the package knows the file for its own.
          return { date, name, hash: createHash('sha256').update(`${name}LOG_FILE${date}`).digest('hex') };
        }),
        hashType: 'sha256',
      }),
    );
    const logger = createLogger({ ...OPTIONS, directory });
    logger.info('today');
    await closeLogger(logger);
    expect(filesOf().sort()).toEqual(
      [`api-${day(3)}.log`, path.basename(`api-${localDay()}.log`), 'other.log'].sort(),
    );
  });

  /** The package names files by the local day. */
  function localDay(): string {
    const now = new Date();
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  it('goes on without files when they cannot be written any more', async () => {
    const logger = createLogger({ ...OPTIONS, directory, maxSize: '1k' });
    logger.info('one', { padding: 'x'.repeat(2_000) });
    await new Promise(setImmediate);
    rmSync(directory, { recursive: true });
    // Root may write anywhere, but not into a file as if it were a folder.
    writeFileSync(directory, '');
    const told = hearsPrinted('log files are not written');
    for (const message of ['two', 'three']) logger.info(message);
    await told;
    logger.info('four');
    await closeLogger(logger);
    const messages = printed.map((line) => (JSON.parse(line) as { message: string }).message);
    expect(messages).toEqual(expect.arrayContaining(['one', 'two', 'three', 'four']));
  });
});

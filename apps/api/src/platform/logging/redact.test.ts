import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import winston from 'winston';
import { AppError } from '../errors.js';
import { redacting } from '../logger.js';
import { redact } from './redact.js';

const REDACTED = '[redacted]';

function linesOf(log: (logger: winston.Logger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const stream = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(line.toString());
      done();
    },
  });
  log(
    winston.createLogger({
      format: winston.format.combine(redacting(), winston.format.json()),
      transports: [new winston.transports.Stream({ stream })],
    }),
  );
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('what is written to the log', () => {
  it.each([
    'authorization',
    'Authorization',
    'cookie',
    'token',
    'jwt',
    'password',
    'secret',
    'initData',
    'content',
    'data',
    'hash',
    'Set-Cookie',
    'proxy-authorization',
    'accessToken',
    'botToken',
    'passwordHash',
    'jwtSecret',
    'init_data',
    'tgWebAppData',
  ])('%s is not, at any depth', (key) => {
    expect(redact({ [key]: 'x' })).toEqual({ [key]: REDACTED });
    expect(redact({ a: [{ b: { [key]: { deep: 'x' } } }] })).toEqual({ a: [{ b: { [key]: REDACTED } }] });
    const [line] = linesOf((logger) => logger.info('hello', { [key]: 'x', request: { [key]: 'x' } }));
    expect(line).toMatchObject({ message: 'hello', [key]: REDACTED, request: { [key]: REDACTED } });
  });

  it('the rest is', () => {
    const fields = { roomId: 'r', count: 3, isOpen: true, nothing: null, list: [1, 'two'] };
    expect(redact(fields)).toEqual(fields);
    expect(linesOf((logger) => logger.child({ part: 'http' }).warn('odd', fields))[0]).toEqual({
      level: 'warn',
      message: 'odd',
      part: 'http',
      ...fields,
    });
  });

  it('an error is what it says and where it comes from, without the row that Postgres adds', () => {
    const cause = Object.assign(new Error('constraint broken'), { detail: 'Failing row contains (hunter2)' });
    const [line] = linesOf((logger) => {
      logger.error('failed', { error: new AppError('internal', 'no', { cause }) });
    });
    expect(line).toMatchObject({
      error: {
        name: 'AppError',
        message: 'no',
        stack: expect.stringContaining('redact.test'),
        cause: { message: 'constraint broken' },
      },
    });
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  it.each([
    ['Bearer abcdef.ghijkl', 'abcdef'],
    ['refused: authorization: Basic dXNlcjpodW50ZXIy', 'dXNlcjpodW50ZXIy'],
    ['the token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl is bad', 'eyJhbGciOiJIUzI1NiJ9'],
    ['https://api.telegram.org/bot123456789:AAtestTokenOfTheTestBotAAAAAAAAAAAA/getMe', 'AAtestToken'],
    ['auth_date=1&user=%7B%22id%22%3A42%7D&hash=0123abcd', '0123abcd'],
    ['auth_date=1&user=%7B%22id%22%3A42%7D&hash=0123abcd', '%22id%22'],
    ['/#tgWebAppData=query_id%3DAA%26hash%3D0123abcd&tgWebAppVersion=8', '0123abcd'],
    ['connect redis://:hunter2@redis:6379/0 failed', 'hunter2'],
    ['connect postgres://party:hunter2@db/party failed', 'hunter2'],
    ['Set-Cookie: session=hunter2; Path=/api; HttpOnly', 'hunter2'],
    ['{"roomId":"r","password":"hunter2"}', 'hunter2'],
    ['{"content":"my \\"hunter2\\" text","x":1}', 'hunter2'],
    [JSON.stringify(JSON.stringify({ initData: 'hunter2', more: 1 })), 'hunter2'],
    ['/login?access_token=hunter2#top', 'hunter2'],
    ['password=hunter2', 'hunter2'],
  ])('a secret within a text is not: %s', (text, secret) => {
    const places = [text, [text], { a: text }, new Map([['a', text]]), new Set([text]), new Error(text)];
    for (const place of [...places, { cause: new Error('x', { cause: new Error(text) }) }]) {
      expect(JSON.stringify(redact(place))).not.toContain(secret);
      const lines = linesOf((logger) => {
        logger.info(text, { place });
        logger.info('of %s', text, { place });
        logger.error('odd', place);
      });
      expect(JSON.stringify(lines)).not.toContain(secret);
    }
  });

  it('what only looks a little like a secret is', () => {
    const harmless = [
      'GET /api/rooms/6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10?limit=3',
      'connect ECONNREFUSED 127.0.0.1:5432',
      'https://media.example/a.mp4?t=3',
      'at Server.<anonymous> (file:///srv/api/dist/app.js:12:5)',
      'the password of the room',
      '2026-11-26T04:00:00.000Z',
    ];
    expect(redact(harmless)).toEqual(harmless);
  });

  it('what a format of winston puts into the message is not either', () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(line: Buffer, _encoding, done) {
        lines.push(line.toString());
        done();
      },
    });
    const { combine, splat, json } = winston.format;
    const logger = winston.createLogger({
      format: combine(splat(), redacting(), json()),
      transports: [new winston.transports.Stream({ stream })],
    });
    logger.info('got %s and %o', 'Bearer hunter2hunter2', { password: 'hunter2' });
    expect(lines.join()).not.toContain('hunter2');
  });

  it('what is no plain data is still told', () => {
    expect(
      redact({
        at: new Date(0),
        link: new URL('https://a:hunter2@b.example/'),
        bytes: Buffer.from('hunter2'),
        many: 10n,
        keyed: new Map([['password', 'x']]),
        aggregate: new AggregateError([new Error('Bearer hunter2')], 'several'),
        get broken(): string {
          throw new Error('hunter2');
        },
      }),
    ).toBe('[unreadable]');
    expect(
      redact(
        new Map<string, unknown>([
          ['password', 'x'],
          ['at', new Date(0)],
        ]),
      ),
    ).toEqual({
      password: REDACTED,
      at: '1970-01-01T00:00:00.000Z',
    });
    expect(redact([10n, Buffer.from('hunter2'), new URL('https://a:hunter2@b.example/')])).toEqual([
      '10',
      '[7 bytes]',
      `https://a:${REDACTED}@b.example/`,
    ]);
    expect(redact(new AggregateError([new Error('Bearer hunter2')], 'several'))).toMatchObject({
      errors: [{ message: `Bearer ${REDACTED}` }],
    });
  });

  it('a long text is cut, and read in no time, whatever it consists of', () => {
    const startedAt = performance.now();
    for (const piece of [
      'a',
      'hash=',
      '"content":"',
      'a://',
      'eyJ',
      'Bearer ',
      '1',
      'cookie:',
      '\\"',
      ' ',
      'token=',
    ]) {
      const text = redact(piece.repeat(200_000));
      expect((text as string).length).toBeLessThan(200_000);
    }
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('a value that Postgres cannot read is not', () => {
    const error = Object.assign(new Error('invalid input syntax for type uuid: "hunter2"'), {
      code: '22P02',
    });
    expect(JSON.stringify(redact({ error }))).not.toContain('hunter2');
    expect(redact(error)).toMatchObject({
      code: '22P02',
      message: `invalid input syntax for type uuid: ${REDACTED}`,
    });
  });

  it('what has no end is cut', () => {
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    expect(JSON.stringify(redact(circle))).toContain('[circular]');
    const error = new Error('loop');
    error.cause = error;
    expect(() => JSON.stringify(redact(error))).not.toThrow();
  });
});

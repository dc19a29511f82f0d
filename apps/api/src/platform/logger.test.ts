import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import winston from 'winston';
import { AppError } from './errors.js';
import { redact, redacting } from './logger.js';

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
        stack: expect.stringContaining('logger.test'),
        cause: { message: 'constraint broken' },
      },
    });
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  it('what has no end is cut', () => {
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    expect(JSON.stringify(redact(circle))).toContain('[deep]');
    const error = new Error('loop');
    error.cause = error;
    expect(() => JSON.stringify(redact(error))).not.toThrow();
  });
});

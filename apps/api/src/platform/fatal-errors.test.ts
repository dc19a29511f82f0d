import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { expect, it } from '@jest/globals';
import winston from 'winston';
import { stopOnFatalErrors } from './fatal-errors.js';

it('an error that nobody caught is told, reported, and ends the process', () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push((JSON.parse(line.toString()) as { message: string }).message);
      done();
    },
  });
  const logger = winston.createLogger({ transports: [new winston.transports.Stream({ stream })] });
  const process = new EventEmitter();
  const reported: unknown[] = [];
  let stops = 0;
  stopOnFatalErrors({
    process,
    logger,
    report: (error) => reported.push(error),
    stop: () => (stops += 1),
  });
  const errors = [new Error('thrown'), new Error('rejected'), 'no error at all'];
  process.emit('uncaughtException', errors[0]);
  expect(stops).toBe(1);
  process.emit('unhandledRejection', errors[1], Promise.resolve());
  // Whatever goes wrong while it ends.
  process.emit('uncaughtException', errors[2]);
  expect(lines).toEqual([
    'an exception was caught by nobody',
    'a promise was rejected and nobody looked',
    'an exception was caught by nobody',
  ]);
  expect(reported).toEqual(errors);
});

import { Writable } from 'node:stream';
import winston from 'winston';
import type { Logger } from '../../src/platform/logger.js';

/** A logger that keeps what it is told, as `level: message`, and writes nothing. */
export function logLines(): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  const logger = winston.createLogger();
  logger.pipe(
    new Writable({
      objectMode: true,
      write({ level, message }: winston.LogEntry, _encoding, done) {
        lines.push(`${level}: ${message}`);
        done();
      },
    }),
  );
  return { lines, logger };
}

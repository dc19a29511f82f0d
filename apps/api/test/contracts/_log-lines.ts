import winston from 'winston';
import type { Logger } from '../../src/platform/logger.js';

/** A logger that keeps what it is told, as `level: message`, and writes nothing. */
export function logLines(): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  const keeping = winston.format((info) => {
    lines.push(`${info.level}: ${String(info.message)}`);
    return info;
  });
  const transports = [new winston.transports.Console({ silent: true })];
  return { lines, logger: winston.createLogger({ format: keeping(), transports }) };
}

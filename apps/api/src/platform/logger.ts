import winston from 'winston';
import { createCarrier } from './logging/log-carriers.js';
import { LogFiles, type LogFilesOptions } from './logging/log-files.js';
import { LogShipping } from './logging/log-shipping.js';
import { isSecretKey, REDACTED, redact } from './logging/redact.js';

export type Logger = winston.Logger;

export interface LoggerOptions extends Partial<Pick<LogFilesOptions, 'maxSize' | 'maxAge' | 'name'>> {
  level: string;
  /** JSON lines unless a person watches. */
  format?: 'json' | 'pretty';
  /** Directory for files rotated daily; without it only standard output is written. */
  directory?: string;
  /** Standard output is for something else. */
  toStderr?: boolean;
  /** Where lines go besides: `https:`, `http:`, `syslog:`, `syslog+tcp:` or `syslog+tls:`. */
  shipUrl?: string;
}

/** Longest that the end of a process waits for its last lines to be written and shipped, in milliseconds. */
const CLOSE_PATIENCE_MS = 3_000;
const SPLAT = Symbol.for('splat');

/** What every log line goes through first. */
export const redacting = winston.format((info) => {
  for (const key of Object.keys(info)) {
    info[key] = isSecretKey(key) ? REDACTED : redact(info[key]);
  }
  // What was given beyond the message, which a transport may write as it is.
  if (SPLAT in info) info[SPLAT] = redact(info[SPLAT]);
  return info;
});

/** Lines with secrets taken out. One logger a process; parts take a `child({ part })`. */
export function createLogger(options: LoggerOptions): Logger {
  const json = winston.format.combine(winston.format.timestamp(), redacting(), winston.format.json());
  const logger = winston.createLogger({
    level: options.level,
    format: json,
    transports: [
      new winston.transports.Console({
        ...(options.format === 'pretty' && { format: pretty() }),
        ...(options.toStderr && { stderrLevels: ['error', 'warn', 'info', 'debug'] }),
      }),
    ],
  });
  const { directory, maxSize = '20m', maxAge = '14d', name = 'api' } = options;
  if (directory !== undefined) logger.add(new LogFiles({ directory, maxSize, maxAge, name }));
  if (options.shipUrl !== undefined) {
    logger.add(new LogShipping({ carrier: createCarrier(options.shipUrl), logger }));
  }
  // A full disk ends no party.
  logger.on('error', (error: unknown, failed?: winston.transport) => {
    if (!(failed instanceof LogFiles)) return;
    logger.remove(failed);
    logger.warn('log files are not written any more', { error });
  });
  return logger;
}

/** Ends a logger for good, when its last lines are where they belong or the patience is over. Never throws. */
export function closeLogger(logger: Logger, patienceMs = CLOSE_PATIENCE_MS): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    logger.once('finish', () => {
      clearTimeout(timer);
      resolve();
    });
    logger.end();
  });
}

/** For whoever watches a terminal. */
function pretty(): winston.Logform.Format {
  const { combine, printf } = winston.format;
  return combine(
    printf(({ timestamp, level, message, part, ...rest }) => {
      const { nodeId: _, error, ...fields } = rest;
      const words = Object.entries(fields)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
      const head = `${String(timestamp)} ${level.padEnd(5)} ${typeof part === 'string' ? `[${part}] ` : ''}`;
      return `${head}${String(message)}${words.join('')}${errorText(error)}`;
    }),
  );
}

function errorText(error: unknown): string {
  if (error === undefined) return '';
  const { stack, cause } = Object(error) as { stack?: unknown; cause?: unknown };
  const own = typeof stack === 'string' ? stack : typeof error === 'string' ? error : JSON.stringify(error);
  return `\n  ${own.replaceAll('\n', '\n  ')}${cause === undefined ? '' : `\n  because of${errorText(cause)}`}`;
}

import winston from 'winston';
import DailyRotateFile from 'winston-daily-rotate-file';

export type Logger = winston.Logger;

export interface LoggerOptions {
  level: string;
  /** Directory for files rotated daily; without it only standard output is written. */
  directory?: string;
  /** Of the files, so that two processes do not write into one. */
  name?: string;
  /** Standard output is for something else. */
  toStderr?: boolean;
}

const REDACTED = '[redacted]';
const SECRET_KEYS = /^(?:authorization|cookie|token|jwt|password|secret|initdata|content|data|hash)$/i;

/** Replaces secrets and message text, at any depth, before anything is written. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 5) return '[deep]';
  if (value instanceof Error) {
    return {
      name: value.name,
      message: value.message,
      stack: value.stack,
      cause: redact(value.cause, depth + 1),
    };
  }
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_KEYS.test(key) ? REDACTED : redact(item, depth + 1),
    ]),
  );
}

/** What every log line goes through first. */
export const redacting = winston.format((info) => {
  for (const key of Object.keys(info)) {
    info[key] = SECRET_KEYS.test(key) ? REDACTED : redact(info[key]);
  }
  return info;
});

/** JSON lines with secrets taken out. One logger a process; parts take a `child({ part })`. */
export function createLogger({ level, directory, name = 'api', toStderr = false }: LoggerOptions): Logger {
  return winston.createLogger({
    level,
    format: winston.format.combine(winston.format.timestamp(), redacting(), winston.format.json()),
    transports: [
      new winston.transports.Console(toStderr ? { stderrLevels: ['error', 'warn', 'info', 'debug'] } : {}),
      ...(directory
        ? [
            new DailyRotateFile({
              dirname: directory,
              filename: `${name}-%DATE%.log`,
              maxSize: '20m',
              maxFiles: '14d',
            }),
          ]
        : []),
    ],
  });
}

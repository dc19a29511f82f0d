import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import Joi from 'joi';
import { parseDuration } from './platform/duration.js';
import { SHIP_PROTOCOLS } from './platform/logging/log-carriers.js';
import { parseRateLimit, type RateLimit } from './platform/rate-limits/rate-limit.js';
import { parseRedisTarget, type RedisTarget } from './platform/redis/redis-target.js';
import { findWeakSecrets, readSecretFiles, splitList, withPassword } from './secrets.js';

export interface Config {
  isProduction: boolean;
  /** Names this process in logs, metrics and health. */
  nodeId: string;
  http: {
    host: string;
    port: number;
    /** Where people reach the installation, without a trailing slash. */
    publicUrl: string;
    /** Express's `trust proxy`: how many proxies stand in front. */
    trustProxy: number;
    /** Directory of the built Mini App, where this process serves it itself. */
    webRoot?: string;
  };
  database: {
    url: string;
    /** A streaming replica, for reads that may lag. */
    replicaUrl?: string;
    /** Most connections that a node has to each of them. */
    poolSize: number;
  };
  redis?: RedisTarget;
  auth: {
    botToken: string;
    jwtSecret: string;
    /** Oldest launch that may sign in, in milliseconds. */
    initDataMaxAgeMs: number;
    /** Whether sign-in also sets a Secure HttpOnly cookie. */
    cookie: boolean;
  };
  bot: {
    username?: string;
    appName?: string;
    /** Of the Bot API, without a trailing slash. */
    apiRoot: string;
  };
  limits: {
    api: RateLimit;
    rooms: RateLimit;
    messages: RateLimit;
    reactions: RateLimit;
    password: RateLimit;
    videos: RateLimit;
    events: RateLimit;
  };
  rooms: {
    /** How long somebody who vanished keeps the seat, in milliseconds. */
    seatGraceMs: number;
    /** How long a room waits for its host before somebody else acts, in milliseconds. */
    hostGraceMs: number;
  };
  cleanup: {
    /** How long nothing happens in a room before it goes, in milliseconds. Without it rooms stay. */
    roomIdleMs?: number;
    /** How old a message gets, in milliseconds. Without it messages stay. */
    messageKeepMs?: number;
    /** How often rooms are looked through, in milliseconds. */
    roomsEveryMs: number;
    messagesEveryMs: number;
  };
  media: { allowPrivate: boolean };
  rtc: { stunUrls: string[]; turnUrls: string[]; turnSecret?: string };
  log: {
    level: string;
    format: 'json' | 'pretty';
    directory?: string;
    maxSize: string;
    maxAge: string;
    shipUrl?: string;
  };
  /** Where metrics are served to the operator's own machines; never the port of `http`. */
  metrics?: { host: string; port: number };
  /** Where faults are reported: this process's own, and the Mini App's. */
  sentry: { dsn?: string; webDsn?: string };
}

/** Everything that is wrong with the environment, at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} fault(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const SECRET_MIN_LENGTH = 32;
const BOT_TOKEN = /^\d+:[\w-]{30,}$/;

const rateLimit = (fallback: string): Joi.StringSchema =>
  Joi.string()
    .default(fallback)
    .custom((value: string, helpers) => {
      try {
        parseRateLimit(value);
        return value;
      } catch {
        return helpers.error('any.invalid');
      }
    })
    .messages({ 'any.invalid': '{{#label}} must look like 100/15m' });

const duration = (fallback: string): Joi.StringSchema =>
  Joi.string()
    .default(fallback)
    .custom((value: string, helpers) => {
      try {
        parseDuration(value);
        return value;
      } catch {
        return helpers.error('any.invalid');
      }
    })
    .messages({ 'any.invalid': '{{#label}} must look like 15m, 1h or 7d' });

const days = (fallback: number): Joi.NumberSchema =>
  Joi.number().integer().min(0).max(3_650).default(fallback);

const redisUrls = (): Joi.StringSchema =>
  Joi.string()
    .custom((url: string, helpers) => {
      const [{ REDIS_SENTINEL_MASTER: sentinelMaster }] = helpers.state.ancestors as [Environment];
      try {
        parseRedisTarget({ url, sentinelMaster: sentinelMaster === '' ? undefined : sentinelMaster });
        return url;
      } catch (error) {
        return helpers.message({ custom: `{{#label}} ${(error as Error).message}` });
      }
    })
    .empty('');

const flag = (): Joi.StringSchema => Joi.string().valid('0', '1', '').default('0');
const seconds = (fallback: number): Joi.NumberSchema =>
  Joi.number().integer().min(0).max(31_536_000).default(fallback);
/** `https://<public key>@<host>/<project>` */
const sentryDsn = (): Joi.StringSchema =>
  Joi.string()
    .pattern(/^https?:\/\/\w+@[\w.-]+(?::\d+)?\/\S*\d+$/, 'address of a Sentry project')
    .empty('');
const list = (): Joi.StringSchema => Joi.string().allow('').default('');

/** What every process of an installation is told about its log. */
export interface LogEnvironment {
  NODE_ENV: string;
  LOG_LEVEL: string;
  LOG_FORMAT?: 'json' | 'pretty';
  LOG_DIR?: string;
  LOG_MAX_SIZE: string;
  LOG_MAX_AGE: string;
  LOG_SHIP_URL?: string;
}

interface Environment extends LogEnvironment {
  HOST: string;
  PORT: number;
  PUBLIC_URL?: string;
  TRUST_PROXY: number;
  WEB_ROOT?: string;
  DATABASE_URL: string;
  DATABASE_REPLICA_URL?: string;
  DATABASE_POOL_SIZE: number;
  REDIS_URL?: string;
  REDIS_SENTINEL_MASTER?: string;
  REDIS_SENTINEL_PASSWORD?: string;
  BOT_TOKEN: string;
  BOT_USERNAME?: string;
  APP_NAME?: string;
  BOT_API_ROOT: string;
  JWT_SECRET: string;
  INIT_DATA_MAX_AGE_SECONDS: number;
  AUTH_COOKIE: string;
  RATE_LIMIT_API: string;
  RATE_LIMIT_ROOMS: string;
  RATE_LIMIT_MESSAGES: string;
  RATE_LIMIT_REACTIONS: string;
  RATE_LIMIT_PASSWORD: string;
  RATE_LIMIT_VIDEOS: string;
  RATE_LIMIT_EVENTS: string;
  SEAT_GRACE_SECONDS: number;
  HOST_GRACE_SECONDS: number;
  ROOM_IDLE_DAYS: number;
  ROOM_CLEANUP_INTERVAL: string;
  MESSAGE_KEEP_DAYS: number;
  MESSAGE_CLEANUP_INTERVAL: string;
  ALLOW_PRIVATE_MEDIA: string;
  STUN_URLS: string;
  TURN_URLS: string;
  TURN_SECRET?: string;
  NODE_ID?: string;
  METRICS_HOST: string;
  METRICS_PORT?: number;
  SENTRY_DSN?: string;
  SENTRY_DSN_WEB?: string;
}

/** Exported for what the bot's process reads too. */
export const environmentSchema = Joi.object<Environment>({
  NODE_ENV: Joi.string().valid('development', 'test', 'production').default('development'),
  HOST: Joi.string().default('0.0.0.0'),
  PORT: Joi.number().port().default(3000),
  PUBLIC_URL: Joi.string()
    .uri({ scheme: ['http', 'https'] })
    .empty(''),
  TRUST_PROXY: Joi.number().integer().min(0).max(10).default(0),
  WEB_ROOT: Joi.string().empty(''),
  DATABASE_URL: Joi.string()
    .uri({ scheme: ['postgres', 'postgresql'] })
    .required(),
  DATABASE_REPLICA_URL: Joi.string()
    .uri({ scheme: ['postgres', 'postgresql'] })
    .empty(''),
  DATABASE_POOL_SIZE: Joi.number().integer().min(2).max(500).default(20),
  REDIS_URL: redisUrls().when('REDIS_SENTINEL_MASTER', {
    is: Joi.string().min(1).required(),
    then: Joi.required(),
  }),
  REDIS_SENTINEL_MASTER: Joi.string().empty(''),
  REDIS_SENTINEL_PASSWORD: Joi.string().empty(''),
  BOT_TOKEN: Joi.string().pattern(BOT_TOKEN, 'token of a Telegram bot').required(),
  BOT_USERNAME: Joi.string()
    .pattern(/^\w{5,32}$/)
    .empty(''),
  APP_NAME: Joi.string()
    .pattern(/^\w{3,30}$/)
    .empty(''),
  BOT_API_ROOT: Joi.string()
    .uri({ scheme: ['http', 'https'] })
    .empty('')
    .default('https://api.telegram.org'),
  JWT_SECRET: Joi.string().min(SECRET_MIN_LENGTH).required(),
  INIT_DATA_MAX_AGE_SECONDS: seconds(86_400).min(60),
  AUTH_COOKIE: flag(),
  RATE_LIMIT_API: rateLimit('100/15m'),
  RATE_LIMIT_ROOMS: rateLimit('10/1h'),
  RATE_LIMIT_MESSAGES: rateLimit('30/1m'),
  RATE_LIMIT_REACTIONS: rateLimit('60/1m'),
  RATE_LIMIT_PASSWORD: rateLimit('10/10m'),
  RATE_LIMIT_VIDEOS: rateLimit('30/1m'),
  RATE_LIMIT_EVENTS: rateLimit('300/10s'),
  SEAT_GRACE_SECONDS: seconds(60),
  HOST_GRACE_SECONDS: seconds(30),
  ROOM_IDLE_DAYS: days(30),
  ROOM_CLEANUP_INTERVAL: duration('1h'),
  MESSAGE_KEEP_DAYS: days(180),
  MESSAGE_CLEANUP_INTERVAL: duration('24h'),
  ALLOW_PRIVATE_MEDIA: flag().when('NODE_ENV', {
    is: 'production',
    then: Joi.string()
      .invalid('1')
      .messages({ 'any.only': '{{#label}} is for tests and refused in production' }),
  }),
  STUN_URLS: list(),
  TURN_URLS: list(),
  TURN_SECRET: Joi.string()
    .min(16)
    .empty('')
    .when('TURN_URLS', { is: Joi.string().min(1), then: Joi.required() }),
  LOG_LEVEL: Joi.string().valid('error', 'warn', 'info', 'debug').default('info'),
  LOG_FORMAT: Joi.string().valid('json', 'pretty').empty(''),
  LOG_DIR: Joi.string().empty(''),
  LOG_MAX_SIZE: Joi.string()
    .pattern(/^\d+[kmg]$/)
    .default('20m')
    .messages({ 'string.pattern.base': '{{#label}} must look like 20m' }),
  LOG_MAX_AGE: Joi.string()
    .pattern(/^\d+d$/)
    .default('14d')
    .messages({ 'string.pattern.base': '{{#label}} must look like 14d' }),
  LOG_SHIP_URL: Joi.string()
    .uri({ scheme: SHIP_PROTOCOLS.map((protocol) => protocol.slice(0, -1)) })
    .empty(''),
  NODE_ID: Joi.string()
    .pattern(/^[\w.-]{1,64}$/)
    .empty(''),
  METRICS_HOST: Joi.string().default('127.0.0.1'),
  METRICS_PORT: Joi.number().port().empty(''),
  SENTRY_DSN: sentryDsn(),
  SENTRY_DSN_WEB: sentryDsn(),
});

/** What a process is told by whoever starts it. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;
export type ReadFile = (path: string) => string;

/** @returns the environment with the secrets that lie in files, and what is wrong with those files */
export function readEnvironment(
  env: RawEnvironment = process.env,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
): { env: RawEnvironment; problems: string[] } {
  return readSecretFiles(env, readFile);
}

/**
 * @param problems that are known already
 * @throws ConfigError naming every fault, and never the value of a setting
 */
export function validateEnvironment<T>(
  schema: Joi.ObjectSchema<T>,
  env: RawEnvironment,
  problems: readonly string[],
): T {
  const result = schema.validate(env, {
    abortEarly: false,
    stripUnknown: true,
    convert: true,
    errors: { wrap: { label: false } },
  });
  const faults = (result.error?.details ?? []).map(({ message, path, context }) => {
    // Joi quotes the value in some messages, and a value here may be a secret.
    const value = typeof context?.value === 'string' ? context.value : '';
    return value.length > 0 && message.includes(value) ? `${path.join('.')} is not valid` : message;
  });
  // The second question is for the compiler: without an error there is a value.
  if (problems.length + faults.length > 0 || result.error) throw new ConfigError([...problems, ...faults]);
  return result.value;
}

/**
 * Turns the environment into a configuration.
 *
 * @throws ConfigError naming every fault, and never the value of a setting
 */
export function readConfig(env?: RawEnvironment, readFile?: ReadFile): Config {
  const secrets = readEnvironment(env, readFile);
  const complete: RawEnvironment = {
    ...secrets.env,
    DATABASE_URL: withPassword(secrets.env.DATABASE_URL, secrets.env.DATABASE_PASSWORD),
    DATABASE_REPLICA_URL: withPassword(secrets.env.DATABASE_REPLICA_URL, secrets.env.DATABASE_PASSWORD),
    REDIS_URL: withPassword(secrets.env.REDIS_URL, secrets.env.REDIS_PASSWORD),
  };
  const values = validateEnvironment(environmentSchema, complete, [
    ...secrets.problems,
    ...(complete.NODE_ENV === 'production' ? findProductionFaults(complete) : []),
  ]);

  return {
    isProduction: values.NODE_ENV === 'production',
    nodeId: values.NODE_ID ?? defaultNodeId(),
    http: {
      host: values.HOST,
      port: values.PORT,
      publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
      trustProxy: values.TRUST_PROXY,
      webRoot: values.WEB_ROOT,
    },
    database: {
      url: values.DATABASE_URL,
      replicaUrl: values.DATABASE_REPLICA_URL,
      poolSize: values.DATABASE_POOL_SIZE,
    },
    ...(values.REDIS_URL && {
      redis: parseRedisTarget({
        url: values.REDIS_URL,
        sentinelMaster: values.REDIS_SENTINEL_MASTER,
        sentinelPassword: values.REDIS_SENTINEL_PASSWORD,
      }),
    }),
    auth: {
      botToken: values.BOT_TOKEN,
      jwtSecret: values.JWT_SECRET,
      initDataMaxAgeMs: values.INIT_DATA_MAX_AGE_SECONDS * 1000,
      cookie: values.AUTH_COOKIE === '1',
    },
    bot: {
      username: values.BOT_USERNAME,
      appName: values.APP_NAME,
      apiRoot: values.BOT_API_ROOT.replace(/\/+$/, ''),
    },
    limits: {
      api: parseRateLimit(values.RATE_LIMIT_API),
      rooms: parseRateLimit(values.RATE_LIMIT_ROOMS),
      messages: parseRateLimit(values.RATE_LIMIT_MESSAGES),
      reactions: parseRateLimit(values.RATE_LIMIT_REACTIONS),
      password: parseRateLimit(values.RATE_LIMIT_PASSWORD),
      videos: parseRateLimit(values.RATE_LIMIT_VIDEOS),
      events: parseRateLimit(values.RATE_LIMIT_EVENTS),
    },
    rooms: {
      seatGraceMs: values.SEAT_GRACE_SECONDS * 1000,
      hostGraceMs: values.HOST_GRACE_SECONDS * 1000,
    },
    cleanup: {
      roomIdleMs: daysInMs(values.ROOM_IDLE_DAYS),
      messageKeepMs: daysInMs(values.MESSAGE_KEEP_DAYS),
      roomsEveryMs: parseDuration(values.ROOM_CLEANUP_INTERVAL),
      messagesEveryMs: parseDuration(values.MESSAGE_CLEANUP_INTERVAL),
    },
    media: { allowPrivate: values.ALLOW_PRIVATE_MEDIA === '1' },
    rtc: {
      stunUrls: splitList(values.STUN_URLS),
      turnUrls: splitList(values.TURN_URLS),
      turnSecret: values.TURN_SECRET,
    },
    log: logSettingsOf(values),
    ...(values.METRICS_PORT !== undefined && {
      metrics: { host: values.METRICS_HOST, port: values.METRICS_PORT },
    }),
    sentry: { dsn: values.SENTRY_DSN, webDsn: values.SENTRY_DSN_WEB },
  };
}

/** What is good enough for a desk and not for the open network. */
export function findProductionFaults(env: RawEnvironment): string[] {
  const publicUrl = env.PUBLIC_URL ?? '';
  return [
    ...(/^https:\/\//i.test(publicUrl) ? [] : ['PUBLIC_URL must be an https address in production']),
    ...findWeakSecrets({
      jwtSecret: env.JWT_SECRET,
      botToken: env.BOT_TOKEN,
      turnSecret: env.TURN_SECRET,
      databaseUrls: splitList(`${env.DATABASE_URL ?? ''} ${env.DATABASE_REPLICA_URL ?? ''}`),
      redisUrls: splitList(env.REDIS_URL ?? ''),
    }),
  ];
}

/** 0 days are "never". */
function daysInMs(count: number): number | undefined {
  return count === 0 ? undefined : count * parseDuration('1d');
}

/** Containers of one service have host names of their own, processes on one machine do not. */
function defaultNodeId(): string {
  return `${hostname()
    .replace(/[^\w.-]/g, '-')
    .slice(0, 50)}-${randomBytes(3).toString('hex')}`;
}

export function logSettingsOf(values: LogEnvironment): Config['log'] {
  return {
    level: values.LOG_LEVEL,
    format: values.LOG_FORMAT ?? (values.NODE_ENV === 'development' ? 'pretty' : 'json'),
    directory: values.LOG_DIR,
    maxSize: values.LOG_MAX_SIZE,
    maxAge: values.LOG_MAX_AGE,
    shipUrl: values.LOG_SHIP_URL,
  };
}

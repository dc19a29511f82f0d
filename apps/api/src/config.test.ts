import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const MINIMUM = {
  DATABASE_URL: 'postgres://localhost/watchparty',
  BOT_TOKEN: '123456789:AAtestTokenOfTheTestBotAAAAAAAAAAAA',
  JWT_SECRET: 'a secret that is long enough for anybody',
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('has a default for all that can have one', () => {
    expect(readConfig(MINIMUM)).toMatchObject({
      isProduction: false,
      http: { host: '0.0.0.0', port: 3000, publicUrl: 'http://localhost:3000', trustProxy: 0 },
      database: { url: MINIMUM.DATABASE_URL, poolSize: 20 },
      auth: { initDataMaxAgeMs: 86_400_000, cookie: false },
      limits: {
        api: { points: 100, windowMs: 900_000 },
        rooms: { points: 10, windowMs: 3_600_000 },
        messages: { points: 30, windowMs: 60_000 },
      },
      rooms: { seatGraceMs: 60_000, hostGraceMs: 30_000 },
      cleanup: {
        roomIdleMs: 30 * 86_400_000,
        messageKeepMs: 180 * 86_400_000,
        roomsEveryMs: 3_600_000,
        messagesEveryMs: 86_400_000,
      },
      media: { allowPrivate: false },
      rtc: { stunUrls: [], turnUrls: [] },
      log: { level: 'info' },
    });
    expect(readConfig(MINIMUM).redis).toBeUndefined();
    expect(readConfig(MINIMUM).database.replicaUrl).toBeUndefined();
  });

  it('reads what an operator writes', () => {
    const config = readConfig({
      ...MINIMUM,
      NODE_ENV: 'production',
      PORT: '8080',
      PUBLIC_URL: 'https://party.example/',
      TRUST_PROXY: '2',
      REDIS_URL: 'redis://localhost:6379',
      AUTH_COOKIE: '1',
      RATE_LIMIT_API: '5/1s',
      SEAT_GRACE_SECONDS: '0',
      DATABASE_REPLICA_URL: 'postgres://reader:Zq7-vT3_kw9Lp2@replica/watchparty',
      DATABASE_POOL_SIZE: '7',
      ROOM_IDLE_DAYS: '0',
      MESSAGE_KEEP_DAYS: '1',
      ROOM_CLEANUP_INTERVAL: '90s',
      STUN_URLS: 'stun:a.example, stun:b.example',
      TURN_URLS: 'turn:a.example',
      TURN_SECRET: 'sixteen letters!',
      UNRELATED: 'stays out',
    });
    expect(config).toMatchObject({
      isProduction: true,
      http: { port: 8080, publicUrl: 'https://party.example', trustProxy: 2 },
      redis: { kind: 'single', url: 'redis://localhost:6379' },
      auth: { cookie: true },
      limits: { api: { points: 5, windowMs: 1_000 } },
      rooms: { seatGraceMs: 0 },
      database: { replicaUrl: 'postgres://reader:Zq7-vT3_kw9Lp2@replica/watchparty', poolSize: 7 },
      cleanup: { roomIdleMs: undefined, messageKeepMs: 86_400_000, roomsEveryMs: 90_000 },
      rtc: { stunUrls: ['stun:a.example', 'stun:b.example'], turnUrls: ['turn:a.example'] },
    });
    expect(JSON.stringify(config)).not.toContain('stays out');
  });

  it('reads what the operator wants to see', () => {
    const config = readConfig({
      ...MINIMUM,
      NODE_ID: 'node-a.1',
      LOG_MAX_SIZE: '5m',
      LOG_MAX_AGE: '3d',
      LOG_SHIP_URL: 'syslog+tls://logs.example:6514',
      METRICS_PORT: '9464',
      SENTRY_DSN: 'https://abc123@o1.sentry.example/42',
    });
    expect(config).toMatchObject({
      nodeId: 'node-a.1',
      log: { format: 'pretty', maxSize: '5m', maxAge: '3d', shipUrl: 'syslog+tls://logs.example:6514' },
      metrics: { host: '127.0.0.1', port: 9464 },
      sentry: { dsn: 'https://abc123@o1.sentry.example/42' },
    });
    const plain = readConfig({ ...MINIMUM, NODE_ENV: 'test', METRICS_PORT: '', SENTRY_DSN: '' });
    expect([plain.log.format, plain.metrics, plain.sentry.dsn]).toEqual(['json', undefined, undefined]);
    expect(plain.nodeId).toMatch(/^[\w.-]{8,64}$/);
    expect(plain.nodeId).not.toBe(readConfig(MINIMUM).nodeId);
  });

  it('takes an empty setting for none', () => {
    const config = readConfig({ ...MINIMUM, REDIS_URL: '', PUBLIC_URL: '', BOT_USERNAME: '', WEB_ROOT: '' });
    expect(config.redis).toBeUndefined();
    expect(config.bot.username).toBeUndefined();
    expect(config.http.publicUrl).toBe('http://localhost:3000');
  });

  it('says everything that is wrong at once', () => {
    const problems = problemsOf({ PORT: 'http', RATE_LIMIT_API: 'many', AUTH_COOKIE: 'yes' });
    for (const name of ['DATABASE_URL', 'BOT_TOKEN', 'JWT_SECRET', 'PORT', 'RATE_LIMIT_API', 'AUTH_COOKIE']) {
      expect(problems.filter((line) => line.includes(name))).toHaveLength(1);
    }
  });

  it.each([
    ['NODE_ENV', 'staging'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'party.example'],
    ['PUBLIC_URL', 'ftp://party.example'],
    ['TRUST_PROXY', 'true'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['REDIS_URL', 'http://localhost'],
    ['REDIS_URL', 'redis://a,b'],
    ['REDIS_URL', 'redis://a/1,redis://b/1'],
    ['BOT_TOKEN', '123:short'],
    ['BOT_USERNAME', '@party_bot'],
    ['JWT_SECRET', 'short'],
    ['INIT_DATA_MAX_AGE_SECONDS', '5'],
    ['RATE_LIMIT_MESSAGES', '30/1y'],
    ['RATE_LIMIT_ROOMS', '0/1h'],
    ['SEAT_GRACE_SECONDS', '-1'],
    ['HOST_GRACE_SECONDS', 'soon'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_REPLICA_URL', 'redis://localhost'],
    ['DATABASE_POOL_SIZE', '0'],
    ['ROOM_IDLE_DAYS', '-1'],
    ['MESSAGE_KEEP_DAYS', '1.5'],
    ['ROOM_CLEANUP_INTERVAL', 'hourly'],
    ['MESSAGE_CLEANUP_INTERVAL', '0h'],
    ['LOG_FORMAT', 'xml'],
    ['LOG_MAX_SIZE', 'big'],
    ['LOG_MAX_AGE', '14'],
    ['LOG_SHIP_URL', 'ftp://logs.example'],
    ['LOG_SHIP_URL', 'logs.example'],
    ['NODE_ID', 'two words'],
    ['METRICS_PORT', 'many'],
    ['SENTRY_DSN', 'https://sentry.example/1'],
    ['SENTRY_DSN_WEB', 'key@sentry.example'],
  ])('refuses %s=%s by name', (name, value) => {
    const problems = problemsOf({ ...MINIMUM, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });

  it('never tells the value of a setting', () => {
    const problems = problemsOf({
      DATABASE_URL: 'not-a-url-with-a-password',
      BOT_TOKEN: '42:my-secret-token',
      JWT_SECRET: 'my-short-secret',
      REDIS_URL: 'my-redis-password',
    }).join('\n');
    for (const secret of ['not-a-url', 'my-secret-token', 'my-short-secret', 'my-redis-password']) {
      expect(problems).not.toContain(secret);
    }
  });

  it('tells a cluster, sentinels and one server apart', () => {
    const list = { ...MINIMUM, REDIS_URL: 'redis://a/0,redis://b' };
    expect(readConfig(list).redis?.kind).toBe('cluster');
    const sentinels = { ...list, REDIS_SENTINEL_MASTER: 'party', REDIS_SENTINEL_PASSWORD: 'guard' };
    expect(readConfig(sentinels).redis).toMatchObject({ kind: 'sentinel', sentinelPassword: 'guard' });
    expect(readConfig({ ...list, REDIS_SENTINEL_MASTER: '' }).redis?.kind).toBe('cluster');
    expect(problemsOf({ ...sentinels, REDIS_URL: '' })[0]).toContain('REDIS_URL');
    expect(problemsOf({ ...MINIMUM, REDIS_URL: 'redis://:my-password@a,rediss://b' })).toEqual([
      'REDIS_URL must have one scheme, user, password and database in all URLs',
    ]);
  });

  it('wants a secret for a relay', () => {
    expect(problemsOf({ ...MINIMUM, TURN_URLS: 'turn:a.example' })[0]).toContain('TURN_SECRET');
  });

  it('[VD1] refuses ALLOW_PRIVATE_MEDIA in production, and only there', () => {
    expect(readConfig({ ...MINIMUM, ALLOW_PRIVATE_MEDIA: '1' }).media.allowPrivate).toBe(true);
    const production = { ...MINIMUM, NODE_ENV: 'production', PUBLIC_URL: 'https://party.example' };
    expect(problemsOf({ ...production, ALLOW_PRIVATE_MEDIA: '1' })[0]).toMatch(
      /ALLOW_PRIVATE_MEDIA.*production/,
    );
    expect(readConfig({ ...production, ALLOW_PRIVATE_MEDIA: '0' }).media.allowPrivate).toBe(false);
    expect(readConfig(production).media.allowPrivate).toBe(false);
  });

  it('takes secrets from files, and passwords apart from their addresses', () => {
    const config = readConfig(
      {
        BOT_TOKEN_FILE: '/run/secrets/bot',
        JWT_SECRET_FILE: '/run/secrets/jwt',
        DATABASE_URL: 'postgres://app@postgres/app',
        DATABASE_PASSWORD_FILE: '/run/secrets/db',
        REDIS_URL: 'redis://redis:6379',
        REDIS_PASSWORD: 'of-redis',
      },
      (path) => `${{ bot: MINIMUM.BOT_TOKEN, jwt: MINIMUM.JWT_SECRET, db: 'of-postgres' }[path.slice(13)]}\n`,
    );
    expect(config).toMatchObject({
      auth: { botToken: MINIMUM.BOT_TOKEN, jwtSecret: MINIMUM.JWT_SECRET },
      database: { url: 'postgres://app:of-postgres@postgres/app' },
      redis: { url: 'redis://:of-redis@redis:6379' },
    });
  });

  it('refuses to run in production without https or with weak secrets, and says all of it at once', () => {
    const weak = {
      NODE_ENV: 'production',
      BOT_TOKEN: '123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      JWT_SECRET: 'change-me-change-me-change-me-change-me',
      DATABASE_URL: 'postgres://app:postgres@db/app',
      REDIS_URL: 'redis://redis:6379',
      TURN_URLS: 'turn:a.example',
    };
    const problems = problemsOf({ ...weak, RATE_LIMIT_API: 'many' });
    for (const name of [
      'PUBLIC_URL',
      'BOT_TOKEN',
      'JWT_SECRET',
      'database password',
      'Redis password',
      'TURN_SECRET',
      'RATE_LIMIT_API',
    ]) {
      expect(problems.filter((line) => line.includes(name))).toHaveLength(1);
    }
    expect(problemsOf({ ...weak, NODE_ENV: 'development', TURN_URLS: '' })).toEqual([]);
    expect(problemsOf({ ...weak, JWT_SECRET: 'short' }).filter((line) => line.includes('JWT'))).toHaveLength(
      1,
    );
  });
});

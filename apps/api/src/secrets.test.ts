import { describe, expect, it } from '@jest/globals';
import { findWeakSecrets, readSecretFiles, withPassword } from './secrets.js';

const STRONG = 'b7f1c09e4d2a8356b7f1c09e4d2a8356';
const files: Record<string, string> = { '/run/secrets/jwt': `${STRONG}\n`, '/run/secrets/empty': '\n' };

function readFile(path: string): string {
  const content = files[path];
  if (content === undefined) throw new Error('ENOENT');
  return content;
}

describe('secrets from files', () => {
  it('are taken without the line break at their end', () => {
    const { env, problems } = readSecretFiles({ JWT_SECRET_FILE: '/run/secrets/jwt', PORT: '1' }, readFile);
    expect(env).toMatchObject({ JWT_SECRET: STRONG, PORT: '1' });
    expect(problems).toEqual([]);
  });

  it('are complained of all at once, and by name', () => {
    const { problems } = readSecretFiles(
      {
        JWT_SECRET: 'set already',
        JWT_SECRET_FILE: '/run/secrets/jwt',
        BOT_TOKEN_FILE: '/run/secrets/none',
        TURN_SECRET_FILE: '/run/secrets/empty',
        REDIS_URL_FILE: '',
        PORT_FILE: '/run/secrets/none',
      },
      readFile,
    );
    expect(problems).toEqual([
      'BOT_TOKEN_FILE names a file that cannot be read',
      'JWT_SECRET and JWT_SECRET_FILE are both set; keep one',
      'TURN_SECRET_FILE names an empty file',
    ]);
  });
});

describe('a password beside its address', () => {
  it('goes into every address that has none', () => {
    expect(withPassword('redis://a:1, redis://:own@b:2', 'p@ss/word')).toBe(
      'redis://:p%40ss%2Fword@a:1, redis://:own@b:2',
    );
    // A list of one, as a cluster may be written, stays a list.
    expect(withPassword('redis://a:1,', 'x')).toBe('redis://:x@a:1,');
    expect(withPassword('postgres://user@host/db', 'x')).toBe('postgres://user:x@host/db');
  });

  it('changes nothing that is no address', () => {
    expect(withPassword('nonsense', 'x')).toBe('nonsense');
    expect(withPassword(undefined, 'x')).toBeUndefined();
    expect(withPassword('redis://a', undefined)).toBe('redis://a');
  });
});

describe('weak secrets', () => {
  const good = {
    jwtSecret: STRONG,
    botToken: '123456789:AAE3xq9vT7mWc2RkLpN8sYdUfGhJ0iBoKzQ',
    turnSecret: undefined,
    databaseUrls: [`postgres://app:${STRONG}@postgres:5432/app`],
    redisUrls: [`redis://:${STRONG}@redis:6379`],
  };
  const STRONG_TURN = 'q8Zr2mXw5Tn7Kc1V';

  it('are none of the good ones', () => {
    expect(findWeakSecrets(good)).toEqual([]);
    expect(findWeakSecrets({ ...good, turnSecret: STRONG_TURN })).toEqual([]);
  });

  it('are named all at once, and their values never', () => {
    const problems = findWeakSecrets({
      jwtSecret: 'change-me-change-me-change-me-change-me',
      botToken: '123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      turnSecret: 'aaaaaaaaaaaaaaaa',
      databaseUrls: ['postgres://app:postgres@db/app', 'postgres://app@replica/app'],
      redisUrls: ['redis://redis:6379', 'redis://:h3x.T9@redis:6379'],
    });
    expect(problems).toEqual([
      'JWT_SECRET is a default that everybody knows',
      'BOT_TOKEN is too simple: use a random one',
      'TURN_SECRET is too simple: use a random one',
      'the database password is a default that everybody knows',
      'the database password is missing',
      'the Redis password is missing',
      'the Redis password is too short: use 12 characters or more',
    ]);
    expect(problems.join()).not.toMatch(/change-me|h3x/);
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])(
    'are allowed to what only this machine reaches: %s',
    (host) => {
      expect(
        findWeakSecrets({
          ...good,
          databaseUrls: [`postgres://postgres@${host}/x`],
          redisUrls: [`redis://${host}`],
        }),
      ).toEqual([]);
    },
  );
});

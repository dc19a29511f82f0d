import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../config.js';
import { readBotConfig } from './bot-config.js';

const MINIMUM = {
  BOT_TOKEN: '123456789:AAtestTokenOfTheTestBotAAAAAAAAAAAA',
  PUBLIC_URL: 'https://party.example/',
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readBotConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('readBotConfig', () => {
  it('needs a token and an address', () => {
    expect(readBotConfig(MINIMUM)).toEqual({
      telegram: { token: MINIMUM.BOT_TOKEN, apiRoot: 'https://api.telegram.org' },
      username: undefined,
      appName: undefined,
      publicUrl: 'https://party.example',
      health: { host: '127.0.0.1', port: 9465 },
      log: { level: 'info', format: 'pretty', directory: undefined, maxSize: '20m', maxAge: '14d' },
    });
    expect(problemsOf({})).toEqual([
      expect.stringContaining('BOT_TOKEN'),
      expect.stringContaining('PUBLIC_URL'),
    ]);
  });

  it('takes empty settings for missing ones, as a compose file writes them', () => {
    const empty = {
      BOT_USERNAME: '',
      BOT_API_ROOT: '',
      BOT_HEALTH_HOST: '',
      BOT_HEALTH_PORT: '',
      BOT_WEBHOOK_URL: '',
      BOT_WEBHOOK_SECRET: '',
      BOT_WEBHOOK_PORT: '',
      LOG_DIR: '',
    };
    expect(readBotConfig({ ...MINIMUM, ...empty })).toEqual(readBotConfig(MINIMUM));
  });

  it.each([
    ['BOT_TOKEN', '42:my-secret-token'],
    ['PUBLIC_URL', 'party.example'],
    ['BOT_USERNAME', '@party_bot'],
    ['BOT_API_ROOT', 'ftp://api.example'],
    ['BOT_HEALTH_PORT', '70000'],
    ['BOT_WEBHOOK_SECRET', 'too short'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s by name', (name, value) => {
    const problems = problemsOf({ ...MINIMUM, [name]: value });
    expect(problems).toEqual([expect.stringContaining(name)]);
  });

  it('wants a secret with a webhook, and takes it from a file', () => {
    const BOT_WEBHOOK_URL = 'https://party.example/telegram';
    expect(problemsOf({ ...MINIMUM, BOT_WEBHOOK_URL })).toEqual([
      expect.stringContaining('BOT_WEBHOOK_SECRET'),
    ]);
    expect(
      problemsOf({
        ...MINIMUM,
        BOT_WEBHOOK_URL: 'http://party.example/',
        BOT_WEBHOOK_SECRET: 'x'.repeat(32),
      }),
    ).toEqual([expect.stringContaining('BOT_WEBHOOK_URL')]);
    const secret = 'abcdefghijklmnopqrstuvwxyz_-0123';
    const env = { ...MINIMUM, BOT_WEBHOOK_URL, BOT_WEBHOOK_SECRET_FILE: '/run/secrets/webhook' };
    expect(readBotConfig(env, () => `${secret}\n`).webhook).toEqual({
      url: BOT_WEBHOOK_URL,
      secret,
      host: '127.0.0.1',
      port: 9466,
    });
  });

  it('takes the token from a file', () => {
    const env = { PUBLIC_URL: MINIMUM.PUBLIC_URL, BOT_TOKEN_FILE: '/run/secrets/bot_token' };
    const read = (path: string): string => (path === env.BOT_TOKEN_FILE ? `${MINIMUM.BOT_TOKEN}\n` : '');
    expect(readBotConfig(env, read).telegram.token).toBe(MINIMUM.BOT_TOKEN);
  });

  it('wants https in production, and no secrets of others', () => {
    const production = {
      ...MINIMUM,
      NODE_ENV: 'production',
      BOT_TOKEN: '123456789:AAHk3vQ9xLm2Wz7RtYb5NcUeJd8PfGsAo1',
    };
    expect(problemsOf({ ...production, JWT_SECRET: 'short', DATABASE_URL: 'postgres://db/x' })).toEqual([]);
    expect(problemsOf({ ...production, PUBLIC_URL: 'http://party.example' })).toEqual([
      expect.stringContaining('https'),
    ]);
  });

  it('never tells the value of a setting', () => {
    const problems = problemsOf({ BOT_TOKEN: '42:my-secret-token', PUBLIC_URL: 'my-secret-host' });
    expect(problems.join()).not.toContain('my-secret');
  });
});

import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import winston from 'winston';
import { migrate } from '../../../../scripts/migrate.mjs';
import { type App, type AppOptions, createApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import type { OpenedInstallation } from '../../src/operator/operations.js';
import type { ErrorReporter } from '../../src/platform/error-reporter.js';
import { redacting } from '../../src/platform/logger.js';
import { createDatabase, type Database } from '../../src/platform/postgres/database.js';
import { TEST_BOT_TOKEN } from './bot-token.js';
import { TestClock } from './test-clock.js';
import { signInAs, type TestPerson } from './test-person.js';

/** A node that runs, spoken to over the network only. */
export interface TestNode {
  app: App;
  url: string;
  readonly isRunning: boolean;
  stop(): Promise<void>;
}

/** One installation of the product: a schema of its own, and as many nodes as a test wants. */
export interface Installation {
  database: Database;
  clock: TestClock;
  /** The name of its schema, which its connections carry as their search_path. */
  schema: string;
  /** What every node of it has logged, one JSON line each. */
  logged: string[];
  bootNode(environment?: Record<string, string>): Promise<TestNode>;
  /** The same installation in another process that serves nobody, as the operator's commands open it. */
  openForOperator(environment?: Record<string, string>): Promise<OpenedInstallation>;
  /** The same, as the bot opens it. */
  openForBot(environment?: Record<string, string>): Promise<App>;
  /** Signs somebody in at the first node that runs. Everybody is somebody new unless `telegramId` says who. */
  person(name: string, options?: { node?: TestNode; telegramId?: number }): Promise<TestPerson>;
  people(count: number, options?: { node?: TestNode }): Promise<TestPerson[]>;
  /** Puts the time forward as it would go by, with all that the nodes do meanwhile: presence is renewed, graces end. */
  pass(seconds: number): Promise<void>;
  dispose(): Promise<void>;
}

export interface InstallationOptions {
  /** Instead of the TEST_DATABASE_URL. */
  databaseUrl?: string;
  /** Whether the nodes share the Redis of TEST_REDIS_URL. */
  withRedis?: boolean;
  logLevel?: string;
  errorReporter?: ErrorReporter;
  /** Where the nodes look for videos. By default there is nobody. */
  internet?: AppOptions['internet'];
}

/** Far above what a suite does: the limits have a suite of their own. */
const ROOMY_LIMITS = {
  RATE_LIMIT_API: '100000/15m',
  RATE_LIMIT_ROOMS: '100000/1h',
  RATE_LIMIT_MESSAGES: '100000/1m',
  RATE_LIMIT_REACTIONS: '100000/1m',
  RATE_LIMIT_PASSWORD: '100000/1m',
  RATE_LIMIT_VIDEOS: '100000/1m',
  RATE_LIMIT_EVENTS: '100000/1s',
};

/** Well below the time of a presence lease, which every node renews meanwhile. */
const PASS_STEP_S = 10;

/**
 * @param environment settings for all nodes, as the operator would write them
 */
export async function createInstallation(
  environment: Record<string, string> = {},
  {
    withRedis = false,
    databaseUrl = requiredVariable('TEST_DATABASE_URL'),
    logLevel = 'info',
    errorReporter,
    internet = { resolveHost: async () => [] },
  }: InstallationOptions = {},
): Promise<Installation> {
  const id = `test_${randomBytes(6).toString('hex')}`;
  await migrate({ databaseUrl, schema: id, log: () => undefined });

  const logged: string[] = [];
  const logger = winston.createLogger({
    level: logLevel,
    format: winston.format.combine(redacting(), winston.format.json()),
    transports: [new winston.transports.Stream({ stream: collectLines(logged) })],
  });
  const database = createDatabase({ url: databaseUrl, logger, schema: id });
  const clock = new TestClock();
  const nodes: TestNode[] = [];

  const makeApp = (extra: Record<string, string>): App => {
    const config = readConfig({
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      PUBLIC_URL: 'http://localhost:3000',
      DATABASE_URL: databaseUrl,
      BOT_TOKEN: TEST_BOT_TOKEN,
      JWT_SECRET: 'a secret of the tests that is long enough',
      ...(withRedis && { REDIS_URL: requiredVariable('TEST_REDIS_URL') }),
      ...ROOMY_LIMITS,
      ...environment,
      ...extra,
    });
    return createApp({
      config,
      logger,
      version: 'test',
      errorReporter,
      now: clock.now,
      internet,
      isolation: { schema: id, redisNamespace: id },
    });
  };

  const bootNode = async (extra: Record<string, string> = {}): Promise<TestNode> => {
    const app = makeApp(extra);
    const port = await app.start();
    let isRunning = true;
    const node: TestNode = {
      app,
      url: `http://127.0.0.1:${port}`,
      get isRunning() {
        return isRunning;
      },
      async stop() {
        if (!isRunning) return;
        isRunning = false;
        await app.stop();
      },
    };
    nodes.push(node);
    return node;
  };

  let nextTelegramId = 1_000_000;
  const people: TestPerson[] = [];

  const running = (): TestNode[] => nodes.filter((node) => node.isRunning);

  const person: Installation['person'] = async (name, options = {}) => {
    const { node = running()[0], telegramId = nextTelegramId++ } = options;
    if (!node) throw new Error('boot a node first');
    const somebody = await signInAs({ name, telegramId, url: node.url, now: clock.now() });
    people.push(somebody);
    return somebody;
  };

  return {
    database,
    clock,
    schema: id,
    logged,
    bootNode,

    async openForOperator(extra = {}) {
      const app = makeApp(extra);
      await app.ready();
      return { operations: app.operations, close: app.stop };
    },

    async openForBot(extra = {}) {
      const app = makeApp(extra);
      await app.ready();
      return app;
    },

    person,

    people: (count, options) =>
      Promise.all(Array.from({ length: count }, (_, index) => person(`Person ${index + 1}`, options))),

    async pass(seconds) {
      for (let left = seconds; left > 0; left -= PASS_STEP_S) {
        clock.advance(Math.min(left, PASS_STEP_S) * 1000);
        for (const node of running()) await node.app.keeper.reconcile();
      }
      for (const node of running()) await node.app.keeper.enforceGrace();
    },

    async dispose() {
      for (const person of people) person.close();
      for (const node of nodes) await node.stop();
      await database.query({ text: `DROP SCHEMA "${id}" CASCADE` });
      await database.close();
    },
  };
}

export function requiredVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this through "pnpm test:integration"`);
  return value;
}

function collectLines(lines: string[]): Writable {
  return new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(line.toString());
      done();
    },
  });
}

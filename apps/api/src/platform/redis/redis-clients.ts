import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../logger.js';
import { createOutageLog } from './outage-log.js';
import { PubSubClient } from './pub-sub-client.js';

/** Longest that anybody waits for an answer of Redis; what needs more than this is an outage. */
const COMMAND_TIMEOUT_MS = 1_000;
/** A connection that owes an answer this long is dropped and made anew: its other end may have vanished silently. */
const SOCKET_TIMEOUT_MS = 5_000;
/** The subscriber seldom sends, so only keep-alive probes tell it that the other end has vanished. */
const KEEP_ALIVE_MS = 10_000;
/** How long a closed connection may wait for the other end to agree. Its timer holds up the end of the process. */
const DISCONNECT_TIMEOUT_MS = 200;
const RETRY_STEP_MS = 50;
const RETRY_MAX_MS = 2_000;

export interface RedisClients {
  /** First part of every key and channel: deployments and test files that share a server keep apart by it. */
  readonly namespace: string;
  /** Fails at once while Redis is away, and after a second when Redis does not answer. */
  readonly commands: Redis;
  /** For the Socket.io adapter only. */
  readonly publisher: Redis;
  /** For the Socket.io adapter only. */
  readonly subscriber: Redis;
  /** Whether all connections stand and the server has loaded its data. */
  isReady(): boolean;
  /** Waits for the connections at most this long, in milliseconds. Never throws: a node serves without Redis too. */
  settle(patienceMs: number): Promise<void>;
  /** Ends the connections for good, after the answers that are under way. Never throws. */
  close(): Promise<void>;
}

/**
 * Connects in the background and returns at once. Redis may be away now or go later: commands fail, connections are
 * tried again for ever, and each outage is two lines of the log, its start and its end.
 */
export function connectRedis(options: { url: string; logger: Logger; namespace?: string }): RedisClients {
  const { url, logger, namespace = 'watchparty' } = options;
  const commands = new Redis(url, failingFast);
  const publisher = new PubSubClient(url, failingFast);
  const subscriber = new PubSubClient(url, subscribing);
  const clients = [commands, publisher, subscriber];

  const isReady = (): boolean => clients.every((client) => client.status === 'ready');
  const outage = createOutageLog(logger, {
    out: 'Redis is out of reach: each node limits, caches and broadcasts on its own until it is back',
    back: 'Redis is back',
  });
  let isClosing = false;
  for (const client of clients) {
    client.on('error', (error: unknown) => {
      if (!isClosing) outage.failed(error);
    });
    client.on('close', () => {
      if (!isClosing) outage.failed('the connection was closed');
    });
    client.on('ready', () => {
      if (isReady()) outage.worked();
    });
  }

  return {
    namespace,
    commands,
    publisher,
    subscriber,
    isReady,
    settle: (patienceMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, patienceMs);
        const look = (): void => {
          if (!isReady()) return;
          clearTimeout(timer);
          resolve();
        };
        for (const client of clients) client.once('ready', look);
        look();
      }),
    async close() {
      isClosing = true;
      await Promise.allSettled([commands.quit(), publisher.quit()]);
      for (const client of clients) {
        if (client.status !== 'end') client.disconnect();
      }
    },
  };
}

const shared = {
  retryStrategy: (attempt) => Math.min(RETRY_STEP_MS * 2 ** (attempt - 1), RETRY_MAX_MS),
  socketTimeout: SOCKET_TIMEOUT_MS,
  keepAlive: KEEP_ALIVE_MS,
  disconnectTimeout: DISCONNECT_TIMEOUT_MS,
} satisfies RedisOptions;

const failingFast = {
  ...shared,
  commandTimeout: COMMAND_TIMEOUT_MS,
  // Nothing waits for Redis: a limit has its fallback, and a broadcast that comes late is worth nothing.
  enableOfflineQueue: false,
  // A command that was under way when the connection broke fails now. Sent again it could count twice.
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
} satisfies RedisOptions;

// Subscriptions wait for Redis however long it takes, and are made again after each outage.
const subscribing = { ...shared, maxRetriesPerRequest: null } satisfies RedisOptions;

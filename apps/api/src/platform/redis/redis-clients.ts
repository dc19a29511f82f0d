import { Cluster, Redis, type ClusterOptions, type RedisOptions } from 'ioredis';
import type { Logger } from '../logger.js';
import { watchCluster } from './cluster-watch.js';
import { createOutageLog } from './outage-log.js';
import { PubSubClient } from './pub-sub-client.js';
import { PubSubCluster } from './pub-sub-cluster.js';
import type { RedisAccess, RedisTarget } from './redis-target.js';

/** Longest that anybody waits for an answer of Redis; what needs more than this is an outage. */
const COMMAND_TIMEOUT_MS = 1_000;
/** Longest that a connection may take to be made. A host that is gone says nothing at all. */
const CONNECT_TIMEOUT_MS = 3_000;
/** A connection that owes an answer this long is dropped and made anew: its other end may have vanished silently. */
const SOCKET_TIMEOUT_MS = 5_000;
/** The subscriber seldom sends, so only keep-alive probes tell it that the other end has vanished. */
const KEEP_ALIVE_MS = 10_000;
/** How long a closed connection may wait for the other end to agree. Its timer holds up the end of the process. */
const DISCONNECT_TIMEOUT_MS = 200;
const RETRY_STEP_MS = 50;
const RETRY_MAX_MS = 2_000;
/** How soon a node of a cluster that came back is found again when nobody has asked for its keys. */
const SLOTS_REFRESH_MS = 3_000;
/** For the answer that says that a key is just on its way from one node to another. */
const MIGRATION_RETRY_MS = 50;
/** A command may be sent on to the node that a key has moved to, and once more if it moves meanwhile. */
const MAX_REDIRECTIONS = 3;

/** One server, the master that sentinels name, or a cluster: all commands here name one key. */
export type RedisCommands = Redis | Cluster;

export interface RedisClients {
  /** First part of every key and channel: deployments and test files that share a server keep apart by it. */
  readonly namespace: string;
  /**
   * Fails at once while Redis is away, and after a second when Redis does not answer. In a cluster that is so for the
   * keys of the node that is away, and the others go on.
   */
  readonly commands: RedisCommands;
  /** For the Socket.io adapter only. */
  readonly publisher: PubSubClient | PubSubCluster;
  /** For the Socket.io adapter only. */
  readonly subscriber: PubSubClient | PubSubCluster;
  /** Whether all connections stand and the server has loaded its data; of a cluster, every node that owns keys. */
  isReady(): boolean;
  /** Waits for the connections at most this long, in milliseconds. Never throws: a node serves without Redis too. */
  settle(patienceMs: number): Promise<void>;
  /** Calls back each time that everything stands, also after an outage. */
  onReady(listener: () => void): void;
  /** Ends the connections for good, after the answers that are under way. Never throws. */
  close(): Promise<void>;
}

/** Answers have the shapes of RESP2, which is ioredis's own choice and part of its types. */
type ConnectionOptions = Omit<RedisOptions, 'replyMapping'>;
type Clients = Pick<RedisClients, 'commands' | 'publisher' | 'subscriber'>;

/**
 * Connects in the background and returns at once. Redis may be away now or go later: commands fail, connections are
 * tried again for ever, and each outage is two lines of the log, its start and its end.
 */
export function connectRedis(options: {
  target: RedisTarget;
  logger: Logger;
  namespace?: string;
}): RedisClients {
  const { target, logger, namespace = 'watchparty' } = options;
  const { commands, publisher, subscriber } = clientsOf(target);
  const clients = [commands, publisher, subscriber];
  const readyListeners = new Set<() => void>();

  const watches = [commands, publisher]
    .filter((client) => client instanceof Cluster)
    .map((cluster) => watchCluster(cluster, look));
  const isReady = (): boolean =>
    clients.every((client) => client.status === 'ready') && watches.every((watch) => watch.isWhole());
  const outage = createOutageLog(logger, {
    out:
      target.kind === 'cluster'
        ? 'The Redis cluster is out of reach, or a part of it: for that part each node limits, caches and broadcasts on its own until it is back'
        : 'Redis is out of reach: each node limits, caches and broadcasts on its own until it is back',
    back: 'Redis is back',
  });
  let isClosing = false;
  let wasReady = false;

  function look(): void {
    if (isClosing) return;
    const isNewlyReady = isReady() && !wasReady;
    if (isReady()) outage.worked();
    else if (wasReady) outage.failed('a connection was closed');
    wasReady = isReady();
    if (isNewlyReady) for (const listener of [...readyListeners]) listener();
  }

  for (const client of clients) {
    client.on('error', (error: unknown) => {
      if (!isClosing) outage.failed(reasonOf(error));
    });
    client.on('close', look);
    client.on('ready', look);
  }
  // Of a cluster's subscriber: it tells of errors of single nodes, and this is their end.
  subscriber.on('subscribersReady', look);

  return {
    namespace,
    commands,
    publisher,
    subscriber,
    isReady,
    settle: (patienceMs) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          readyListeners.delete(done);
          resolve();
        };
        const timer = setTimeout(done, patienceMs);
        readyListeners.add(done);
        if (isReady()) done();
      }),
    onReady(listener) {
      readyListeners.add(listener);
    },
    async close() {
      isClosing = true;
      await Promise.allSettled([commands.quit(), publisher.quit()]);
      for (const client of clients) {
        if (client.status !== 'end') client.disconnect();
      }
    },
  };
}

/** A cluster only says that all nodes failed, and keeps why, such as a wrong password, to itself. */
function reasonOf(error: unknown): unknown {
  return error instanceof Error && 'lastNodeError' in error ? (error.lastNodeError ?? error) : error;
}

function clientsOf(target: RedisTarget): Clients {
  if (target.kind === 'cluster') {
    const seeds = target.seeds.map(({ host, port }) => ({ host, port }));
    const access = accessOptions(target.access);
    return {
      commands: new Cluster(seeds, clusterOf({ ...failingFast, ...access })),
      publisher: new PubSubCluster(seeds, clusterOf({ ...failingFast, ...access })),
      subscriber: new PubSubCluster(seeds, {
        ...clusterOf({ ...subscribing, ...access }),
        enableOfflineQueue: true,
        shardedSubscribers: true,
      }),
    };
  }
  if (target.kind === 'single') {
    return {
      commands: new Redis(target.url, failingFast),
      publisher: new PubSubClient(target.url, failingFast),
      subscriber: new PubSubClient(target.url, subscribing),
    };
  }
  const master = sentinelOptions(target);
  return {
    commands: new Redis({ ...master, ...failingFast }),
    publisher: new PubSubClient({ ...master, ...failingFast }),
    subscriber: new PubSubClient({ ...master, ...subscribing }),
  };
}

function accessOptions({ username, password, tls }: RedisAccess): ConnectionOptions {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: {} }),
  };
}

function sentinelOptions(target: RedisTarget & { kind: 'sentinel' }): ConnectionOptions {
  const { access, sentinels, masterName, database, sentinelPassword } = target;
  return {
    ...accessOptions(access),
    sentinels: sentinels.map(({ host, port }) => ({ host, port })),
    name: masterName,
    db: database,
    ...(sentinelPassword !== undefined && { sentinelPassword }),
    ...(access.tls && { sentinelTLS: {}, enableTLSForSentinelMode: true }),
    sentinelCommandTimeout: COMMAND_TIMEOUT_MS,
    // A master that is replaced while it still answers lets its connections stand.
    failoverDetector: true,
  };
}

const backOff = (attempt: number): number => Math.min(RETRY_STEP_MS * 2 ** (attempt - 1), RETRY_MAX_MS);

const shared = {
  retryStrategy: backOff,
  connectTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: SOCKET_TIMEOUT_MS,
  keepAlive: KEEP_ALIVE_MS,
  disconnectTimeout: DISCONNECT_TIMEOUT_MS,
} satisfies ConnectionOptions;

const failingFast = {
  ...shared,
  commandTimeout: COMMAND_TIMEOUT_MS,
  // Nothing waits for Redis: a limit has its fallback, and a broadcast that comes late is worth nothing.
  enableOfflineQueue: false,
  // A command that was under way when the connection broke fails now. Sent again it could count twice.
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
} satisfies ConnectionOptions;

// Subscriptions wait for Redis however long it takes, and are made again after each outage.
const subscribing = { ...shared, maxRetriesPerRequest: null } satisfies ConnectionOptions;

function clusterOf(redisOptions: ConnectionOptions) {
  return {
    redisOptions,
    clusterRetryStrategy: backOff,
    // The same as failing fast means for one server: no queue, and nothing is tried again but where a key has moved.
    enableOfflineQueue: false,
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    retryDelayOnTryAgain: MIGRATION_RETRY_MS,
    maxRedirections: MAX_REDIRECTIONS,
    slotsRefreshTimeout: COMMAND_TIMEOUT_MS,
    slotsRefreshInterval: SLOTS_REFRESH_MS,
    // Names stay names: certificates are issued to them, and what they stand for may change.
    dnsLookup: (address, callback) => callback(null, address),
  } satisfies ClusterOptions;
}

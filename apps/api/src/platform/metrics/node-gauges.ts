import { Gauge, type Registry } from 'prom-client';
import type { Logger } from '../logger.js';
import type { Now } from '../now.js';
import type { PoolUse } from '../postgres/database.js';
import type { RedisMemory } from '../redis/redis-memory.js';
import { singleFlight } from '../single-flight.js';
import { within } from '../within.js';

/** What a connection tells about itself. */
export interface Connected {
  userId: string;
  roomId?: string;
}

/** What all nodes share, as the database knows it. */
export interface InstallationTotals {
  rooms: number;
  users: number;
  seatsOnline: number;
}

export interface NodeGaugesOptions {
  registry: Registry;
  connections: () => Iterable<Connected>;
  /** By the pool's name. */
  pools: Readonly<Record<string, () => PoolUse>>;
  /** Undefined where the installation has no replica. */
  isReplicaInUse?: () => boolean;
  /** Undefined where the installation has no Redis. */
  redis?: { isReady: () => boolean; memory: () => Promise<RedisMemory[]> };
  totals: () => Promise<InstallationTotals>;
  logger: Logger;
  now: Now;
}

/** However often somebody asks for metrics, the database counts at most this often, in milliseconds. */
const TOTALS_EVERY_MS = 15_000;
/** A scrape waits no longer for anybody, in milliseconds: what is late is left out of it. */
const ASK_TIMEOUT_MS = 1_500;

/**
 * How things stand at the moment of a scrape. Each gauge asks for itself, as a scrape reads them in no certain order; what
 * costs something is asked once for all.
 */
export function watchNode(options: NodeGaugesOptions): void {
  const registers = [options.registry];
  watchConnections(registers, options);
  watchPools(registers, options);
  if (options.redis) watchRedis(registers, options.redis);
  watchTotals(registers, options);
}

function watchConnections(registers: Registry[], { connections }: NodeGaugesOptions): void {
  const gauge = (name: string, help: string, count: (all: Connected[]) => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(count([...connections()]));
      },
    });
  gauge('watchparty_connections', 'Socket connections of this node', (all) => all.length);
  gauge(
    'watchparty_connected_users',
    'Different people connected to this node',
    (all) => new Set(all.map(({ userId }) => userId)).size,
  );
  gauge(
    'watchparty_connected_rooms',
    'Rooms that connections of this node are in',
    (all) => new Set(all.flatMap(({ roomId }) => (roomId === undefined ? [] : [roomId]))).size,
  );
}

function watchPools(registers: Registry[], { pools, isReplicaInUse }: NodeGaugesOptions): void {
  const gauge = (name: string, help: string, read: (use: PoolUse) => number): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['pool'],
      registers,
      collect() {
        for (const [pool, use] of Object.entries(pools)) this.set({ pool }, read(use()));
      },
    });
  if (isReplicaInUse) {
    new Gauge({
      name: 'watchparty_db_replica_in_use',
      help: 'Whether reads that may lag go to the replica',
      registers,
      collect() {
        this.set(isReplicaInUse() ? 1 : 0);
      },
    });
  }
  gauge('watchparty_db_pool_connections', 'Connections to the database', ({ total }) => total);
  gauge('watchparty_db_pool_idle', 'Connections to the database that nobody uses', ({ idle }) => idle);
  gauge('watchparty_db_pool_waiting', 'Who waits for a connection to the database', ({ waiting }) => waiting);
  gauge('watchparty_db_pool_max', 'Most connections to the database that a pool opens', ({ max }) => max);
}

function watchRedis(
  registers: Registry[],
  { isReady, memory }: NonNullable<NodeGaugesOptions['redis']>,
): void {
  new Gauge({
    name: 'watchparty_redis_up',
    help: 'Whether all connections of this node to Redis stand',
    registers,
    collect() {
      this.set(isReady() ? 1 : 0);
    },
  });
  const ask = singleFlight(async () => within(ASK_TIMEOUT_MS, memory()).catch(() => []));
  const gauge = (name: string, help: string, read: (server: RedisMemory) => number): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['server'],
      registers,
      async collect() {
        const servers = await ask();
        this.reset();
        for (const server of servers) this.set({ server: server.server }, read(server));
      },
    });
  gauge(
    'watchparty_redis_memory_used_bytes',
    'Memory that a Redis server uses',
    ({ usedBytes }) => usedBytes,
  );
  gauge(
    'watchparty_redis_memory_max_bytes',
    'Most memory that a Redis server may use; 0 where nothing bounds it',
    ({ maxBytes }) => maxBytes,
  );
}

function watchTotals(registers: Registry[], { totals, logger, now }: NodeGaugesOptions): void {
  let askedAt = Number.NEGATIVE_INFINITY;
  let latest: Promise<InstallationTotals | undefined> = Promise.resolve(undefined);
  const ask = (): Promise<InstallationTotals | undefined> => {
    if (now() - askedAt >= TOTALS_EVERY_MS) {
      askedAt = now();
      latest = totals().catch((error: unknown) => {
        logger.warn('the installation was not counted', { error });
        return undefined;
      });
    }
    return within(ASK_TIMEOUT_MS, latest).catch(() => undefined);
  };
  const gauge = (name: string, help: string, read: (counted: InstallationTotals) => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const counted = await ask();
        // Rather nothing than what was so a while ago.
        if (counted) this.set(read(counted));
        else this.remove();
      },
    });
  gauge('watchparty_rooms', 'Rooms of the installation', ({ rooms }) => rooms);
  gauge('watchparty_users', 'People of the installation', ({ users }) => users);
  gauge(
    'watchparty_seats_online',
    'Seats of the installation whose holders are there',
    ({ seatsOnline }) => seatsOnline,
  );
}

import { randomUUID } from 'node:crypto';
import type { Logger } from '../logger.js';
import type { Now } from '../now.js';
import { createOutageLog } from '../redis/outage-log.js';
import type { RedisClients } from '../redis/redis-clients.js';
import { errorOf, runBatch, type KeyedCommand } from '../redis/run-batch.js';
import type { RoundTrips } from './round-trips.js';
import { addRttHistograms, RTT_BUCKETS, type RttHistogram } from './rtt-histogram.js';

export interface RedisRoundTripsOptions {
  redis: RedisClients;
  /** How long it holds what a node has told, in milliseconds. */
  ttlMs: number;
  /** Nodes compare each other's instants, so their clocks may differ by much less than `ttlMs`. */
  now: Now;
  logger: Logger;
}

/**
 * A sorted set a room: the member is a node with its counts, the score the instant at which it no longer holds. Each call
 * is about one round trip, however many rooms it speaks of.
 */
export function createRedisRoundTrips({ redis, ttlMs, now, logger }: RedisRoundTripsOptions): RoundTrips {
  const nodeKey = randomUUID();
  /** What this node told last, by room, to be replaced. */
  let told = new Map<string, string>();
  const outage = createOutageLog(
    logger,
    {
      out: 'Nodes cannot tell each other of round trips: each schedules commands by its own people',
      back: 'Nodes tell each other of round trips again',
    },
    redis.isReady,
  );

  const commandsFor = (roomId: string, member: string, at: number): KeyedCommand[] => {
    const key = `${redis.namespace}:round-trips:${roomId}`;
    const before = told.get(roomId);
    return [
      ['zremrangebyscore', key, '-inf', at],
      ...(before === undefined || before === member ? [] : [['zrem', key, before] as const]),
      ['zadd', key, at + ttlMs, member],
      ['pexpire', key, ttlMs],
      ['zrange', key, 0, -1],
    ];
  };

  return {
    async exchange(own) {
      if (own.size === 0) {
        told = new Map();
        return new Map();
      }
      const at = now();
      const members = new Map([...own].map(([roomId, counts]) => [roomId, `${nodeKey}:${counts.join(',')}`]));
      const batches = [...members].map(([roomId, member]) => ({
        roomId,
        commands: commandsFor(roomId, member, at),
      }));
      const answers = await runBatch(
        redis.commands,
        batches.flatMap(({ commands }) => commands),
      );
      const error = errorOf(answers);
      if (error) outage.failed(error);
      else outage.worked();
      told = members;

      const others = new Map<string, RttHistogram>();
      let read = 0;
      for (const { roomId, commands } of batches) {
        read += commands.length;
        const [failed, listed] = answers[read - 1] ?? [null, []];
        if (failed) continue;
        const foreign = (listed as string[]).filter((member) => !member.startsWith(nodeKey));
        if (foreign.length > 0)
          others.set(roomId, foreign.map(countsIn).reduce<RttHistogram>(addRttHistograms, []));
      }
      return others;
    },
  };
}

/** Another release may write otherwise: what is no number counts nothing. */
function countsIn(member: string): RttHistogram {
  const counts = member.slice(member.indexOf(':') + 1).split(',');
  return counts.slice(0, RTT_BUCKETS).map((count) => Math.max(0, Number(count) || 0));
}

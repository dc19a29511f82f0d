import { AppError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Now } from '../now.js';
import { createOutageLog } from '../redis/outage-log.js';
import type { RedisClients } from '../redis/redis-clients.js';
import { errorOf, runBatch, type Answer, type KeyedCommand } from '../redis/run-batch.js';
import type { Presence, PresenceLease } from './presence.js';

export interface RedisPresenceOptions {
  redis: RedisClients;
  /** The same on every node: the renewal of one prolongs the whole room's set. */
  ttlMs: number;
  /** Nodes compare each other's instants, so their clocks may differ by much less than `ttlMs`. */
  now: Now;
  logger: Logger;
}

/**
 * A sorted set a room: the member is the user and the socket, the score the instant at which the lease ends.
 * Each call is about one round trip, however many rooms it speaks of.
 */
export function createRedisPresence({ redis, ttlMs, now, logger }: RedisPresenceOptions): Presence {
  const keyOf = (roomId: string): string => `${redis.namespace}:presence:${roomId}`;
  const outage = createOutageLog(
    logger,
    { out: 'Presence is out: nobody can be told to be online or gone', back: 'Presence is back' },
    redis.isReady,
  );

  /** What could not be released, and when it runs out by itself. */
  const owed = new Map<string, { command: KeyedCommand; endsAt: number }>();

  const releaseOf = (lease: PresenceLease): KeyedCommand => ['zrem', keyOf(lease.roomId), memberOf(lease)];

  function note(answers: readonly Answer[]): Error | undefined {
    const error = errorOf(answers);
    if (error) outage.failed(error);
    else outage.worked();
    return error;
  }

  return {
    async renew(leases) {
      const at = now();
      for (const lease of leases) owed.delete(releaseOf(lease).join());
      for (const [id, { endsAt }] of owed) if (endsAt <= at) owed.delete(id);
      const overdue = [...owed];
      if (leases.length + overdue.length === 0) return;
      const renewals = [...membersByRoom(leases)].flatMap(([roomId, members]): KeyedCommand[] => {
        const key = keyOf(roomId);
        return [
          ['zremrangebyscore', key, '-inf', at],
          ['zadd', key, ...members.flatMap((member) => [at + ttlMs, member])],
          // A room that everybody vanished from goes as a whole, for nobody comes to trim it.
          ['pexpire', key, ttlMs],
        ];
      });
      const batch = [...renewals, ...overdue.map(([, { command }]) => command)];
      if (note(await runBatch(redis.commands, batch))) return;
      for (const [id, debt] of overdue) if (owed.get(id) === debt) owed.delete(id);
    },
    async release(lease) {
      const command = releaseOf(lease);
      // Somebody who is gone would be taken for present until the lease runs out.
      if (note(await runBatch(redis.commands, [command])))
        owed.set(command.join(), { command, endsAt: now() + ttlMs });
    },
    async socketsOf({ roomId, userId }) {
      const command: KeyedCommand = ['zrangebyscore', keyOf(roomId), `(${now()}`, '+inf'];
      const answers = await runBatch(redis.commands, [command]);
      const cause = note(answers);
      if (cause) throw new AppError('unavailable', 'Who is online cannot be told right now.', { cause });
      const members = answers[0]?.[1] as string[];
      return members.filter((member) => userOf(member) === userId).map(socketOf);
    },
    async online(roomIds) {
      if (roomIds.length === 0) return new Map();
      const at = now();
      const batch = roomIds.map((roomId): KeyedCommand => ['zrangebyscore', keyOf(roomId), `(${at}`, '+inf']);
      const answers = await runBatch(redis.commands, batch);
      const cause = note(answers);
      if (answers.every(([error]) => error))
        throw new AppError('unavailable', 'Who is online cannot be told right now.', { cause });
      return new Map(
        roomIds.flatMap((roomId, index): [string, Set<string>][] => {
          const members = answers[index]?.[1] as string[] | undefined;
          return members ? [[roomId, new Set(members.map(userOf))]] : [];
        }),
      );
    },
  };
}

function membersByRoom(leases: readonly PresenceLease[]): Map<string, string[]> {
  const rooms = new Map<string, string[]>();
  for (const lease of leases) {
    const members = rooms.get(lease.roomId);
    if (members) members.push(memberOf(lease));
    else rooms.set(lease.roomId, [memberOf(lease)]);
  }
  return rooms;
}

function memberOf({ userId, socketId }: PresenceLease): string {
  return `${userId}:${socketId}`;
}

function socketOf(member: string): string {
  return member.slice(member.lastIndexOf(':') + 1);
}

/** Socket.io's ids hold no colon, so the last one parts the two. */
function userOf(member: string): string {
  return member.slice(0, member.lastIndexOf(':'));
}

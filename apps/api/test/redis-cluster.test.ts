import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRedisCache } from '../src/platform/cache/redis-cache.js';
import { createRedisPresence } from '../src/platform/presence/redis-presence.js';
import { createRateLimiter } from '../src/platform/rate-limits/create-rate-limiter.js';
import { connectRedis, type RedisClients } from '../src/platform/redis/redis-clients.js';
import { readRedisMemory } from '../src/platform/redis/redis-memory.js';
import { createSocketAdapter } from '../src/platform/socket/adapter.js';
import { channels } from '../src/platform/socket/channels.js';
import { knowEachOther, startNodes, type Client, type Nodes } from './contracts/nodes.js';
import { logLines } from './kit/log-lines.js';
import { redisCluster, type ClusterMaster, type RedisCluster } from './kit/redis-cluster.js';
import { until } from './kit/until.js';

const limit = { points: 3, windowMs: 60_000 };

describe('in a cluster of three masters', () => {
  const unhandled: unknown[] = [];
  const noteUnhandled = (reason: unknown): void => void unhandled.push(reason);
  let cluster: RedisCluster;
  beforeAll(async () => {
    process.on('unhandledRejection', noteUnhandled);
    cluster = await redisCluster();
  });
  afterAll(async () => {
    process.off('unhandledRejection', noteUnhandled);
    await cluster.stop();
  });

  let opened: RedisClients[];
  let nodes: Nodes | undefined;
  beforeEach(() => {
    opened = [];
    nodes = undefined;
    unhandled.length = 0;
  });
  afterEach(async () => {
    await nodes?.close();
    await Promise.all(opened.map((redis) => redis.close()));
    expect(unhandled).toEqual([]);
  });

  async function connect(namespace = randomUUID()) {
    const { logger, lines } = logLines();
    const redis = connectRedis({ target: cluster.target, logger, namespace });
    opened.push(redis);
    await until('Redis is ready', () => redis.isReady());
    return {
      redis,
      lines,
      cache: createRedisCache({ redis, logger }),
      limiter: createRateLimiter({ name: 'messages', limit, redis, logger }),
      presence: createRedisPresence({ redis, ttlMs: 60_000, now: Date.now, logger }),
    };
  }

  /** Two nodes of one installation, and somebody on each. */
  async function connectNodes() {
    const namespace = randomUUID();
    const parts = [await connect(namespace), await connect(namespace)] as const;
    nodes = await startNodes(parts.map(({ redis }) => createSocketAdapter(redis, 'sharded')));
    const [first, second] = [nodes.servers[0]!, nodes.servers[1]!];
    const [near, far] = [await nodes.connect(first), await nodes.connect(second)];
    return { namespace, parts, first, second, near, far };
  }

  const keyOn = async (master: ClusterMaster, { namespace }: RedisClients): Promise<string> =>
    (await cluster.nameOn(master, `${namespace}:cache:`)).slice(`${namespace}:cache:`.length);
  const roomOn = async (master: ClusterMaster, namespace: string): Promise<string> => {
    let room: string;
    do room = `room ${randomUUID()}`;
    while ((await cluster.ownerOf(`${namespace}:socket#/#${room}#`)).port !== master.port);
    return room;
  };

  it('tells the memory of every master', async () => {
    const { redis } = await connect();
    const servers = await readRedisMemory(redis.commands);
    expect(new Set(servers.map(({ server }) => server)).size).toBe(3);
    expect(servers.every(({ usedBytes }) => usedBytes > 100_000)).toBe(true);
  });

  it('finds what has moved to another master, while it moves and afterwards', async () => {
    const { redis, cache, lines } = await connect();
    const [from, to] = [cluster.masters[0]!, cluster.masters[1]!];
    const key = await keyOn(from, redis);
    const stored = `${redis.namespace}:cache:${key}`;
    await cache.set(key, 'Sintel', 60_000);

    await cluster.beginMove(stored, to);
    // Still there, so the old owner answers.
    expect(await cache.get(key)).toBe('Sintel');
    await cluster.finishMove(stored, to);
    expect(await cache.get(key)).toBe('Sintel');
    await cache.set(key, 'Spring', 60_000);
    expect(await cache.get(key)).toBe('Spring');

    await cluster.beginMove(stored, from);
    await cache.delete(key);
    // It is not there any more: the old owner sends us on to the new one.
    await cache.set(key, 'Charge', 60_000);
    expect(await cache.get(key)).toBe('Charge');
    await cluster.finishMove(stored, from);
    expect(await cache.get(key)).toBe('Charge');
    expect(lines).toEqual([]);
  });

  it('hears a room whose channel moves to another master', async () => {
    const { namespace, first, near, far } = await connectNodes();
    const [from, to] = [cluster.masters[0]!, cluster.masters[1]!];
    const room = await joinedRoomOn(from, namespace, [near, far]);
    await sayUntilHeard(first, room, far, 'before');
    const channel = `${namespace}:socket#/#${room}#`;
    await cluster.beginMove(channel, to);
    await cluster.finishMove(channel, to);
    await sayUntilHeard(first, room, far, 'after');
  });

  it('hears a room whose subscriptions a master takes away without giving up the channel', async () => {
    const { namespace, first, near, far } = await connectNodes();
    const master = cluster.masters[0]!;
    const rooms = [
      await joinedRoomOn(master, namespace, [near, far]),
      await joinedRoomOn(master, namespace, [near, far]),
    ];
    for (const room of rooms) await sayUntilHeard(first, room, far, `before in ${room}`);
    for (const room of rooms) await cluster.affirm(`${namespace}:socket#/#${room}#`);
    for (const room of rooms) await sayUntilHeard(first, room, far, `after in ${room}`);
  });

  it('tells a room and its member in order, and has its last words heard before it is emptied', async () => {
    const { first, far } = await connectNodes();
    const told: string[] = [];
    for (let round = 0; round < 20; round++) {
      const roomId = randomUUID();
      const [room, member] = [channels.room(roomId), channels.member(roomId, 'far')];
      await far.serverSide.join([room, member]);
      for (let word = 0; word < 5; word++) {
        first.to(word % 2 ? room : member).emit('note', `${round}.${word}`);
        told.push(`${round}.${word}`);
      }
      first.to(room).emit('note', `${round} closed`);
      first.in(room).socketsLeave(room);
      told.push(`${round} closed`);
    }
    await until('everything is heard', () => far.heard.length === told.length);
    expect([...far.heard].sort()).toEqual([...told].sort());
    for (let round = 0; round < 20; round++) {
      const isOfRound = (note: string): boolean => note.startsWith(`${round}.`) || note === `${round} closed`;
      expect(far.heard.filter(isOfRound)).toEqual(told.filter(isOfRound));
    }
    await until('nobody is left', () => far.serverSide.rooms.size === 1 + 20);
  });

  it('goes on without one master, and takes it up again when it comes back', async () => {
    const { namespace, parts, first, near, far } = await connectNodes();
    const [here] = parts;
    const [dying, living] = [cluster.masters[0]!, cluster.masters[1]!];
    const lostRoom = await joinedRoomOn(dying, namespace, [near, far]);
    const goodRoom = await joinedRoomOn(living, namespace, [near, far]);
    const [lostKey, goodKey] = [await keyOn(dying, here.redis), await keyOn(living, here.redis)];
    for (const key of [lostKey, goodKey]) await here.cache.set(key, 'Sintel', 60_000);
    await sayUntilHeard(first, lostRoom, far, 'before');
    await sayUntilHeard(first, goodRoom, far, 'before too');

    await dying.kill();
    first.to(lostRoom).emit('note', 'at once');
    await until('it was heard on the node', () => near.heard.includes('at once'));
    await until('the outage is noticed', () => parts.every(({ redis }) => !redis.isReady()));
    const startedAt = performance.now();
    for (let i = 0; i < 20; i++) {
      expect(await here.cache.get(lostKey)).toBeUndefined();
      expect(await here.cache.get(goodKey)).toBe('Sintel');
    }
    // Twenty answers that nobody waits a second for.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const keys = Array.from({ length: 30 }, (_, index) => `user:${index}`);
    for (const key of keys) {
      const verdicts = [];
      for (let i = 0; i < 4; i++) verdicts.push((await here.limiter.consume(key)).allowed);
      expect(verdicts).toEqual([true, true, true, false]);
    }
    const rooms = keys.map((key) => ({ roomId: key, userId: 'ann', socketId: 's' }));
    await here.presence.renew(rooms);
    const owners = await Promise.all(keys.map((key) => cluster.ownerOf(`${namespace}:presence:${key}`)));
    const tellable = keys.filter((_key, index) => owners[index] !== dying);
    expect(tellable.length).toBeLessThan(keys.length);
    expect(await here.presence.online(keys)).toEqual(new Map(tellable.map((key) => [key, new Set(['ann'])])));
    await sayUntilHeard(first, goodRoom, far, 'meanwhile');
    first.to(lostRoom).emit('note', 'to those on the node');
    await until('it was heard on the node', () => near.heard.includes('to those on the node'));
    expect(far.heard).not.toContain('to those on the node');
    const newRoom = await roomOn(dying, namespace);
    await far.serverSide.join(newRoom);
    // However often a part of the keys works in between.
    expect(here.lines.filter((line) => line.startsWith('info'))).toEqual([]);
    expect(here.lines.filter((line) => line.includes('The cache'))).toHaveLength(1);

    await dying.start();
    await cluster.settled();
    await until('Redis is ready', () => parts.every(({ redis }) => redis.isReady()));
    await sayUntilHeard(first, lostRoom, far, 'after');
    await sayUntilHeard(first, newRoom, far, 'after too');
    await here.cache.set(lostKey, 'Sintel', 60_000);
    expect(await here.cache.get(lostKey)).toBe('Sintel');
    await here.presence.renew(rooms);
    expect((await here.presence.online(keys)).size).toBe(keys.length);
    await here.limiter.consume('user:0');
    expect(here.lines.filter((line) => line.startsWith('info')).sort()).toEqual([
      'info: Presence is back',
      'info: Redis is back',
      'info: The cache is back',
      'info: The limit "messages" is counted by all nodes together again',
    ]);
    await knowEachOther(nodes!.servers);
  });

  it('heals when all of it goes and comes back', async () => {
    const { namespace, parts, first, near, far } = await connectNodes();
    const room = await joinedRoomOn(cluster.masters[2]!, namespace, [near, far]);
    await sayUntilHeard(first, room, far, 'before');
    await Promise.all(cluster.masters.map((master) => master.kill()));
    await until('the outage is noticed', () => parts.every(({ redis }) => !redis.isReady()));
    expect(await parts[0].cache.get('anything')).toBeUndefined();
    first.in(near.socket.id!).disconnectSockets(true);
    await until('one is thrown out', () => !near.socket.connected);
    await Promise.all(cluster.masters.map((master) => master.start()));
    await cluster.settled();
    await until('Redis is ready', () => parts.every(({ redis }) => redis.isReady()));
    await sayUntilHeard(first, room, far, 'after');
  });

  it('starts without the cluster and takes it up when it comes', async () => {
    await Promise.all(cluster.masters.map((master) => master.kill()));
    const { logger, lines } = logLines();
    const redis = connectRedis({ target: cluster.target, logger, namespace: randomUUID() });
    opened.push(redis);
    await expect(redis.commands.get('key')).rejects.toThrow();
    await until('the outage is in the log', () => lines.some((line) => line.includes('out of reach')));
    await Promise.all(cluster.masters.map((master) => master.start()));
    await until('Redis is ready', () => redis.isReady());
    expect(await redis.commands.get('key')).toBeNull();
    expect(lines.at(-1)).toBe('info: Redis is back');
  });

  /** Takes them into a room whose channel that master has. @returns its name */
  async function joinedRoomOn(
    master: ClusterMaster,
    namespace: string,
    clients: readonly Client[],
  ): Promise<string> {
    const room = await roomOn(master, namespace);
    for (const { serverSide } of clients) await serverSide.join(room);
    return room;
  }

  /** What is said in an outage is lost, so it is said again until it is heard. */
  async function sayUntilHeard(
    server: Nodes['servers'][number],
    room: string,
    listener: Client,
    word: string,
  ): Promise<void> {
    await until(`"${word}" is heard`, () => {
      server.to(room).emit('note', word);
      return listener.heard.includes(word);
    });
  }
});

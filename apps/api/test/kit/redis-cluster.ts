import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../../../../scripts/lib/ports.mjs';
import { parseRedisTarget, type RedisTarget } from '../../src/platform/redis/redis-target.js';
import { redisProcess, type RedisProcess } from './redis-process.js';
import { until } from './until.js';

const SLOTS = 16_384;
const MASTERS = 3;
/** How soon the others take a dead master for dead. */
const NODE_TIMEOUT_MS = 1_000;

export interface ClusterMaster extends RedisProcess {
  readonly port: number;
}

/** A real cluster of three masters without replicas on this machine. */
export interface RedisCluster {
  /** As REDIS_URL takes it. */
  url: string;
  target: RedisTarget;
  masters: readonly ClusterMaster[];
  /** The master whose part a key or a channel is. Asks any that runs. */
  ownerOf(key: string): Promise<ClusterMaster>;
  /** A key or channel that begins so and is a part of that master. */
  nameOn(master: ClusterMaster, prefix: string): Promise<string>;
  /** Announces that the slot of a key moves: from then on keys that are not there any more are asked for at `to`. */
  beginMove(key: string, to: ClusterMaster): Promise<void>;
  /** Moves the keys of the slot and gives it away for good. */
  finishMove(key: string, to: ClusterMaster): Promise<void>;
  /** Tells the owner of a key once more that it is, for which it takes away every subscription in the slot. */
  affirm(key: string): Promise<void>;
  /** Waits until all masters agree that all is well, as after one has come back. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export async function redisCluster(): Promise<RedisCluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redis-cluster-'));
  const nodes = await Promise.all(Array.from({ length: MASTERS }, (_, index) => prepareNode(folder, index)));

  const settled = (): Promise<void> =>
    until('the cluster is well', async () => {
      const states = await Promise.all(
        nodes.map(async ({ admin }) => String(await admin.call('CLUSTER', 'INFO'))),
      );
      const epochs = new Set(states.map((state) => /cluster_current_epoch:\d+/.exec(state)?.[0]));
      return (
        epochs.size === 1 &&
        states.every((state) => /cluster_state:ok[^]*cluster_slots_ok:16384[^]*cluster_size:3/.test(state))
      );
    });
  const stop = async (): Promise<void> => {
    for (const { admin } of nodes) admin.disconnect();
    await Promise.all(nodes.map((node) => node.kill()));
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await Promise.all(nodes.map((node) => node.start()));
    await unite(nodes);
    await settled();
  } catch (error) {
    await stop();
    throw error;
  }

  const running = (): ClusterNode => nodes.find(({ admin }) => admin.status === 'ready')!;
  const slotOf = async (key: string): Promise<number> =>
    Number(await running().admin.call('CLUSTER', 'KEYSLOT', key));
  const idOf = async ({ port }: ClusterMaster): Promise<string> =>
    String(await nodes.find((node) => node.port === port)!.admin.call('CLUSTER', 'MYID'));
  const ownerOf = async (key: string): Promise<ClusterNode> => {
    const slot = await slotOf(key);
    const ranges = (await running().admin.call('CLUSTER', 'SLOTS')) as [number, number, [string, number]][];
    const [, , [, port]] = ranges.find(([from, to]) => from <= slot && slot <= to)!;
    return nodes.find((node) => node.port === port)!;
  };

  const url = nodes.map(({ port }) => `redis://127.0.0.1:${port}`).join(',');
  return {
    url,
    target: parseRedisTarget({ url }),
    masters: nodes,
    ownerOf,
    settled,
    stop,

    async nameOn(master, prefix) {
      for (let index = 0; ; index++) {
        const name = `${prefix}${index}`;
        if ((await ownerOf(name)).port === master.port) return name;
      }
    },

    async beginMove(key, to) {
      // The new owner's word counts from a higher epoch on, for which it has to know the highest one.
      await settled();
      const [slot, from] = [await slotOf(key), await ownerOf(key)];
      const target = nodes.find(({ port }) => port === to.port)!;
      await target.admin.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', await idOf(from));
      await from.admin.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', await idOf(to));
    },

    async affirm(key) {
      const [slot, owner] = [await slotOf(key), await ownerOf(key)];
      await owner.admin.call('CLUSTER', 'SETSLOT', slot, 'NODE', await idOf(owner));
    },

    async finishMove(key, to) {
      const [slot, from] = [await slotOf(key), await ownerOf(key)];
      const keys = (await from.admin.call('CLUSTER', 'GETKEYSINSLOT', slot, 100)) as string[];
      if (keys.length > 0)
        await from.admin.call('MIGRATE', '127.0.0.1', to.port, '', 0, 1_000, 'KEYS', ...keys);
      const id = await idOf(to);
      const target = nodes.find(({ port }) => port === to.port)!;
      for (const { admin } of new Set([target, from, ...nodes]))
        await admin.call('CLUSTER', 'SETSLOT', slot, 'NODE', id);
    },
  };
}

interface ClusterNode extends ClusterMaster {
  readonly busPort: number;
  readonly admin: Redis;
}

/** Gives each its part of the slots, and makes them known to each other. */
async function unite(nodes: readonly ClusterNode[]): Promise<void> {
  const [first, ...others] = nodes;
  for (const [index, { admin }] of nodes.entries()) {
    await admin.call('CLUSTER', 'ADDSLOTSRANGE', sliceStart(index), sliceStart(index + 1) - 1);
    // Two of one epoch would quarrel about whose word on a slot is the newer one.
    await admin.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
  }
  for (const { port, busPort } of others)
    await first!.admin.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort);
}

async function prepareNode(folder: string, index: number): Promise<ClusterNode> {
  const [port, busPort] = [await findFreePort(), await findFreePort()];
  const process = redisProcess([
    ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ...['--dir', folder, '--cluster-enabled', 'yes', '--cluster-config-file', `node-${index}.conf`],
    ...['--cluster-port', String(busPort), '--cluster-node-timeout', String(NODE_TIMEOUT_MS)],
    // The masters that are left go on with their own part.
    ...['--cluster-require-full-coverage', 'no'],
  ]);
  const admin = new Redis({ host: '127.0.0.1', port, retryStrategy: () => 50, lazyConnect: true });
  admin.on('error', expectedOfTheDead);
  return { port, busPort, admin, ...process };
}

function sliceStart(index: number): number {
  return Math.floor((SLOTS * index) / MASTERS);
}

function expectedOfTheDead(): void {
  // Tests kill masters.
}

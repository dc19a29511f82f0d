import { RedisAdapter } from '@socket.io/redis-adapter';
import type { Namespace } from 'socket.io';
import type { RedisClients } from '../redis/redis-clients.js';

type Selection = Parameters<RedisAdapter['disconnectSockets']>[0];

/**
 * Over the pub/sub of all Redis servers, where every node hears every message.
 *
 * The package's adapter delivers broadcasts on its own node first-hand, but it acts on sockets (disconnect, join,
 * leave) only when its own message comes back from Redis, and counts nodes by asking Redis. While Redis is out this
 * one acts at once and counts itself alone, so that whoever is thrown out still goes, on this node at least.
 */
export class ClassicAdapter extends RedisAdapter {
  readonly #redis: RedisClients;

  constructor(namespace: Namespace, redis: RedisClients) {
    super(namespace, redis.publisher, redis.subscriber, {
      key: `${redis.namespace}:socket`,
      publishOnSpecificResponseChannel: true,
    });
    this.#redis = redis;
  }

  override addSockets(selection: Selection, rooms: string[]): void {
    super.addSockets(this.#withinReach(selection), rooms);
  }

  override delSockets(selection: Selection, rooms: string[]): void {
    super.delSockets(this.#withinReach(selection), rooms);
  }

  override disconnectSockets(selection: Selection, close: boolean): void {
    super.disconnectSockets(this.#withinReach(selection), close);
  }

  /** `fetchSockets` and acknowledged broadcasts ask it first, and stay on this node when it says 1. */
  override async serverCount(): Promise<number> {
    try {
      return await super.serverCount();
    } catch {
      return 1;
    }
  }

  #withinReach(selection: Selection): Selection {
    return this.#redis.isReady() ? selection : { ...selection, flags: { ...selection.flags, local: true } };
  }
}

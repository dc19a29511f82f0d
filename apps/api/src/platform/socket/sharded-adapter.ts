import { createShardedAdapter as createPackageAdapter } from '@socket.io/redis-adapter';
import type { Namespace } from 'socket.io';
import type { RedisClients } from '../redis/redis-clients.js';

type ShardedAdapter = ReturnType<ReturnType<typeof createPackageAdapter>>;
type Message = Parameters<ShardedAdapter['doPublish']>[0];

/** MessageType.SOCKETS_LEAVE of socket.io-adapter. */
const SOCKETS_LEAVE = 5;
/** By this the package tells the room of one socket, which has no channel of its own, from all others. */
const SOCKET_ID_LENGTH = 20;

/**
 * Over the sharded pub/sub of Redis 7: each room has a channel of its own, and only the nodes with somebody in the
 * room subscribe to it.
 *
 * The package acts on its own node when Redis has taken the message. Here it does not wait for that: people on this
 * node hear at once, and whoever is thrown out goes, whether or not Redis is there.
 */
export function createShardedAdapter(namespace: Namespace, redis: RedisClients): ShardedAdapter {
  const channelPrefix = `${redis.namespace}:socket`;
  const adapter = createPackageAdapter(redis.publisher, redis.subscriber, {
    channelPrefix,
    // A channel for each room. 'static', one channel for all, sent every message to each of four nodes where one had
    // the room: four times the traffic of Redis and twice the work of the nodes. 'dynamic-private' adds a channel for
    // each socket, half as many again, and nothing is sent to single sockets.
    subscriptionMode: 'dynamic',
  })(namespace);
  const doPublish = adapter.doPublish.bind(adapter);
  const serverCount = adapter.serverCount.bind(adapter);
  const addAll = adapter.addAll.bind(adapter);

  adapter.doPublish = (message) => {
    const room = roomLeftBy(message);
    const published =
      room === undefined
        ? doPublish(message)
        : // By the channel of the room's last words. By the common one it might overtake them: in a cluster the two
          // may lie on different nodes.
          redis.publisher.spublish(`${channelPrefix}#${namespace.name}#${room}#`, JSON.stringify(message));
    published.catch(lost);
    return Promise.resolve('');
  };

  // `fetchSockets` and acknowledged broadcasts ask it first, and stay on this node when it says 1.
  adapter.serverCount = () => serverCount().catch(() => 1);

  // The room's channel may be new to this node: who has joined must hear what is said from then on.
  adapter.addAll = (id, rooms) => {
    void addAll(id, rooms);
    return redis.subscriber.subscriptions.confirmed();
  };

  return adapter;
}

/** The room that a message takes its members out of, where it does that to one room. */
function roomLeftBy(message: Message): string | undefined {
  const type: number = message.type;
  if (type !== SOCKETS_LEAVE || !('data' in message) || !('opts' in message.data)) return undefined;
  const [room, ...others] = message.data.opts.rooms;
  return others.length === 0 && room?.length !== SOCKET_ID_LENGTH ? room : undefined;
}

function lost(): void {
  // The connection's own events tell of the outage. What was said in it is not made up for: people read it anew.
}

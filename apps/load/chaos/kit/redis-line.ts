import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The line between one node and Redis, to be cut. */
export interface RedisLine {
  url: string;
  /**
   * `refuse`: connections break, and new ones are refused, as when Redis is down. `silence`: they stand, and nothing
   * passes, as when a switch swallows packets; what was sent arrives when the line is mended.
   */
  cut(how: 'refuse' | 'silence'): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openRedisLine(redisPort: number): Promise<RedisLine> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = connect(redisPort, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (data) => to.write(data));
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        // Whoever cannot hear does not hear of an end either.
        to.destroy();
      });
      if (isSilent) from.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `redis://127.0.0.1:${port}`,
    async cut(how) {
      if (how === 'silence') {
        isSilent = true;
        for (const socket of sockets) socket.pause();
        return;
      }
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async mend() {
      isSilent = false;
      for (const socket of sockets) socket.resume();
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

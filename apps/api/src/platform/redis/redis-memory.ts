import { Cluster, type Redis } from 'ioredis';

export interface RedisMemory {
  /** Host and port. */
  server: string;
  usedBytes: number;
  /** 0 where nothing bounds it. */
  maxBytes: number;
}

/** What the server, or every master of a cluster, says about its memory. @throws Error when one of them does not answer */
export async function readRedisMemory(client: Redis | Cluster): Promise<RedisMemory[]> {
  const servers = client instanceof Cluster ? client.nodes('master') : [client];
  return Promise.all(
    servers.map(async (server) => {
      const info = await server.info('memory');
      return {
        server: `${server.options.host ?? 'localhost'}:${server.options.port ?? 6379}`,
        usedBytes: numberOf(info, 'used_memory'),
        maxBytes: numberOf(info, 'maxmemory'),
      };
    }),
  );
}

function numberOf(info: string, field: string): number {
  return Number(new RegExp(`^${field}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type ServerOptions, type Socket as ServerSocket } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { until } from '../kit/until.js';

type AdapterOption = ServerOptions['adapter'] | undefined;

export interface Client {
  socket: Socket;
  /** What its `note` events said, in order. */
  heard: string[];
  /** The server's side of it, on the node that it is connected to. */
  serverSide: ServerSocket;
}

export interface Nodes {
  servers: Server[];
  connect(server: Server): Promise<Client>;
  close(): Promise<void>;
}

/** A Socket.io server for each adapter, which all know of each other. */
export async function startNodes(adapters: readonly AdapterOption[]): Promise<Nodes> {
  const ports = new Map<Server, number>();
  for (const adapter of adapters) {
    const http = createServer();
    const server = new Server(http, { serveClient: false, ...(adapter && { adapter }) });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    ports.set(server, (http.address() as AddressInfo).port);
  }
  const servers = [...ports.keys()];
  await knowEachOther(servers);

  const sockets: Socket[] = [];
  return {
    servers,
    async connect(server) {
      const socket = io(`http://127.0.0.1:${ports.get(server)!}`, {
        transports: ['websocket'],
        reconnection: false,
      });
      sockets.push(socket);
      const heard: string[] = [];
      socket.on('note', (text: string) => heard.push(text));
      const [serverSide] = (await once(server, 'connection')) as [ServerSocket];
      await until('the client is connected', () => socket.connected);
      return { socket, heard, serverSide };
    },
    async close() {
      for (const socket of sockets) socket.disconnect();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

export async function knowEachOther(servers: readonly Server[]): Promise<void> {
  await until('all nodes know of each other', async () => {
    const counts = await Promise.all(servers.map((server) => server.of('/').adapter.serverCount()));
    return counts.every((count) => count === servers.length);
  });
}

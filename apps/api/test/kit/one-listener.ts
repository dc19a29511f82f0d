import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { Server, type Socket as ServerSocket } from 'socket.io';
import { io, type Socket } from 'socket.io-client';

/** What Engine.IO hands to the WebSocket of a connection. */
interface FrameSender {
  sendFrame(parts: Buffer[], callback?: (error?: Error) => void): void;
}

/** The server's end of a connection, as far as Engine.IO shows and hides it. */
export interface ServerEnd {
  writeBuffer: readonly unknown[];
  transport: { name: string; writable: boolean; socket: { bufferedAmount: number; _sender: FrameSender } };
}

/** A Socket.io server over a real network, and one client that hears it. */
export interface OneListener {
  server: Server;
  client: Socket;
  end: ServerEnd;
  /** How the client is connected to the network. */
  tcp: () => TcpSocket;
  /** Of each frame that went past the encoder of WebSockets: how many buffers it took, and whether somebody waits for its end. */
  frames: { buffers: number; isAwaited: boolean }[];
  stop(): Promise<void>;
}

export async function startOneListener(
  prepare: (server: Server) => void,
  transports: ('websocket' | 'polling')[] = ['websocket'],
  createIo: (http: HttpServer) => Server = (http) => new Server(http, { serveClient: false }),
): Promise<OneListener> {
  const http = createServer();
  const server = createIo(http);
  prepare(server);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports });
  const [{ conn }] = (await once(server, 'connection')) as [ServerSocket];
  if (!client.connected) await new Promise((resolve) => client.once('connect', () => resolve(undefined)));
  const end = conn as unknown as ServerEnd;
  const frames: OneListener['frames'] = [];
  if (end.transport.name === 'websocket') {
    const { _sender: sender } = end.transport.socket;
    const send = sender.sendFrame.bind(sender);
    sender.sendFrame = (parts, callback) => {
      frames.push({ buffers: parts.length, isAwaited: callback !== undefined });
      send(parts, callback);
    };
  }
  return {
    server,
    client,
    end,
    tcp: () => (client.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket,
    frames,
    async stop() {
      // A client that polls says goodbye in a request of its own.
      const gone = new Promise((resolve) => conn.once('close', resolve));
      client.disconnect();
      await gone;
      await server.close();
    },
  };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket as TcpSocket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Server } from 'socket.io';
import { type OneListener, startOneListener } from '../../../test/kit/one-listener.js';
import { gatherGreetings, gatherWritesTo } from './gather-writes.js';

/** A WebSocket's beginning, as a browser asks for it. */
const upgrade = (path: string): string =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n');

describe('what opens a connection', () => {
  let server: Server;
  let client: TcpSocket;
  /** How many pieces each connection was written in. */
  let writes: number[];
  beforeEach(async () => {
    const http = createServer();
    writes = [];
    http.on('connection', (socket: TcpSocket & { _write: unknown; _writev: unknown }) => {
      const index = writes.push(0) - 1;
      for (const way of ['_write', '_writev'] as const) {
        const write = (socket[way] as (...args: unknown[]) => void).bind(socket);
        socket[way] = (...args: unknown[]) => {
          writes[index] = (writes[index] ?? 0) + 1;
          write(...args);
        };
      }
    });
    server = new Server(http, { serveClient: false });
    gatherGreetings(server);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    client = connect((http.address() as AddressInfo).port, '127.0.0.1');
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  const heardUntil = async (part: string): Promise<string> => {
    let heard = '';
    while (!heard.includes(part)) heard += String((await once(client, 'data'))[0]);
    return heard;
  };

  it('is one write, of the switch and the first packet', async () => {
    client.write(upgrade('/socket.io/?EIO=4&transport=websocket'));
    expect(await heardUntil('"pingInterval"')).toMatch(/^HTTP\/1\.1 101 /);
    expect(writes).toEqual([1]);
  });

  it('is refused with a reason as ever', async () => {
    client.write(upgrade('/socket.io/?EIO=4&transport=none'));
    expect(await heardUntil('Transport unknown')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('what a connection is told in one turn', () => {
  let listener: OneListener;
  afterEach(() => listener.stop());

  const hearsAll = (words: readonly string[]): Promise<string[]> =>
    new Promise((resolve) => {
      const heard: string[] = [];
      listener.client.onAny((_event, word: string) => {
        if (heard.push(word) === words.length) resolve(heard);
      });
    });

  it('leaves as one write, in order', async () => {
    listener = await startOneListener(() => undefined);
    const { server, end } = listener;
    const [socket] = [...server.sockets.sockets.values()];
    const line = (end.transport.socket as unknown as { _socket: TcpSocket })._socket;
    const before = line.bytesWritten;
    const words = ['a', 'b', 'c'];
    const heard = hearsAll(words);
    gatherWritesTo(socket!);
    socket!.emit('told', 'a');
    server.emit('told', 'b');
    await Promise.resolve();
    socket!.emit('told', 'c');
    expect(line.writableCorked).toBe(1);
    expect(line.bytesWritten - before).toBe(line.writableLength);
    expect(await heard).toEqual(words);
    expect(line.writableCorked).toBe(0);
  });

  it('goes to a connection that polls as ever', async () => {
    listener = await startOneListener(() => undefined, ['polling']);
    const [socket] = [...listener.server.sockets.sockets.values()];
    const heard = hearsAll(['a']);
    gatherWritesTo(socket!);
    socket!.emit('told', 'a');
    expect(await heard).toEqual(['a']);
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { writeWholeFrames } from './whole-frames.js';

/** What Engine.IO hands to the WebSocket of a connection. */
interface FrameSender {
  sendFrame(parts: Buffer[], callback?: (error?: Error) => void): void;
}

describe('broadcasts in whole frames', () => {
  let server: Server;
  let client: Socket;
  /** How many buffers each broadcast took. */
  let writes: number[];

  beforeEach(async () => {
    const http = createServer();
    server = new Server(http, { serveClient: false });
    writeWholeFrames(server.of('/').adapter);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ['websocket'] });
    const [socket] = (await once(server, 'connection')) as [{ conn: unknown }];
    if (!client.connected) await new Promise((resolve) => client.once('connect', () => resolve(undefined)));
    const { _sender: sender } = (socket.conn as { transport: { socket: { _sender: FrameSender } } }).transport
      .socket;
    writes = [];
    const send = sender.sendFrame.bind(sender);
    sender.sendFrame = (parts, callback) => {
      writes.push(parts.length);
      send(parts, callback);
    };
  });
  afterEach(async () => {
    client.disconnect();
    await server.close();
  });

  // The head of a frame has 2, 4 or 10 bytes, by the length of what follows.
  it.each([0, 200, 70_000])('arrive with %i letters, as one buffer', async (length) => {
    const text = 'я'.repeat(length);
    const heard = new Promise((resolve) => client.once('told', resolve));
    server.emit('told', { text });
    expect(await heard).toEqual({ text });
    expect(writes).toEqual([1]);
  });

  it('leave messages with binary parts as they are', async () => {
    const heard = new Promise((resolve) => client.once('told', resolve));
    server.emit('told', Buffer.from([1, 2, 3]));
    expect(Buffer.from((await heard) as Uint8Array)).toEqual(Buffer.from([1, 2, 3]));
  });

  it('leave an adapter alone that encodes otherwise', () => {
    const adapter = { broadcast: () => undefined } as unknown as Parameters<typeof writeWholeFrames>[0];
    expect(writeWholeFrames(adapter)).toBe(adapter);
    expect(Object.keys(adapter)).toEqual(['broadcast']);
  });
});

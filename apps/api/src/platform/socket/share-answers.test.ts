import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { shareAnswers } from './share-answers.js';
import { createSharedJson } from './shared-json.js';

describe('answers that share something', () => {
  const shared = createSharedJson();
  let server: Server;
  let client: Socket;
  const connected = (): Promise<void> => new Promise((resolve) => client.once('connect', resolve));

  beforeEach(async () => {
    const http = createServer();
    server = new Server(http, { serveClient: false });
    shareAnswers(server, shared);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ['websocket'] });
    await connected();
  });
  afterEach(async () => {
    client.disconnect();
    await server.close();
  });

  it.each([
    ['with what is shared', { ok: true, data: { people: shared.share(['Аня', '"']), you: 1 } }],
    ['without it', { ok: true, data: { people: ['Аня'] } }],
    ['of bytes', { ok: true, data: { bytes: Buffer.from([1, 2]) } }],
    ['that refuse', { ok: false, error: { code: 'room_full' } }],
    ['of no shape of ours', 'yes'],
  ])('arrive %s', async (_what, answer) => {
    server.on('connection', (socket) => socket.on('ask', (ack: (answer: unknown) => void) => ack(answer)));
    client.disconnect().connect();
    await connected();
    expect(await client.emitWithAck('ask')).toEqual(answer);
  });
});

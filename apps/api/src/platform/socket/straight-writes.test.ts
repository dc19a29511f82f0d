import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Server } from 'socket.io';
import { type OneListener, startOneListener } from '../../../test/kit/one-listener.js';
import { writeStraight } from './straight-writes.js';

/** More than a connection over the loopback takes at once. */
const TOO_MUCH = 'я'.repeat(8_000_000);

describe('broadcasts that are written straight', () => {
  let listener: OneListener;

  const start = async (...transports: ('websocket' | 'polling')[]): Promise<OneListener> => {
    listener = await startOneListener(writeStraight, transports);
    return listener;
  };
  /** Everything that the client hears until this word. */
  const heardUntil = (last: string): Promise<string[]> =>
    new Promise((resolve) => {
      const heard: string[] = [];
      listener.client.onAny((_event, { word }: { word: string }) => {
        heard.push(word);
        if (word === last) resolve(heard);
      });
    });
  afterEach(() => listener.stop());

  it('go out without anybody who waits for their end', async () => {
    const { server, frames, end } = await start('websocket');
    const heard = heardUntil('b');
    server.emit('told', { word: 'a' });
    expect(end.transport.writable).toBe(true);
    server.emit('told', { word: 'b' });
    expect(await heard).toEqual(['a', 'b']);
    expect(frames.map(({ isAwaited }) => isAwaited)).toEqual([false, false]);
  });

  it('keep their place behind what is on its way, and before what comes after', async () => {
    const { server, frames, end } = await start('websocket');
    const [socket] = await server.local.fetchSockets();
    const heard = heardUntil('d');
    socket?.emit('told', { word: 'a' });
    expect(end.transport.writable).toBe(false);
    server.emit('told', { word: 'b' });
    expect(end.writeBuffer).toHaveLength(1);
    socket?.emit('told', { word: 'c' });
    server.emit('told', { word: 'd' });
    expect(await heard).toEqual(['a', 'b', 'c', 'd']);
    expect(frames.every(({ isAwaited }) => isAwaited)).toBe(true);
  });

  it('wait in the queue of a connection that takes no more, where they are counted', async () => {
    const { server, client, tcp, end } = await start('websocket');
    tcp().pause();
    server.emit('told', { word: TOO_MUCH });
    expect(end.transport.socket.bufferedAmount).toBeGreaterThan(0);
    const words = ['a', 'b', 'c'];
    for (const word of words) server.emit('told', { word });
    // The first of them is with the WebSocket, which Engine.IO waits for.
    expect(end.writeBuffer).toHaveLength(words.length - 1);
    const heard = heardUntil('c');
    tcp().resume();
    expect(await heard).toEqual([TOO_MUCH, ...words]);
    expect(client.connected).toBe(true);
  });

  it('leave a connection alone that polls', async () => {
    const { server } = await start('polling');
    const heard = heardUntil('a');
    server.emit('told', { word: 'a' });
    expect(await heard).toEqual(['a']);
  });

  it('say so to whoever waits for their end', async () => {
    const { end } = await start('websocket');
    const connection = end as unknown as {
      write(data: string, options: object, callback: () => void): void;
    };
    await new Promise<void>((resolve) =>
      connection.write('42["told",{"word":"a"}]', { wsPreEncodedFrame: [Buffer.from([])] }, resolve),
    );
  });
});

describe('a connection that shows nothing of what lies below it', () => {
  it('is written to as ever', () => {
    const written: unknown[] = [];
    const engine = new EventEmitter();
    writeStraight({ engine } as unknown as Pick<Server, 'engine'>);
    const connection = {
      readyState: 'open',
      writeBuffer: [],
      transport: { name: 'websocket', writable: true, socket: { readyState: 1, bufferedAmount: 0 } },
      write: (data: unknown) => written.push(data),
    };
    engine.emit('connection', connection);
    connection.write('told', ...([{ wsPreEncodedFrame: [Buffer.from('x')] }] as unknown as []));
    expect(written).toEqual(['told']);
  });
});

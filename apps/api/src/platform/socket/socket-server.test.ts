import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import winston from 'winston';
import { type OneListener, startOneListener } from '../../../test/kit/one-listener.js';
import { createLogContext } from '../logging/log-context.js';
import { createSharedJson } from './shared-json.js';
import { createSocketServer } from './socket-server.js';

describe('the socket server', () => {
  let listener: OneListener;
  afterEach(() => listener.stop());

  it('writes broadcasts whole and straight, and greets in one write', async () => {
    const greetings: number[] = [];
    listener = await startOneListener(
      ({ engine }) =>
        engine.on('connection', ({ request }: { request: IncomingMessage }) =>
          greetings.push(request.socket.writableCorked),
        ),
      ['websocket'],
      (httpServer) =>
        createSocketServer({
          httpServer,
          logger: winston.createLogger({ silent: true }),
          context: createLogContext(),
          sharedJson: createSharedJson(),
          authenticate: () => Promise.resolve(),
        }),
    );
    const heard = new Promise((resolve) => listener.client.once('told', resolve));
    listener.server.emit('told', 'a');
    expect(await heard).toBe('a');
    expect(listener.frames).toEqual([{ buffers: 1, isAwaited: false }]);
    expect(greetings).toEqual([1]);
  });
});

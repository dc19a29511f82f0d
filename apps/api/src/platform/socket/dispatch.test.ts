import { describe, expect, it } from '@jest/globals';
import type { ClientEventName } from '@watchparty/shared';
import Joi from 'joi';
import winston from 'winston';
import type { RateLimiter } from '../rate-limits/rate-limiter.js';
import { createInFlight } from '../in-flight.js';
import { dispatchEvents } from './dispatch.js';
import type { EventTable } from './event-table.js';
import type { AppSocket } from './socket-server.js';

type Middleware = (packet: unknown[], next: () => void) => void;

/** As much of a connection as dispatching touches. */
function connection(): {
  socket: AppSocket;
  send(...packet: unknown[]): void;
  emitted: unknown[][];
  passedOn: number;
  isCut: boolean;
  /** What the other end has not taken yet. */
  unsent: unknown[];
} {
  let middleware: Middleware | undefined;
  const state = {
    emitted: [] as unknown[][],
    passedOn: 0,
    isCut: false,
    unsent: [] as unknown[],
    send(...packet: unknown[]) {
      middleware?.(packet, () => (state.passedOn += 1));
    },
    socket: {
      data: { userId: 'anna', sessionId: 's', expiresAt: 1_000 },
      use: (given: Middleware) => (middleware = given),
      emit: (...packet: unknown[]) => state.emitted.push(packet),
      conn: {
        get writeBuffer() {
          return state.unsent;
        },
        close: () => (state.isCut = true),
      },
    } as unknown as AppSocket,
  };
  return state;
}

const unlimited: RateLimiter = {
  name: 'events',
  limit: { points: 1, windowMs: 1 },
  consume: async () => ({ allowed: true, limit: 1, remaining: 1, resetMs: 0 }),
  reset: async () => undefined,
};
const logger = winston.createLogger({ silent: true });
const anything = Joi.object({}).unknown();

/** Handlers by the names of real events, answered when the test says so. */
function tableOf(
  handlers: Partial<Record<ClientEventName, () => unknown>>,
  unordered: ClientEventName[] = [],
): EventTable {
  return Object.fromEntries(
    Object.entries(handlers).map(([event, handle]) => [
      event,
      { schema: anything, handle, unordered: unordered.includes(event as ClientEventName) },
    ]),
  ) as unknown as EventTable;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('dispatching', () => {
  it('[IN7] one event after another, but for those that answer at once', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const slow = new Promise<void>((resolve) => (finish = resolve));
    const table = tableOf(
      {
        'room:join': async () => {
          order.push('join begins');
          await slow;
          order.push('join ends');
        },
        'chat:message': () => order.push('message'),
        'clock:ping': () => order.push('ping'),
      },
      ['clock:ping'],
    );
    const { socket, send } = connection();
    dispatchEvents(socket, { table, limiter: unlimited, inFlight: createInFlight(), logger, now: () => 0 });
    send('room:join', {});
    send('chat:message', {});
    send('clock:ping', {});
    await settle();
    expect(order).toEqual(['ping', 'join begins']);
    finish();
    await settle();
    expect(order).toEqual(['ping', 'join begins', 'join ends', 'message']);
  });

  it('[IN7] goes on after a handler that fails, and [ER5] says nothing of the cause', async () => {
    const answers: unknown[] = [];
    const table = tableOf({
      'room:join': () => {
        throw new Error('SELECT secret FROM vault');
      },
      'chat:message': () => ({ fine: true }),
    });
    const { socket, send, emitted } = connection();
    dispatchEvents(socket, { table, limiter: unlimited, inFlight: createInFlight(), logger, now: () => 0 });
    send('room:join', {}, (answer: unknown) => answers.push(answer));
    send('room:join', {});
    send('chat:message', {}, (answer: unknown) => answers.push(answer));
    await settle();
    const error = { code: 'internal', message: expect.not.stringContaining('secret') };
    expect(answers).toEqual([
      { ok: false, error },
      { ok: true, data: { fine: true } },
    ]);
    expect(emitted).toEqual([['error', { ...error, event: 'room:join' }]]);
  });

  it('leaves nothing for listeners of Socket.io’s own', async () => {
    const state = connection();
    dispatchEvents(state.socket, {
      table: tableOf({}),
      limiter: unlimited,
      inFlight: createInFlight(),
      logger,
      now: () => 0,
    });
    for (const event of ['clock:ping', 'disconnect', 'disconnecting', 'newListener']) state.send(event, {});
    await settle();
    expect(state.passedOn).toBe(0);
    expect(state.emitted).toHaveLength(4);
  });

  it('[IN8] cuts a connection that asks and does not read', async () => {
    const state = connection();
    let handled = 0;
    const table = tableOf({ 'room:join': () => (handled += 1) });
    dispatchEvents(state.socket, {
      table,
      limiter: unlimited,
      inFlight: createInFlight(),
      logger,
      now: () => 0,
    });
    state.unsent = Array.from({ length: 512 });
    state.send('room:join', {});
    await settle();
    expect([handled, state.isCut]).toEqual([1, false]);
    state.unsent.push('one more');
    state.send('room:join', {});
    await settle();
    expect([handled, state.isCut]).toEqual([1, true]);
  });

  it('[AU4] refuses a connection whose token has run out meanwhile', async () => {
    let now = 999;
    const answers: { ok: boolean }[] = [];
    const { socket, send } = connection();
    const table = tableOf({ 'chat:message': () => ({}) });
    dispatchEvents(socket, { table, limiter: unlimited, inFlight: createInFlight(), logger, now: () => now });
    send('chat:message', {}, (answer: { ok: boolean }) => answers.push(answer));
    await settle();
    now = 1_000;
    send('chat:message', {}, (answer: { ok: boolean }) => answers.push(answer));
    await settle();
    expect(answers).toMatchObject([{ ok: true }, { ok: false, error: { code: 'token_expired' } }]);
  });
});

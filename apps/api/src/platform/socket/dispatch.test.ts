import { describe, expect, it } from '@jest/globals';
import type { ClientEventName } from '@watchparty/shared';
import Joi from 'joi';
import winston from 'winston';
import { createLogContext, type LogFields } from '../logging/log-context.js';
import type { RateLimiter } from '../rate-limits/rate-limiter.js';
import { AppError } from '../errors.js';
import { createInFlight } from '../in-flight.js';
import { dispatchEvents, type HandledEvent } from './dispatch.js';
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
  giveBack: async () => undefined,
  reset: async () => undefined,
};
const logger = winston.createLogger({ silent: true });
const quiet = {
  limiter: unlimited,
  inFlight: createInFlight(),
  logger,
  context: createLogContext(),
  onHandled: () => undefined,
};
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
    dispatchEvents(socket, { table, ...quiet, now: () => 0 });
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
    dispatchEvents(socket, { table, ...quiet, now: () => 0 });
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
    dispatchEvents(state.socket, { table: tableOf({}), ...quiet, now: () => 0 });
    for (const event of ['clock:ping', 'disconnect', 'disconnecting', 'newListener']) state.send(event, {});
    await settle();
    expect(state.passedOn).toBe(0);
    expect(state.emitted).toHaveLength(4);
  });

  it('[IN8] cuts a connection that asks and does not read', async () => {
    const state = connection();
    let handled = 0;
    const table = tableOf({ 'room:join': () => (handled += 1) });
    dispatchEvents(state.socket, { table, ...quiet, now: () => 0 });
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
    dispatchEvents(socket, { table, ...quiet, now: () => now });
    send('chat:message', {}, (answer: { ok: boolean }) => answers.push(answer));
    await settle();
    now = 1_000;
    send('chat:message', {}, (answer: { ok: boolean }) => answers.push(answer));
    await settle();
    expect(answers).toMatchObject([{ ok: true }, { ok: false, error: { code: 'token_expired' } }]);
  });

  it('tells how each packet was answered, and never a name that a client made up', async () => {
    const handled: HandledEvent[] = [];
    const { socket, send } = connection();
    const table = tableOf({
      'chat:message': () => ({}),
      'video:play': () => {
        throw new AppError('forbidden', 'no');
      },
      'video:seek': () => {
        throw new Error('nobody thought of it');
      },
    });
    const onHandled = (event: HandledEvent): unknown => handled.push(event);
    dispatchEvents(socket, { ...quiet, table, onHandled, now: () => 0 });
    for (const event of ['chat:message', 'video:play', 'video:seek', 'made:up', 'constructor'])
      send(event, {});
    await settle();
    const told = handled.map(({ event, outcome }) => [event, outcome]);
    expect(told.sort()).toEqual(
      [
        ['chat:message', 'ok'],
        ['video:play', 'forbidden'],
        ['video:seek', 'internal'],
        ['unknown', 'validation_failed'],
        ['unknown', 'validation_failed'],
      ].sort(),
    );
    expect(handled.every(({ durationS }) => durationS >= 0 && durationS < 10)).toBe(true);
  });

  it('lets the lines below know the packet that they are about, each its own', async () => {
    const roomId = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';
    const context = createLogContext();
    const seen: LogFields[] = [];
    const look = async (): Promise<object> => {
      await settle();
      seen.push({ ...context.current() });
      return {};
    };
    const { socket, send } = connection();
    dispatchEvents(socket, {
      ...quiet,
      context,
      table: tableOf({ 'room:join': look, 'chat:message': look }),
      now: () => 0,
    });
    send('room:join', { roomId });
    send('chat:message', { roomId: 'nonsense' });
    for (let turn = 0; turn < 5; turn++) await settle();
    const requestId = expect.stringMatching(/^[\da-f-]{36}$/);
    expect(seen).toEqual([
      { requestId, userId: 'anna', roomId, event: 'room:join' },
      { requestId, userId: 'anna', roomId: undefined, event: 'chat:message' },
    ]);
    expect(seen[0]!.requestId).not.toBe(seen[1]!.requestId);
    expect(context.current()).toEqual({});
  });
});

import { randomUUID } from 'node:crypto';
import {
  type Ack,
  type ClientAckData,
  type ClientEventName,
  type ClientPayload,
  type ErrorCode,
  PAYLOAD_MAX_BYTES,
  type WireError,
} from '@watchparty/shared';
import { AppError, toWireError } from '../errors.js';
import type { InFlight } from '../in-flight.js';
import type { Logger } from '../logger.js';
import type { LogContext } from '../logging/log-context.js';
import type { Now } from '../now.js';
import { consumeOrThrow, type RateLimiter } from '../rate-limits/rate-limiter.js';
import { validate } from '../validation/validate.js';
import type { EventDefinition, EventTable } from './event-table.js';
import { isPlainJson } from './plain-json.js';
import type { AppSocket } from './socket-server.js';

/** How one packet was answered. */
export interface HandledEvent {
  /** The names that clients make up are one. */
  event: ClientEventName | 'unknown';
  outcome: 'ok' | ErrorCode;
  durationS: number;
}

export interface DispatchOptions {
  table: EventTable;
  /** Bounds all events of a user together, so that one connection cannot keep a node busy. */
  limiter: RateLimiter;
  inFlight: InFlight;
  logger: Logger;
  context: LogContext;
  onHandled: (event: HandledEvent) => void;
  now: Now;
}

type AnyAck = (answer: Ack<unknown>) => void;

/** Events that one connection may have waiting for their turn. */
const MAX_WAITING = 64;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Packets that may wait for a connection to take them. */
const MAX_UNSENT_PACKETS = 512;

/**
 * Sends every packet of a connection through the same steps: size, known event, session, rate, schema, handler, ack.
 * Events of one connection are handled one after another, so that whoever joins and writes without waiting for
 * the first ack is in the room when the message comes up.
 */
export function dispatchEvents(socket: AppSocket, options: DispatchOptions): void {
  const { table, limiter, inFlight, logger, context, onHandled, now } = options;
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const answerTo = async <E extends ClientEventName>(
    definition: EventDefinition<E>,
    input: unknown,
  ): Promise<ClientAckData<E>> => {
    if (now() >= socket.data.expiresAt) {
      throw new AppError('token_expired', 'This session has run out; sign in again.');
    }
    await consumeOrThrow(limiter, socket.data.userId);
    if (!isPlainJson(input)) {
      throw new AppError('validation_failed', 'The payload must be plain JSON, and not nested deeply.');
    }
    const payload: ClientPayload<E> = validate(definition.schema, input);
    return definition.handle(socket, payload);
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= MAX_WAITING) {
      return Promise.reject(new AppError('rate_limited', 'Too many events at once.', { retryAfter: 1 }));
    }
    waiting += 1;
    const result = turn.then(work).finally(() => {
      waiting -= 1;
    });
    turn = result.catch(() => undefined);
    return result;
  };

  // `next` is never called: nothing is left for Socket.io's own listeners.
  socket.use((packet: unknown[]) => {
    if (unsentPackets(socket) > MAX_UNSENT_PACKETS) {
      // Whoever asks and does not read makes us keep the answers. After reconnecting nothing is missing.
      socket.conn.close();
      return;
    }
    const { event, input, ack } = readPacket(packet);
    const startedAt = performance.now();
    const handled = (outcome: HandledEvent['outcome']): void =>
      onHandled({
        event: isKnown(table, event) ? event : 'unknown',
        outcome,
        durationS: (performance.now() - startedAt) / 1_000,
      });
    const fail = (error: unknown): void => {
      if (!(error instanceof AppError)) logger.error('an event failed', { error });
      const wire: WireError = toWireError(error);
      handled(wire.code);
      if (ack) ack({ ok: false, error: wire });
      else socket.emit('error', { code: wire.code, message: wire.message, event });
    };

    const refuse = (error: AppError): Promise<void> =>
      // Counted like any other, or a flood of nonsense would cost nothing.
      consumeOrThrow(limiter, socket.data.userId).then(() => fail(error), fail);

    const handle = async (): Promise<void> => {
      if (!isKnown(table, event)) {
        await refuse(new AppError('validation_failed', 'There is no such event.'));
        return;
      }
      if (sizeOf(input) > PAYLOAD_MAX_BYTES) {
        const message = `A message may have at most ${PAYLOAD_MAX_BYTES} bytes.`;
        await refuse(new AppError('payload_too_large', message));
        return;
      }
      const definition: EventDefinition<typeof event> = table[event];
      const answer = (): Promise<ClientAckData<typeof event>> => answerTo(definition, input);
      await (definition.unordered ? answer() : inTurn(answer)).then((data) => {
        handled('ok');
        ack?.({ ok: true, data });
      }, fail);
    };

    void inFlight.track(
      context.run(
        {
          requestId: randomUUID(),
          userId: socket.data.userId,
          roomId: roomIdIn(input) ?? socket.data.roomId,
          event: isKnown(table, event) ? event : 'unknown',
        },
        handle,
      ),
    );
  });
}

/** The room that a packet is about, where it says so itself. */
function roomIdIn(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('roomId' in input)) return undefined;
  return typeof input.roomId === 'string' && UUID.test(input.roomId) ? input.roomId : undefined;
}

/** Engine.IO has no public word for it. */
function unsentPackets({ conn }: AppSocket): number {
  return (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
}

function readPacket([event, ...rest]: unknown[]): { event: string; input: unknown; ack?: AnyAck } {
  const last = rest.at(-1);
  const ack = typeof last === 'function' ? (last as AnyAck) : undefined;
  const payload = ack && rest.length === 1 ? undefined : rest[0];
  return { event: String(event), input: payload ?? {}, ...(ack && { ack }) };
}

function isKnown(table: EventTable, event: string): event is ClientEventName {
  return Object.hasOwn(table, event);
}

function sizeOf(input: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(input));
  } catch {
    // Nested deeper than the stack reaches, which takes far more than is allowed.
    return Number.POSITIVE_INFINITY;
  }
}

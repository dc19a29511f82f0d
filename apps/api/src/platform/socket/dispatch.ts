import {
  type Ack,
  type ClientAckData,
  type ClientEventName,
  type ClientPayload,
  PAYLOAD_MAX_BYTES,
  type WireError,
} from '@watchparty/shared';
import { AppError, toWireError } from '../errors.js';
import type { InFlight } from '../in-flight.js';
import type { Logger } from '../logger.js';
import type { Now } from '../now.js';
import { consumeOrThrow, type RateLimiter } from '../rate-limits/rate-limiter.js';
import { validate } from '../validation/validate.js';
import type { EventDefinition, EventTable } from './event-table.js';
import { isPlainJson } from './plain-json.js';
import type { AppSocket } from './socket-server.js';

export interface DispatchOptions {
  table: EventTable;
  /** Bounds all events of a user together, so that one connection cannot keep a node busy. */
  limiter: RateLimiter;
  inFlight: InFlight;
  logger: Logger;
  now: Now;
}

type AnyAck = (answer: Ack<unknown>) => void;

/** Events that one connection may have waiting for their turn. */
const MAX_WAITING = 64;
/** Packets that may wait for a connection to take them. */
const MAX_UNSENT_PACKETS = 512;

/**
 * Sends every packet of a connection through the same steps: size, known event, session, rate, schema, handler, ack.
 * Events of one connection are handled one after another, so that whoever joins and writes without waiting for
 * the first ack is in the room when the message comes up.
 */
export function dispatchEvents(
  socket: AppSocket,
  { table, limiter, inFlight, logger, now }: DispatchOptions,
): void {
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
    const fail = (error: unknown): void => {
      if (!(error instanceof AppError))
        logger.error('an event failed', { event, userId: socket.data.userId, error });
      const wire: WireError = toWireError(error);
      if (ack) ack({ ok: false, error: wire });
      else socket.emit('error', { code: wire.code, message: wire.message, event });
    };

    const refuse = (error: AppError): void => {
      // Counted like any other, or a flood of nonsense would cost nothing.
      consumeOrThrow(limiter, socket.data.userId).then(() => fail(error), fail);
    };

    if (!isKnown(table, event)) {
      refuse(new AppError('validation_failed', 'There is no such event.'));
      return;
    }
    if (sizeOf(input) > PAYLOAD_MAX_BYTES) {
      refuse(new AppError('payload_too_large', `A message may have at most ${PAYLOAD_MAX_BYTES} bytes.`));
      return;
    }
    const definition: EventDefinition<typeof event> = table[event];
    const answer = (): Promise<ClientAckData<typeof event>> => answerTo(definition, input);
    void inFlight.track(
      (definition.unordered ? answer() : inTurn(answer)).then((data) => ack?.({ ok: true, data }), fail),
    );
  });
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

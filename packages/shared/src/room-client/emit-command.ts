import type { Ack, ClientAckData, ClientEventName, ClientPayload } from '../events.js';
import { CommandError } from './command-error.js';

/** Sends a command and answers with what its ack carried; throws `CommandError`. */
export type EmitCommand = <E extends ClientEventName>(
  event: E,
  payload: ClientPayload<E>,
) => Promise<ClientAckData<E>>;

/** The connection ended before the answer came. */
export class ConnectionDropped extends Error {
  override readonly name = 'ConnectionDropped';
}

/**
 * What commands need of a connection. `emitWithAck` must be bounded in time, and rejects with `ConnectionDropped` when
 * that was the reason.
 */
export interface CommandSocket {
  readonly connected: boolean;
  emitWithAck(event: ClientEventName, payload: unknown): Promise<unknown>;
}

/**
 * The only way by which anything is sent. A command on a lost connection fails at once: Socket.io would keep it and
 * send it after the reconnect, when "pause" may be the last thing that the room wants.
 */
export function createCommandEmitter(socket: CommandSocket): EmitCommand {
  return async <E extends ClientEventName>(event: E, payload: ClientPayload<E>) => {
    if (!socket.connected) throw new CommandError({ code: 'network', message: 'Not connected.' });
    const answer = await answerOf(socket, event, payload);
    if (!isAck<ClientAckData<E>>(answer)) {
      throw new CommandError({ code: 'internal', message: `The answer to ${event} makes no sense.` });
    }
    if (!answer.ok) throw new CommandError(answer.error);
    return answer.data;
  };
}

async function answerOf(socket: CommandSocket, event: ClientEventName, payload: unknown): Promise<unknown> {
  try {
    return await socket.emitWithAck(event, payload);
  } catch (error) {
    const wasDropped = error instanceof ConnectionDropped;
    throw new CommandError({ code: 'network', message: `No answer to ${event} in time.` }, { wasDropped });
  }
}

function isAck<T>(answer: unknown): answer is Ack<T> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}

import type { ClientAckData, ClientEventName, ClientPayload } from '@watchparty/shared';
import type Joi from 'joi';
import type { AppSocket } from './socket-server.js';

/** One event that clients may send. */
export interface EventDefinition<E extends ClientEventName> {
  schema: Joi.Schema<ClientPayload<E>>;
  /** Answers immediately instead of after the connection's earlier events. */
  unordered?: boolean;
  /** Does what the event asks for and returns what the ack carries. @throws AppError */
  handle(socket: AppSocket, payload: ClientPayload<E>): Promise<ClientAckData<E>> | ClientAckData<E>;
}

/** The whole of the contract's client events; a feature supplies its part. */
export type EventTable = { [E in ClientEventName]: EventDefinition<E> };
export type PartOfEventTable<E extends ClientEventName> = Pick<EventTable, E>;

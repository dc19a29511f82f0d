import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { ClientToServerEvents, ServerToClientEvents } from '@watchparty/shared';
import { Server, type Socket } from 'socket.io';
import { AppError, toWireError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { LogContext } from '../logging/log-context.js';
import { gatherGreetings } from './gather-writes.js';
import { shareAnswers } from './share-answers.js';
import type { SharedJson } from './shared-json.js';
import { writeStraight } from './straight-writes.js';
import { writeWholeFrames } from './whole-frames.js';

/** What the server knows of a connection. Rights are never kept here: they come from the database. */
export interface SocketData {
  userId: string;
  sessionId: string;
  /** Epoch milliseconds at which the token was signed. */
  issuedAt: number;
  /** Epoch milliseconds at which the token runs out. */
  expiresAt: number;
  /** The room that this connection is in. */
  roomId?: string;
  /** The room that has been told of this connection: a join may fail between the seat and the word of it. */
  announcedRoomId?: string;
}

type InterServerEvents = Record<string, never>;
export type AppServer = Server<ClientToServerEvents, ServerToClientEvents, InterServerEvents, SocketData>;
export type AppSocket = Socket<ClientToServerEvents, ServerToClientEvents, InterServerEvents, SocketData>;

export interface SocketServerOptions {
  httpServer: HttpServer;
  logger: Logger;
  context: LogContext;
  sharedJson: SharedJson;
  /** @throws AppError to refuse the connection */
  authenticate: (socket: AppSocket) => Promise<void>;
}

const PING_INTERVAL_MS = 25_000;
const CONNECT_TIMEOUT_MS = 60_000;
/**
 * Where the transport itself cuts a connection. Far above the limit of one event, which is answered with an error
 * and leaves the connection alone.
 */
const TRANSPORT_MAX_BYTES = 256 * 1024;

export function createSocketServer({
  httpServer,
  logger,
  context,
  sharedJson,
  authenticate,
}: SocketServerOptions): AppServer {
  const io: AppServer = new Server(httpServer, {
    pingInterval: PING_INTERVAL_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxHttpBufferSize: TRANSPORT_MAX_BYTES,
    serveClient: false,
  });

  gatherGreetings(io);
  writeWholeFrames(io.of('/').adapter);
  writeStraight(io);
  shareAnswers(io, sharedJson);
  io.use((socket, next) => {
    void context.run({ requestId: randomUUID(), event: 'connect' }, () =>
      authenticate(socket).then(
        () => next(),
        (error: unknown) => {
          if (!(error instanceof AppError)) logger.error('a handshake failed', { error });
          const wire = toWireError(error);
          // Socket.io hands `data` of this error to the client's connect_error.
          next(Object.assign(new Error(wire.message), { data: wire }));
        },
      ),
    );
  });

  return io;
}

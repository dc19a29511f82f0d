import type { Server as HttpServer } from 'node:http';
import type { InFlight } from './in-flight.js';
import type { Broadcaster } from './socket/broadcaster.js';
import { drainConnections } from './socket/drain.js';
import type { AppServer } from './socket/socket-server.js';

export interface StopServersOptions {
  httpServer: HttpServer;
  io: AppServer;
  broadcaster: Pick<Broadcaster, 'toEverybodyHere'>;
  /** What connections have asked for, and their departures. */
  inFlight: InFlight;
  /** What else has to end before the connections are cut. */
  meanwhile: Promise<unknown>;
}

/** For what is under way when the connections have gone: longer than a statement takes, unless the database stands. */
const IN_FLIGHT_PATIENCE_MS = 2_000;
const CLOSE_IDLE_EVERY_MS = 50;
/** What has not ended by then is a download or a sender that stands still. */
const CUT_AFTER_MS = 2_000;

/** Takes no more, asks everybody to move, answers what was asked before, and cuts who is left. */
export async function stopServers(options: StopServersOptions): Promise<void> {
  const { httpServer, io, broadcaster, inFlight, meanwhile } = options;
  // From here on new requests and connections go to the other nodes.
  const refusing = closeServer(httpServer);
  await drainConnections({ broadcaster, countConnections: () => io.of('/').sockets.size });
  // Who asked for something before hears the answer.
  await inFlight.settled(IN_FLIGHT_PATIENCE_MS);
  await meanwhile;
  const closed = io.close();
  // A connection kept alive after its last answer would be waited for until it times out.
  const closingIdle = setInterval(() => {
    httpServer.closeIdleConnections();
  }, CLOSE_IDLE_EVERY_MS);
  const cutting = setTimeout(() => {
    httpServer.closeAllConnections();
  }, CUT_AFTER_MS);
  await Promise.all([closed, refusing]);
  clearInterval(closingIdle);
  clearTimeout(cutting);
  await inFlight.settled(IN_FLIGHT_PATIENCE_MS);
}

/** Stops to listen. Resolves when the last connection has ended. */
function closeServer(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    // An error says that it was not listening.
    server.close(() => resolve());
  });
}

import type { AppServer } from './socket-server.js';

/** Nodes answer within a few milliseconds. One that stands still must not hold up a room. */
const PATIENCE_MS = 500;

/**
 * Whether at least one of these connections stands, on whichever node: asks the nodes themselves. Where not all of them
 * answer in time nobody knows, which is no reason to call somebody gone.
 */
export async function isAnyConnected(
  io: Pick<AppServer, 'in'>,
  socketIds: readonly string[],
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), PATIENCE_MS);
  });
  const found = io
    .in([...socketIds])
    .fetchSockets()
    .then(
      (sockets) => sockets.length > 0,
      () => true,
    );
  return Promise.race([found, patience]).finally(() => clearTimeout(timer));
}

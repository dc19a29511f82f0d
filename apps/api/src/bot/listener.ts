import { once } from 'node:events';
import type { Server } from 'node:http';

import { listen } from '../platform/http/listen.js';

/** A small HTTP server of the bot's process. */
export interface Listener {
  /** @returns the port; rejects with the listening error, such as EADDRINUSE */
  start(): Promise<number>;
  /** Takes nothing new, and resolves when what is under way has been answered. */
  stop(): Promise<void>;
}

export function createListener(server: Server, { host, port }: { host: string; port: number }): Listener {
  return {
    start: () => listen(server, host, port),
    async stop() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}

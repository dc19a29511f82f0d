import { createServer } from 'node:http';
import type { Registry } from 'prom-client';
import type { Logger } from '../logger.js';
import { listen } from './listen.js';

/** What the operator's own machines ask, on a port that nobody else reaches. */
export interface InternalServer {
  /** @returns the port */
  start(): Promise<number>;
  stop(): Promise<void>;
}

export interface InternalServerOptions {
  host: string;
  port: number;
  registry: Registry;
  logger: Logger;
}

export function createInternalServer({
  host,
  port,
  registry,
  logger,
}: InternalServerOptions): InternalServer {
  const server = createServer((req, res) => {
    if (req.method !== 'GET' || req.url?.split('?', 1)[0] !== '/metrics') {
      res.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => res.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      (error: unknown) => {
        logger.warn('the metrics were not collected', { error });
        res.writeHead(500).end();
      },
    );
  });
  return {
    start: () => listen(server, host, port),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { createServer, type ServerResponse } from 'node:http';
import type { BotMetrics } from './bot-metrics.js';
import { createListener, type Listener } from './listener.js';

/** Three long polls in a row that brought nothing back, or as many looks at the webhook. */
const CONTACT_MAX_AGE_MS = 90_000;

export interface BotHealthOptions {
  host: string;
  port: number;
  metrics: BotMetrics;
  isListening: () => boolean;
}

/** For the orchestrator and for Prometheus; nobody else should reach it. */
export function createBotHealth({ host, port, metrics, isListening }: BotHealthOptions): Listener {
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (request.method !== 'GET') send(response, 405, { status: 'method not allowed' });
    else if (path === '/live') send(response, 200, { status: 'ok' });
    else if (path === '/ready') {
      const pollAgeMs = metrics.pollAgeMs();
      const isReady = isListening() && pollAgeMs < CONTACT_MAX_AGE_MS;
      send(response, isReady ? 200 : 503, {
        status: isReady ? 'ok' : 'down',
        lastPollAgeSeconds: Math.round(pollAgeMs / 1_000),
      });
    } else if (path === '/metrics') {
      metrics.text().then(
        (text) => response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text),
        () => send(response, 500, { status: 'the metrics could not be read' }),
      );
    } else send(response, 404, { status: 'not found' });
  });

  return createListener(server, { host, port });
}

function send(response: ServerResponse, status: number, body: Record<string, string | number>): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body));
}

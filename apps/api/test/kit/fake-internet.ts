import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import type { Connect } from '../../src/platform/outbound/connect.js';
import type { ResolveHost } from '../../src/platform/outbound/host-resolver.js';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

/** What a node sees of the world: names, addresses, and the servers behind them. */
export interface FakeInternet {
  resolveHost: ResolveHost;
  connect: Connect;
  /**
   * Puts a host there. Every request to it goes to the handler, whichever address it was sent to.
   *
   * @param addresses of one answer of the name server after another; the last one stays
   */
  host(name: string, handler: Handler, addresses?: readonly string[][]): void;
  /** Names that were asked for. */
  readonly asked: string[];
  /** Addresses and ports that were connected to. */
  readonly connected: string[];
  /** What servers were sent, as `GET https://host/path`. */
  readonly requests: string[];
  /** Forgets what was asked, connected and sent. */
  forget(): void;
  close(): Promise<void>;
}

/** Nobody's, and of the public internet. */
export const PUBLIC_ADDRESS = '93.184.216.34';

export async function createFakeInternet(): Promise<FakeInternet> {
  const hosts = new Map<string, { handler: Handler; answers: string[][] }>();
  const asked: string[] = [];
  const connected: string[] = [];
  const requests: string[] = [];
  const server = createServer((req, res) => {
    const { host = '' } = req.headers;
    requests.push(`${req.method} https://${host}${req.url}`);
    const known = hosts.get(host.replace(/:\d+$/, ''));
    if (known) known.handler(req, res);
    else res.writeHead(421).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    asked,
    connected,
    requests,

    async resolveHost(hostname) {
      asked.push(hostname);
      const answers = hosts.get(hostname)?.answers ?? [];
      const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },

    connect({ addresses, port: wanted }) {
      connected.push(...addresses.map(({ address }) => `${address} ${wanted}`));
      return connectTcp({ host: '127.0.0.1', port });
    },

    host(name, handler, addresses = [[PUBLIC_ADDRESS]]) {
      hosts.set(name, { handler, answers: [...addresses] });
    },

    forget() {
      for (const list of [asked, connected, requests]) list.length = 0;
    },

    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with a value as JSON. */
export function json(value: unknown, status = 200): Handler {
  return (_req, res) =>
    void res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from 'node:http';
import type { Socket } from 'node:net';
import { type Connect, connectToAddresses } from './connect.js';
import { createHostResolver, type HostAddress, type ResolveHost } from './host-resolver.js';
import { OutboundError } from './outbound-error.js';
import { isPublicAddress } from './public-address.js';
import { readBody } from './read-body.js';

export interface OutboundRequest {
  method: 'GET' | 'HEAD';
  url: URL;
  /** The `Accept` of the request. */
  accept?: string;
  /** Largest body that is read; 0 reads none and hangs up after the head. */
  maxBytes: number;
  signal: AbortSignal;
}

export interface OutboundAnswer {
  status: number;
  /** Headers that came several times are joined by commas. */
  headers: IncomingHttpHeaders;
  /** As text, and as it came; empty where none was wanted. */
  body: string;
  bytes: Buffer;
}

/**
 * One request to the public internet, without cookies, credentials, proxies or redirects. @throws OutboundError
 *
 * The address that was looked at is the one that is connected to: a name server that changes its mind is not asked twice.
 */
export type OutboundHttp = (request: OutboundRequest) => Promise<OutboundAnswer>;

export interface OutboundHttpOptions {
  /** Admits http, every port and private addresses. For tests. */
  allowPrivate: boolean;
  /** Who asks, as servers read it. */
  userAgent: string;
  resolveHost?: ResolveHost;
  connect?: Connect;
}

const HTTPS_PORT = 443;
const HTTP_PORT = 80;
const MAX_HEAD_BYTES = 16 * 1024;

export function createOutboundHttp(options: OutboundHttpOptions): OutboundHttp {
  const {
    allowPrivate,
    userAgent,
    resolveHost = createHostResolver(),
    connect = connectToAddresses,
  } = options;

  const open = async (url: URL): Promise<Socket> => {
    const isSecure = url.protocol === 'https:';
    const port = url.port === '' ? (isSecure ? HTTPS_PORT : HTTP_PORT) : Number(url.port);
    if (!allowPrivate && !(isSecure && port === HTTPS_PORT)) throw refused('only https on its own port');
    if (url.username !== '' || url.password !== '') throw refused('no credentials');
    const addresses = await addressesOf(url.hostname);
    return connect({ isSecure, hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'), port, addresses });
  };

  const addressesOf = async (hostname: string): Promise<readonly HostAddress[]> => {
    const addresses = await resolveHost(hostname);
    if (addresses.length === 0) throw new OutboundError('failed', 'this host has no address');
    // One private address among public ones is already an attempt.
    if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address))) {
      throw refused('this host is not on the public internet');
    }
    return addresses;
  };

  return async ({ method, url, accept = '*/*', maxBytes, signal }) => {
    let socket: Socket | undefined;
    try {
      const opened = await unlessAborted(open(url), signal);
      socket = opened;
      const response = await send({
        method,
        path: `${url.pathname}${url.search}`,
        headers: { Host: url.host, Accept: accept, 'Accept-Encoding': 'identity', 'User-Agent': userAgent },
        createConnection: () => opened,
        maxHeaderSize: MAX_HEAD_BYTES,
        signal,
      });
      const isWanted = maxBytes > 0 && method !== 'HEAD';
      const bytes = isWanted ? await readBody(response, maxBytes) : Buffer.alloc(0);
      return {
        status: response.statusCode ?? 0,
        headers: response.headers,
        bytes,
        // Most bodies are small and read as text; a picture is asked for its bytes alone.
        get body() {
          return bytes.toString();
        },
      };
    } catch (error) {
      if (signal.aborted) throw new OutboundError('timed_out', 'no answer in time', { cause: error });
      if (error instanceof OutboundError) throw error;
      throw new OutboundError('failed', 'the request failed', { cause: error });
    } finally {
      socket?.destroy();
    }
  };
}

function send(options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(options);
    request.once('response', resolve);
    // It stays, for what is still wrong after the head must not end the process.
    request.on('error', reject);
    // A server that wants another protocol is hung up on without an error.
    request.once('close', () => reject(new Error('the connection was closed')));
    request.end();
  });
}

/** A name server that never answers cannot be stopped, but nobody has to wait for it. */
async function unlessAborted(opening: Promise<Socket>, signal: AbortSignal): Promise<Socket> {
  const aborted = new AbortController();
  try {
    return await Promise.race([
      opening,
      new Promise<never>((_resolve, reject) => {
        const give = (): void => reject(new OutboundError('timed_out', 'no answer in time'));
        if (signal.aborted) give();
        else signal.addEventListener('abort', give, { once: true, signal: aborted.signal });
      }),
    ]);
  } catch (error) {
    void opening.then((socket) => socket.destroy()).catch(() => undefined);
    throw error;
  } finally {
    aborted.abort();
  }
}

function refused(message: string): OutboundError {
  return new OutboundError('refused', message);
}

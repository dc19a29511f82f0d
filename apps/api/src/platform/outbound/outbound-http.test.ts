import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createFakeInternet, type FakeInternet, PUBLIC_ADDRESS } from '../../../test/kit/fake-internet.js';
import { selfSignedCertificate } from '../../../../../scripts/lib/self-signed-certificate.mjs';
import { connectToAddresses } from './connect.js';
import { createHostResolver } from './host-resolver.js';
import { OutboundError } from './outbound-error.js';
import { createOutboundHttp, type OutboundHttp, type OutboundRequest } from './outbound-http.js';
import { followRedirects } from './redirects.js';

const MAX_BYTES = 1_000;
const LONG_MS = 10_000;

let internet: FakeInternet;
let http: OutboundHttp;
beforeEach(async () => {
  internet = await createFakeInternet();
  http = createOutboundHttp({ ...internet, allowPrivate: false, userAgent: 'WatchParty' });
});
afterEach(() => internet.close());

function requestTo(url: string, options: Partial<OutboundRequest> = {}): OutboundRequest {
  const signal = AbortSignal.timeout(LONG_MS);
  return { method: 'GET', url: new URL(url), maxBytes: MAX_BYTES, signal, ...options };
}

/** Why a request came to nothing. */
async function reasonOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'it was answered';
  } catch (error) {
    return error instanceof OutboundError ? error.reason : String(error);
  }
}

describe('a request to a public host', () => {
  it('brings status, headers and body, and carries nothing of ours', async () => {
    internet.host('media.example', (req, res) => {
      res.setHeader('set-cookie', 'a=b');
      res.writeHead(203, { 'x-frame-options': 'DENY' }).end(JSON.stringify(req.headers));
    });
    const request = requestTo('https://media.example/film?x=1#t', { accept: 'application/json' });
    const answer = await http(request);
    expect([answer.status, answer.headers['x-frame-options']]).toEqual([203, 'DENY']);
    expect(JSON.parse(answer.body)).toEqual({
      host: 'media.example',
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'WatchParty',
      connection: expect.any(String),
    });
    await http(request);
    expect(internet.requests).toEqual(Array(2).fill('GET https://media.example/film?x=1'));
    expect(internet.connected).toEqual(Array(2).fill(`${PUBLIC_ADDRESS} 443`));
  });

  it('reads no body that nobody wants, however long it is', async () => {
    internet.host('media.example', (_req, res) => {
      res.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 1e12 });
      res.flushHeaders();
      res.write('x'.repeat(100_000));
    });
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await http(requestTo('https://media.example/film.mp4', { method, maxBytes: 0 }));
      expect([answer.body, answer.headers['content-length']]).toEqual(['', '1000000000000']);
    }
  });

  it('joins headers that come several times', async () => {
    internet.host('media.example', (_req, res) => {
      res.setHeader('content-security-policy', ["frame-ancestors 'self'", 'frame-ancestors *']);
      res.end();
    });
    const { headers } = await http(requestTo('https://media.example/'));
    expect(headers['content-security-policy']).toBe("frame-ancestors 'self', frame-ancestors *");
  });
});

describe('a request that would leave the public internet', () => {
  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/',
    'https://app.localhost./',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
  ])('is refused before anything is connected: %s', async (url) => {
    const strict = createOutboundHttp({
      allowPrivate: false,
      userAgent: 'WatchParty',
      resolveHost: createHostResolver(),
      connect: internet.connect,
    });
    expect(await reasonOf(strict(requestTo(url)))).toBe('refused');
    expect(internet.connected).toEqual([]);
  });

  it.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:10.0.0.1']],
    [['fe80::1']],
    [[PUBLIC_ADDRESS, '192.168.0.1']],
    [['192.168.0.1', PUBLIC_ADDRESS]],
  ])('is refused where the name leads there: %j', async (addresses) => {
    internet.host('media.example', (_req, res) => res.end(), [addresses]);
    expect(await reasonOf(http(requestTo('https://media.example/')))).toBe('refused');
    expect(internet.connected).toEqual([]);
  });

  it.each(['http://media.example/', 'https://media.example:8443/', 'https://media.example:80/'])(
    'is refused by its port: %s',
    async (url) => {
      internet.host('media.example', (_req, res) => res.end());
      expect(await reasonOf(http(requestTo(url)))).toBe('refused');
      expect(internet.asked).toEqual([]);
    },
  );

  it('is refused with a name or a password in it', async () => {
    internet.host('media.example', (_req, res) => res.end());
    expect(await reasonOf(http(requestTo('https://user:secret@media.example/')))).toBe('refused');
  });

  it('goes to the address that was looked at, whatever the name server says next', async () => {
    internet.host('rebound.example', (_req, res) => res.end('public'), [[PUBLIC_ADDRESS], ['127.0.0.1']]);
    expect((await http(requestTo('https://rebound.example/'))).body).toBe('public');
    expect([internet.asked, internet.connected]).toEqual([['rebound.example'], [`${PUBLIC_ADDRESS} 443`]]);
    // The next request is another question, and its answer is looked at again.
    expect(await reasonOf(http(requestTo('https://rebound.example/')))).toBe('refused');
    expect(internet.connected).toHaveLength(1);
  });

  it('is let through where tests need it', async () => {
    const open = createOutboundHttp({ ...internet, allowPrivate: true, userAgent: 'WatchParty' });
    internet.host('localhost', (_req, res) => res.end('private'), [['127.0.0.1']]);
    expect((await open(requestTo('http://localhost:9000/'))).body).toBe('private');
    expect(internet.connected).toEqual(['127.0.0.1 9000']);
  });
});

describe('redirects', () => {
  const to = (location: string, status = 302): RequestListener => {
    return (_req, res) => void res.writeHead(status, { location }).end();
  };
  const follow = (url: string, mayFollow = (_url: URL) => true) =>
    followRedirects(http, requestTo(url), mayFollow);

  it('are followed, and it is told where they end', async () => {
    internet.host('a.example', to('https://b.example/x', 301));
    internet.host('b.example', (req, res) =>
      req.url === '/x' ? to('y?z=1', 307)(req, res) : void res.end('here'),
    );
    const answer = await follow('https://a.example/');
    expect([answer.body, answer.url.href]).toEqual(['here', 'https://b.example/y?z=1']);
  });

  it.each([
    'https://127.0.0.1/',
    'https://[::ffff:7f00:1]/',
    'http://b.example/',
    'https://b.example:8443/',
    'https://private.example/',
    'https://user@b.example/',
  ])('to %s are refused at the door', async (location) => {
    internet.host('a.example', to(location));
    internet.host('127.0.0.1', (_req, res) => res.end('secret'), [['127.0.0.1']]);
    internet.host('[::ffff:7f00:1]', (_req, res) => res.end('secret'), [['::ffff:7f00:1']]);
    internet.host('b.example', (_req, res) => res.end('secret'));
    internet.host('private.example', (_req, res) => res.end('secret'), [['10.0.0.7']]);
    expect(await reasonOf(follow('https://a.example/'))).toBe('refused');
    expect(internet.requests).toEqual(['GET https://a.example/']);
  });

  it('to the same name are refused once it leads elsewhere', async () => {
    internet.host('a.example', to('https://a.example/next'), [[PUBLIC_ADDRESS], ['127.0.0.1']]);
    expect(await reasonOf(follow('https://a.example/'))).toBe('refused');
    expect(internet.connected).toEqual([`${PUBLIC_ADDRESS} 443`]);
  });

  it('are refused where the caller does not want to go', async () => {
    internet.host('a.example', to('https://b.example/'));
    internet.host('b.example', (_req, res) => res.end('there'));
    const answer = follow('https://a.example/', ({ hostname }) => hostname === 'a.example');
    expect(await reasonOf(answer)).toBe('refused');
    expect(internet.asked).toEqual(['a.example']);
  });

  it('end after three', async () => {
    internet.host('loop.example', to('https://loop.example/'));
    expect(await reasonOf(follow('https://loop.example/'))).toBe('failed');
    expect(internet.requests).toHaveLength(4);
  });

  it('to nowhere fail', async () => {
    internet.host('a.example', to('https://['));
    expect(await reasonOf(follow('https://a.example/'))).toBe('failed');
  });
});

describe('bodies', () => {
  const serve = (handler: RequestListener) => internet.host('media.example', handler);
  const outcome = async () => reasonOf(http(requestTo('https://media.example/')));

  it('are read up to their bound', async () => {
    serve((_req, res) => void res.end('x'.repeat(MAX_BYTES)));
    expect((await http(requestTo('https://media.example/'))).body).toHaveLength(MAX_BYTES);
  });

  it.each<[string, RequestListener]>([
    [
      'by what they say',
      (_req, res) => void res.writeHead(200, { 'content-length': MAX_BYTES + 1 }).write('x'),
    ],
    ['by what they are', (_req, res) => void res.write('x'.repeat(MAX_BYTES + 1))],
    [
      'once unpacked',
      (_req, res) =>
        void res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000))),
    ],
  ])('are too large %s', async (_how, handler) => {
    serve(handler);
    expect(await outcome()).toBe('too_large');
  });

  it('are unpacked where a server packs them unasked', async () => {
    serve((_req, res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('film')));
    expect((await http(requestTo('https://media.example/'))).body).toBe('film');
  });

  it.each<[string, RequestListener]>([
    ['packed otherwise', (_req, res) => void res.writeHead(200, { 'content-encoding': 'br' }).end('x')],
    ['packed badly', (_req, res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end('x')],
    [
      'cut off',
      (_req, res) => {
        res.writeHead(200, { 'content-length': 10 });
        res.write('x', () => res.destroy());
      },
    ],
    ['behind endless headers', (_req, res) => void res.writeHead(200, { x: 'x'.repeat(17_000) }).end()],
    [
      'of another protocol',
      (_req, res) => void res.writeHead(101, { upgrade: 'h2c', connection: 'upgrade' }).end(),
    ],
    ['that never begin', (req) => void req.socket.destroy()],
  ])('fail when they are %s', async (_how, handler) => {
    serve(handler);
    expect(await outcome()).toBe('failed');
  });
});

describe('time', () => {
  /** Runs out once this has happened. */
  const until = (): { signal: AbortSignal; now: () => void } => {
    const controller = new AbortController();
    return { signal: controller.signal, now: () => controller.abort() };
  };

  it('runs out while a server is silent', async () => {
    const { signal, now } = until();
    internet.host('silent.example', now);
    expect(await reasonOf(http(requestTo('https://silent.example/', { signal })))).toBe('timed_out');
  });

  it('runs out while a body drips', async () => {
    const { signal, now } = until();
    internet.host('slow.example', (_req, res) => {
      res.write('x');
      res.write('y', now);
    });
    expect(await reasonOf(http(requestTo('https://slow.example/', { signal })))).toBe('timed_out');
  });

  it('runs out while nobody knows the name, and what is opened later is closed', async () => {
    const { signal, now } = until();
    let answer: (addresses: { address: string; family: 4 }[]) => void = () => undefined;
    const opened: Promise<unknown>[] = [];
    const slow = createOutboundHttp({
      allowPrivate: false,
      userAgent: 'WatchParty',
      resolveHost: () => {
        now();
        return new Promise((resolve) => (answer = resolve));
      },
      connect: (target) => {
        const socket = internet.connect(target);
        opened.push(once(socket, 'close'));
        return socket;
      },
    });
    expect(await reasonOf(slow(requestTo('https://slow.example/', { signal })))).toBe('timed_out');
    answer([{ address: PUBLIC_ADDRESS, family: 4 }]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(opened).toHaveLength(1);
    await opened[0];
  });

  it('that has run out sends nothing', async () => {
    internet.host('media.example', (_req, res) => res.end());
    expect(await reasonOf(http(requestTo('https://media.example/', { signal: AbortSignal.abort() })))).toBe(
      'timed_out',
    );
    expect(internet.requests).toEqual([]);
  });
});

it('a name that does not exist has failed', async () => {
  expect(await reasonOf(http(requestTo('https://nowhere.example/')))).toBe('failed');
});

describe('connections', () => {
  const certificate = selfSignedCertificate('media.example');
  const tls = createTlsServer({ cert: certificate['fullchain.pem'], key: certificate['privkey.pem'] });
  const tcp = createServer((_req, res) => res.end('plain'));
  let silent: TcpServer;
  const portOf = (server: TcpServer): number => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    silent = createTcpServer();
    for (const server of [tls, tcp, silent]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
  });
  afterAll(() => {
    for (const server of [tls, tcp, silent]) server.close();
  });

  const LOCAL = [{ address: '127.0.0.1', family: 4 as const }];

  it('go to the addresses that they are given, and ask nobody for the name', async () => {
    const open = createOutboundHttp({
      allowPrivate: true,
      userAgent: 'WatchParty',
      resolveHost: async () => LOCAL,
      connect: connectToAddresses,
    });
    const { body } = await open(requestTo(`http://no-such-name.invalid:${portOf(tcp)}/`));
    expect(body).toBe('plain');
  });

  it('are secure only with a certificate that somebody vouches for', async () => {
    const socket = connectToAddresses({
      isSecure: true,
      hostname: 'media.example',
      port: portOf(tls),
      addresses: LOCAL,
    });
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  });
});

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import winston from 'winston';
import { createCarrier } from './log-carriers.js';
import { type Carrier, LogShipping, type LogShippingOptions } from './log-shipping.js';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Something that grows, and that a test waits for. */
class Heap<T> {
  readonly items: T[] = [];
  readonly #waiting = new Set<() => void>();

  add(...items: T[]): void {
    this.items.push(...items);
    for (const wake of this.#waiting) wake();
  }

  until(isEnough: (items: T[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isEnough(this.items)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}

interface Line {
  level: string;
  message: string;
  lost?: number;
}

/** A logger that ships, and what it writes besides. */
function shipTo(
  carrier: Carrier,
  options: Partial<LogShippingOptions> = {},
): { logger: winston.Logger; local: Heap<Line> } {
  const local = new Heap<Line>();
  const stream = new Writable({
    write(line: Buffer, _encoding, done) {
      local.add(JSON.parse(line.toString()) as Line);
      done();
    },
  });
  const logger = winston.createLogger({
    format: winston.format.json(),
    transports: [new winston.transports.Stream({ stream })],
  });
  logger.add(new LogShipping({ carrier, logger, flushEveryMs: 5, retryMaxMs: 20, ...options }));
  ends.push(() => void logger.end());
  return { logger, local };
}

/** A host that takes batches over HTTP, answers as the test says, and can go away. */
async function httpHost(port = 0): Promise<{
  url: string;
  taken: Heap<Line>;
  requests: { authorization?: string; type?: string }[];
  answer: number | 'nothing';
  server: HttpServer;
}> {
  const host = {
    url: '',
    taken: new Heap<Line>(),
    requests: [] as { authorization?: string; type?: string }[],
    answer: 200 as number | 'nothing',
    server: createHttpServer((req, res) => {
      let body = '';
      req.on('data', (part: Buffer) => (body += part.toString()));
      req.on('end', () => {
        const { authorization, 'content-type': type } = req.headers;
        host.requests.push({ authorization, type });
        if (host.answer === 'nothing') return;
        if (host.answer === 200) host.taken.add(...(JSON.parse(body) as Line[]));
        res.writeHead(host.answer).end();
      });
    }),
  };
  host.server.listen(port, '127.0.0.1');
  await once(host.server, 'listening');
  host.url = `http://127.0.0.1:${(host.server.address() as AddressInfo).port}/logs`;
  ends.push(() => {
    host.server.close();
    host.server.closeAllConnections();
  });
  return host;
}

const messagesOf = (lines: Line[]): string[] => lines.map(({ message }) => message);

describe('lines shipped over HTTP', () => {
  it('arrive in batches, in order, as JSON, with the credentials of the address', async () => {
    const host = await httpHost();
    const { logger } = shipTo(createCarrier(host.url.replace('//', '//party:pass%20word@')));
    for (let turn = 0; turn < 50; turn++) logger.info(`line ${turn}`, { roomId: 'r' });
    await host.taken.until((lines) => lines.length >= 50);
    expect(messagesOf(host.taken.items)).toEqual(Array.from({ length: 50 }, (_, turn) => `line ${turn}`));
    expect(host.taken.items[0]).toEqual({ level: 'info', message: 'line 0', roomId: 'r' });
    expect(host.requests.length).toBeLessThan(10);
    expect(host.requests[0]).toEqual({
      type: 'application/json',
      authorization: `Basic ${Buffer.from('party:pass word').toString('base64')}`,
    });
  });

  it('wait while the host refuses, and come later without a gap', async () => {
    const host = await httpHost();
    host.answer = 503;
    const { logger, local } = shipTo(createCarrier(host.url));
    logger.info('one');
    await local.until((lines) =>
      lines.some(({ message }) => message.startsWith('the log host takes no lines')),
    );
    logger.info('two');
    host.answer = 200;
    await host.taken.until((lines) =>
      lines.some(({ message }) => message.startsWith('the log host takes lines again')),
    );
    expect(messagesOf(host.taken.items)).toEqual([
      'one',
      expect.stringContaining('takes no lines'),
      'two',
      'the log host takes lines again',
    ]);
  });

  it('outlive a host that goes away and comes back', async () => {
    const first = await httpHost();
    const { logger, local } = shipTo(createCarrier(first.url));
    logger.info('one');
    await first.taken.until((lines) => lines.length === 1);
    first.server.close();
    first.server.closeAllConnections();
    logger.info('two');
    await local.until((lines) => messagesOf(lines).some((message) => message.includes('takes no lines')));
    const second = await httpHost(Number(new URL(first.url).port));
    await second.taken.until((lines) => messagesOf(lines).includes('two'));
    expect(messagesOf(first.taken.items)).toEqual(['one']);
  });

  it('are given up on when the host keeps the connection and says nothing', async () => {
    const host = await httpHost();
    host.answer = 'nothing';
    const { logger, local } = shipTo(createCarrier(host.url, { timeoutMs: 50 }));
    logger.info('one');
    await local.until((lines) => messagesOf(lines).some((message) => message.includes('takes no lines')));
    // One at a time, however long the host takes.
    for (let turn = 0; turn < 1_000; turn++) logger.info('more');
    expect(host.requests.length).toBeLessThan(5);
  });
});

describe('lines that wait', () => {
  it('take up no more than they may: the oldest are lost, and counted', async () => {
    const sent = new Heap<Line>();
    let isAway = true;
    const carrier: Carrier = {
      async send(lines) {
        if (isAway) throw new Error('away');
        sent.add(...lines.map(({ text }) => JSON.parse(text) as Line));
      },
      close: () => undefined,
    };
    const { logger, local } = shipTo(carrier, { maxWaitingBytes: 10_000 });
    for (let turn = 0; turn < 1_000; turn++) logger.info(`line ${turn}`, { padding: 'x'.repeat(100) });
    await local.until((lines) => messagesOf(lines).some((message) => message.includes('takes no lines')));
    isAway = false;
    logger.info('the last');
    await sent.until((lines) => messagesOf(lines).includes('the last'));
    const kept = sent.items.filter(({ message }) => message.startsWith('line '));
    const lost = sent.items.find(({ message }) => message.includes('were lost'))?.lost;
    expect(kept.length).toBeLessThan(100);
    expect(kept.at(-1)?.message).toBe('line 999');
    expect(kept.length + lost!).toBe(1_000);
  });

  it('are sent when the logger ends, and an end without the host is an end, too', async () => {
    const sent: string[] = [];
    const { logger } = shipTo(
      { send: async (lines) => void sent.push(...lines.map(({ text }) => text)), close: () => undefined },
      { flushEveryMs: 60_000 },
    );
    logger.info('one');
    logger.end();
    await once(logger, 'finish');
    expect(sent).toEqual(['{"level":"info","message":"one"}']);

    const away: Carrier = {
      send: () => Promise.reject(new Error('away')),
      close: () => undefined,
    };
    const alone = shipTo(away).logger;
    alone.info('one');
    alone.end();
    await once(alone, 'finish');
  });
});

const SYSLOG = /^<(\d+)>1 \d{4}-\d\d-\d\dT[\d:.]+Z \S+ watchparty \d+ - - (\{.*\})$/;

describe('lines shipped by syslog', () => {
  it('go as datagrams', async () => {
    const taken = new Heap<string>();
    const udp = createSocket('udp4', (datagram) => taken.add(datagram.toString()));
    udp.bind(0, '127.0.0.1');
    await once(udp, 'listening');
    ends.push(() => udp.close());
    const { logger } = shipTo(createCarrier(`syslog://127.0.0.1:${udp.address().port}`));
    logger.info('one');
    logger.error('two');
    await taken.until((items) => items.length === 2);
    const [one, two] = taken.items.map((item) => SYSLOG.exec(item)!);
    expect([one![1], JSON.parse(one![2]!)]).toEqual(['134', { level: 'info', message: 'one' }]);
    expect([two![1], JSON.parse(two![2]!)]).toEqual(['131', { level: 'error', message: 'two' }]);
  });

  it('go over TCP behind their length, and over a new connection when one breaks', async () => {
    const taken = new Heap<string>();
    const connections: Socket[] = [];
    const server = createTcpServer((socket) => {
      connections.push(socket);
      let text = '';
      socket.on('error', () => undefined);
      socket.on('data', (part) => {
        text += part.toString();
        for (let frame = /^(\d+) /.exec(text); frame; frame = /^(\d+) /.exec(text)) {
          const end = frame[0].length + Number(frame[1]);
          if (text.length < end) break;
          taken.add(text.slice(frame[0].length, end));
          text = text.slice(end);
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => {
      server.close();
      for (const socket of connections) socket.destroy();
    });
    const { logger } = shipTo(
      createCarrier(`syslog+tcp://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
    logger.info('one');
    logger.info('two\nlines');
    await taken.until((items) => items.length === 2);
    expect(taken.items.every((item) => SYSLOG.test(item))).toBe(true);
    connections[0]!.destroy();
    await once(connections[0]!, 'close');
    // What is under way when a line breaks is lost with TCP; what comes after is not.
    for (let turn = 0; connections.length < 2; turn++) {
      logger.info(`again ${turn}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    logger.info('at last');
    await taken.until((items) => items.some((item) => item.includes('at last')));
  });

  it('outlive a host that is not there', async () => {
    const server = createTcpServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    for (const protocol of ['syslog+tcp', 'syslog+tls']) {
      const { logger, local } = shipTo(createCarrier(`${protocol}://127.0.0.1:${port}`));
      logger.info('one');
      await local.until((lines) => messagesOf(lines).some((message) => message.includes('takes no lines')));
    }
  });
});

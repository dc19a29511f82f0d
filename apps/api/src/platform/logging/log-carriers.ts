import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { connect as connectTls } from 'node:tls';
import type { Carrier, ShippedLine } from './log-shipping.js';

/** Longest that a host may take for one batch, in milliseconds. */
const SEND_TIMEOUT_MS = 5_000;
const SYSLOG_PORT = 514;
const SYSLOG_TLS_PORT = 6514;
/** RFC 5424: facility local0. */
const FACILITY = 16;
const SEVERITY: Readonly<Record<string, number>> = { error: 3, warn: 4, info: 6, debug: 7 };
const SEVERITY_UNKNOWN = 5;
/** A datagram above this is cut by networks on the way. */
const DATAGRAM_MAX_BYTES = 8_192;

export const SHIP_PROTOCOLS = ['http:', 'https:', 'syslog:', 'syslog+tcp:', 'syslog+tls:'] as const;

/** @param url says how lines travel by its protocol */
export function createCarrier(url: string, { timeoutMs = SEND_TIMEOUT_MS } = {}): Carrier {
  const target = new URL(url);
  switch (target.protocol) {
    case 'http:':
    case 'https:':
      return createHttpCarrier(target, timeoutMs);
    case 'syslog:':
      return createUdpCarrier(target);
    case 'syslog+tcp:':
    case 'syslog+tls:':
      return createStreamCarrier(target, timeoutMs);
    default:
      throw new Error('log lines travel by http, https, syslog, syslog+tcp or syslog+tls');
  }
}

/** A JSON array a batch, which is what collectors such as Vector, Fluent Bit and the hosted ones take. */
function createHttpCarrier(target: URL, timeoutMs: number): Carrier {
  const { username, password } = target;
  // fetch takes no credentials within the address.
  target.username = '';
  target.password = '';
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers = {
    'Content-Type': 'application/json',
    ...(username !== '' && { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
  };
  return {
    async send(lines) {
      const response = await fetch(target, {
        method: 'POST',
        headers,
        body: `[${lines.map(({ text }) => text).join(',')}]`,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the log host answered ${response.status}`);
    },
    close: () => undefined,
  };
}

function createUdpCarrier(target: URL): Carrier {
  const port = Number(target.port || SYSLOG_PORT);
  const host = hostOf(target);
  let socket: UdpSocket | undefined;
  const open = (): UdpSocket => {
    const opened = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    // Whoever sends learns of it, too.
    opened.on('error', () => undefined);
    opened.unref();
    return opened;
  };
  return {
    async send(lines) {
      const udp = (socket ??= open());
      for (const line of lines) {
        const datagram = Buffer.from(syslogOf(line)).subarray(0, DATAGRAM_MAX_BYTES);
        await new Promise<void>((resolve, reject) => {
          udp.send(datagram, port, host, (error) => (error ? reject(error) : resolve()));
        });
      }
    },
    close: () => void socket?.close(),
  };
}

/** Over TCP and TLS each line goes behind its length (RFC 6587, RFC 5425), so that none needs an end of its own. */
function createStreamCarrier(target: URL, timeoutMs: number): Carrier {
  const host = hostOf(target);
  const isSecure = target.protocol === 'syslog+tls:';
  const port = Number(target.port || (isSecure ? SYSLOG_TLS_PORT : SYSLOG_PORT));
  let socket: Socket | undefined;

  const open = async (): Promise<Socket> => {
    const opened = isSecure
      ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) })
      : connectTcp({ host, port });
    opened.on('error', () => undefined);
    opened.once('close', () => {
      if (socket === opened) socket = undefined;
    });
    // A log host says nothing; unread, its end of the connection would not be seen.
    opened.resume();
    opened.unref();
    try {
      await once(opened, isSecure ? 'secureConnect' : 'connect', { signal: AbortSignal.timeout(timeoutMs) });
      return opened;
    } catch (error) {
      opened.destroy();
      throw error;
    }
  };

  return {
    async send(lines) {
      const stream = (socket ??= await open());
      const frames = lines.map((line) => {
        const text = syslogOf(line);
        return `${Buffer.byteLength(text)} ${text}`;
      });
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          stream.destroy();
          reject(new Error('the log host reads nothing'));
        }, timeoutMs);
        stream.write(frames.join(''), (error) => {
          clearTimeout(timer);
          if (error) reject(error);
          else resolve();
        });
      });
    },
    close: () => void socket?.end(),
  };
}

/** Without the brackets of an IPv6 address. */
function hostOf({ hostname: name }: URL): string {
  return name.replace(/^\[|\]$/g, '');
}

/** One line as RFC 5424 wants it, with the JSON as its message. */
function syslogOf({ level, text }: ShippedLine): string {
  const priority = FACILITY * 8 + (SEVERITY[level] ?? SEVERITY_UNKNOWN);
  return `<${priority}>1 ${new Date().toISOString()} ${hostname()} watchparty ${process.pid} - - ${text}`;
}

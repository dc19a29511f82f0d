import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../../../scripts/lib/ports.mjs';
import { launch, type Child } from '../../../../scripts/lib/processes.mjs';
import { migrate } from '../../../../scripts/migrate.mjs';
import { SAMPLES_VARIABLE, type Samples } from './samples.js';
import type { Wire } from './wire.js';

export const CONTENDERS = ['watchparty', 'socket.io', 'ws'] as const;
/** The product, a bare Socket.io server, and a server of WebSockets and nothing else. */
export type ContenderName = (typeof CONTENDERS)[number];

/** A server under measurement, in a process of its own. */
export interface Contender {
  name: ContenderName;
  wire: Wire;
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const API_ENTRY = path.resolve(import.meta.dirname, '../../../api/dist/main.js');
const START_PATIENCE_MS = 30_000;
const POLL_MS = 50;

export interface ProductOptions {
  databaseUrl: string;
  /** Without it the ports run in memory. */
  redisUrl?: string;
  /** Where V8 writes its profile when the process ends. */
  profileFolder?: string;
}

/** The built API as an operator runs it, but for limits that a crowd from one machine would meet. */
export async function startProduct(options: ProductOptions): Promise<Contender & { botToken: string }> {
  if (!existsSync(API_ENTRY)) throw new Error(`There is no ${API_ENTRY}: run "pnpm build:api" first`);
  const { databaseUrl, redisUrl, profileFolder } = options;
  await migrate({ databaseUrl });
  const botToken = `1234567890:${randomBytes(26).toString('base64url')}`;
  const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const contender = await startContender('watchparty', 'socket.io', [...profiling, API_ENTRY], {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://party.example.org',
    DATABASE_URL: databaseUrl,
    BOT_TOKEN: botToken,
    JWT_SECRET: randomBytes(32).toString('base64url'),
    RATE_LIMIT_API: '1000000/15m',
    RATE_LIMIT_ROOMS: '100000/1h',
    RATE_LIMIT_MESSAGES: '100000/1m',
    RATE_LIMIT_EVENTS: '100000/10s',
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  });
  return { ...contender, botToken };
}

/** @param processes the folder of the built entries */
export function startBareSocketIo(processes: string, samples: Samples): Promise<Contender> {
  return startBare('socket.io', 'socket.io', path.join(processes, 'bare-socket-io.js'), samples);
}

/** @param processes the folder of the built entries */
export function startBareWs(processes: string, samples: Samples): Promise<Contender> {
  return startBare('ws', 'ws', path.join(processes, 'bare-ws.js'), samples);
}

function startBare(name: ContenderName, wire: Wire, entry: string, samples: Samples): Promise<Contender> {
  return startContender(name, wire, [entry], {
    NODE_ENV: 'production',
    [SAMPLES_VARIABLE]: JSON.stringify(samples),
  });
}

async function startContender(
  name: ContenderName,
  wire: Wire,
  args: string[],
  env: Record<string, string>,
): Promise<Contender> {
  const port = await findFreePort();
  const child = await launch(process.execPath, ['--enable-source-maps', ...args], {
    env: { PATH: process.env.PATH, ...env, PORT: String(port) },
  });
  await untilItListens(name, child, port);
  return { name, wire, url: `http://127.0.0.1:${port}`, pid: child.pid, stop: () => child.stop() };
}

async function untilItListens(name: string, child: Child, port: number): Promise<void> {
  const deadlineMs = Date.now() + START_PATIENCE_MS;
  for (;;) {
    if (!child.isRunning()) throw new Error(`${name} ended: ${child.tail()}`);
    const probe = connect(port, '127.0.0.1');
    try {
      await once(probe, 'connect');
      return;
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await sleep(POLL_MS);
    } finally {
      probe.destroy();
    }
  }
}

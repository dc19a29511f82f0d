import { existsSync } from 'node:fs';
import path from 'node:path';
import { launch, signalProcess, type Child } from '../../../../scripts/lib/processes.mjs';
import type { Reaper } from './reaper.js';
import { within } from './within.js';

/** One process of the API. */
export interface ApiNode {
  readonly name: string;
  readonly url: string;
  readonly port: number;
  isRunning(): boolean;
  /** Done when it is healthy. */
  start(): Promise<void>;
  /** Without a word. */
  kill(): Promise<void>;
  /** In order. @returns how long that took, in milliseconds */
  terminate(): Promise<number>;
  /** Stops it in its tracks; it does not know of the time until `resume`. */
  pause(): void;
  resume(): void;
  isHealthy(): Promise<boolean>;
  /** The last warnings and errors of its log. */
  complaints(): string[];
}

const ENTRY = path.resolve(import.meta.dirname, '../../../api/dist/main.js');
const START_PATIENCE_MS = 30_000;
const STOP_PATIENCE_MS = 60_000;
const HEALTH_TIMEOUT_MS = 1_000;
const TAIL_LINES = 400;
const MAX_COMPLAINTS = 8;
const COMPLAINT_LENGTH = 300;

export interface ApiNodeOptions {
  name: string;
  port: number;
  env: Record<string, string>;
  reaper: Reaper;
}

export function createApiNode({ name, port, env, reaper }: ApiNodeOptions): ApiNode {
  if (!existsSync(ENTRY)) throw new Error(`There is no ${ENTRY}: run "pnpm build:api" first`);
  const url = `http://127.0.0.1:${port}`;
  let child: Child | undefined;

  const isHealthy = async (): Promise<boolean> => {
    try {
      const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = child;
    if (!ended) return;
    await ended.stop(signal, STOP_PATIENCE_MS);
    reaper.forgetGroup(ended.pid);
  };

  return {
    name,
    url,
    port,
    isHealthy,
    isRunning: () => child?.isRunning() ?? false,
    async start() {
      const started = await launch(process.execPath, ['--enable-source-maps', ENTRY], {
        env: { PATH: process.env.PATH, ...env, PORT: String(port), NODE_ID: name },
        tailLines: TAIL_LINES,
      });
      child = started;
      reaper.watchGroup(started.pid);
      await within(START_PATIENCE_MS, `${name} is healthy`, async () => {
        if (!started.isRunning()) throw new Error(`it ended: ${started.tail()}`);
        return isHealthy();
      });
    },
    kill: () => end('SIGKILL'),
    async terminate() {
      const startMs = Date.now();
      await end('SIGTERM');
      return Date.now() - startMs;
    },
    pause() {
      if (child) signalProcess(child.pid, 'SIGSTOP');
    },
    resume() {
      if (child) signalProcess(child.pid, 'SIGCONT');
    },
    complaints: () =>
      (child?.tail() ?? '')
        .split('\n')
        .filter((line) => !/"level":"(info|debug)"/.test(line))
        .slice(-MAX_COMPLAINTS)
        .map((line) => line.slice(0, COMPLAINT_LENGTH)),
  };
}

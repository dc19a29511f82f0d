import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { securityHeaders } from '@watchparty/shared';
import { startNginx } from '../../../../scripts/lib/nginx.mjs';
import { signalProcess } from '../../../../scripts/lib/processes.mjs';
import type { ApiNode } from './api-node.js';
import type { Reaper } from './reaper.js';

/** The product's own nginx in front of the nodes, with its watcher. */
export interface Front {
  url: string;
  reload(): void;
  /** Kills every worker, and with it every connection that it carries. @returns how many were killed */
  killWorkers(): number;
  stop(): Promise<void>;
  /** What it said of the nodes lately. */
  tail(): string;
}

const WEB = path.resolve(import.meta.dirname, '../../../web/dist');

export async function startFront(nodes: readonly ApiNode[], reaper: Reaper): Promise<Front> {
  if (!existsSync(path.join(WEB, 'index.html')))
    throw new Error(`There is no ${WEB}: run "pnpm build" first`);
  const nginx = await startNginx({
    webSource: WEB,
    securityHeaders,
    settings: {
      API_NODES: nodes.map(({ port }) => `127.0.0.1:${port}`).join(),
      PUBLIC_URL: 'https://party.example.org',
      // The clients of the tests say themselves where they come from, so that they are spread as people are.
      TRUSTED_PROXIES: '127.0.0.1',
      REAL_IP_HEADER: 'X-Forwarded-For',
      WATCH_SECONDS: '0.5',
    },
  });
  reaper.watchGroup(nginx.pid);
  reaper.watchFolder(path.dirname(nginx.folder('etc')));
  return {
    url: nginx.url,
    reload: () => void signalProcess(nginx.pid, 'SIGHUP'),
    killWorkers() {
      const workers = workersOf(nginx.pid);
      if (workers.length === 0) throw new Error('nginx has no worker to kill');
      for (const pid of workers) signalProcess(pid, 'SIGKILL');
      return workers.length;
    },
    async stop() {
      await nginx.stop();
      reaper.forgetGroup(nginx.pid);
    },
    tail: nginx.tail,
  };
}

/** The watcher is a child of nginx too. */
function workersOf(master: number): number[] {
  return childrenOf(master)
    .filter(({ command }) => command.startsWith('nginx: worker'))
    .map(({ pid }) => pid);
}

function childrenOf(parent: number): { pid: number; command: string }[] {
  // `ps` is not on every small Linux.
  if (process.platform === 'linux') {
    return readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
      .trim()
      .split(' ')
      .map((pid) => ({ pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }));
  }
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, ppid, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent && command !== undefined ? [{ pid: Number(pid), command }] : [];
  });
}

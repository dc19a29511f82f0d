import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process of redis-server, to be killed and started again with the same arguments. */
export interface RedisProcess {
  start(): Promise<void>;
  /** As a crash does it: nobody is told. */
  kill(): Promise<void>;
  /** Keeps its connections and answers nothing any more. */
  freeze(): void;
}

/** @param readyLine what it says in its log when it is ready */
export function redisProcess(
  options: readonly string[],
  readyLine = 'Ready to accept connections',
): RedisProcess {
  let child: ChildProcess | undefined;
  return {
    async start() {
      const command = process.env.REDIS_SERVER_PATH ?? 'redis-server';
      // Pipes of our own: one that is left behind would hold Jest's, which waits for them to be closed before it ends.
      const started = spawn(command, options, { stdio: ['ignore', 'pipe', 'pipe'] });
      child = started;
      const said: string[] = [];
      await new Promise<void>((resolve, reject) => {
        started.once('error', reject);
        started.once('close', (code) =>
          reject(new Error(`redis-server ended with ${String(code)}:\n${said.join('\n')}`)),
        );
        for (const input of [started.stdout, started.stderr]) {
          createInterface({ input }).on('line', (line) => {
            said.push(line);
            if (line.includes(readyLine)) resolve();
          });
        }
      });
    },
    async kill() {
      const killed = child;
      child = undefined;
      if (killed?.exitCode !== null || killed.signalCode !== null) return;
      killed.kill('SIGKILL');
      await once(killed, 'exit');
    },
    freeze() {
      child?.kill('SIGSTOP');
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
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
      const started = spawn(command, options, { stdio: ['ignore', 'pipe', 'inherit'] });
      child = started;
      await new Promise<void>((resolve, reject) => {
        started.once('error', reject);
        started.once('exit', (code) => reject(new Error(`redis-server ended with ${String(code)}`)));
        createInterface({ input: started.stdout }).on('line', (line) => {
          if (line.includes(readyLine)) resolve();
        });
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

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

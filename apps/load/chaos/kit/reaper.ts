import { spawn } from 'node:child_process';
import path from 'node:path';

/** Ends processes and removes folders that a run leaves behind when it is killed itself. */
export interface Reaper {
  watchGroup(pid: number): void;
  forgetGroup(pid: number): void;
  watchFolder(folder: string): void;
  /** Lets go: what is still watched is ended and removed. */
  close(): void;
}

export function startReaper(): Reaper {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'reaper-process.mjs')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  // It outlives us by design, and must not keep us alive.
  child.unref();
  child.stdin.on('error', () => undefined);
  const tell = (line: string): void => void child.stdin.write(`${line}\n`);
  return {
    watchGroup: (pid) => tell(`+group ${pid}`),
    forgetGroup: (pid) => tell(`-group ${pid}`),
    watchFolder: (folder) => tell(`+folder ${folder}`),
    close: () => void child.stdin.end(),
  };
}

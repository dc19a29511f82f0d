import { readdirSync, readFileSync } from 'node:fs';

const NS_PER_S = 1e9;
const BYTES_PER_KIB = 1024;

/** What a process has used so far. */
export interface ProcessUse {
  /** Of all its threads that still run. */
  cpuS: number;
  residentBytes: number;
}

/** Of Linux, which counts by the nanosecond where other ways count hundredths of a second. */
export function readProcessUse(pid: number): ProcessUse {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'),
  );
  return {
    cpuS: threads.reduce((sum, schedstat) => sum + cpuSOf(schedstat), 0),
    residentBytes: residentBytesOf(readFileSync(`/proc/${pid}/status`, 'utf8')),
  };
}

/** @param schedstat a thread's nanoseconds on a processor, and waiting for one, and how many turns it had */
export function cpuSOf(schedstat: string): number {
  return Number(schedstat.split(' ', 1)[0]) / NS_PER_S;
}

export function residentBytesOf(status: string): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error('a process without memory has ended');
  return Number(kib) * BYTES_PER_KIB;
}

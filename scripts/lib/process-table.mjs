import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What /proc counts a processor's time in: USER_HZ, which is 100 on every platform that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * The command line of a running process, so that a number from an old file is not taken for the process that once had it.
 *
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process, or this system does not tell
 */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return undefined;
    }
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * What runs in a process group, and how many seconds of a processor it has used: of two that never end, the one that
 * turns in a circle has used many, and the one that waits for what never comes has used few.
 *
 * @param {number} groupId
 * @returns {{ pid: number, cpuSeconds: number, command: string }[]} empty where the system has no /proc
 */
export function processesOfGroup(groupId) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = statOf(Number(name));
      return stat?.groupId === groupId
        ? [{ pid: Number(name), cpuSeconds: stat.cpuSeconds, command: commandOf(Number(name)) ?? '' }]
        : [];
    });
}

/**
 * @param {number} pid
 * @returns {{ groupId: number, cpuSeconds: number } | undefined} undefined when it is gone
 */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc_pid_stat(5): the name before the last bracket may hold blanks; pgrp, utime and stime are fields 5, 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      groupId: Number(fields[2]),
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    };
  } catch {
    return undefined;
  }
}

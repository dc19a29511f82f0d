// Child processes that outlive nobody: each runs in a process group of its own, so that the terminal's Ctrl-C reaches
// only us and we decide what stops when.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

import { commandOf, processesOfGroup } from './process-table.mjs';
import { UserError } from './user-error.mjs';

const IS_WINDOWS = process.platform === 'win32';
const TAIL_LINES = 40;
const STOP_PATIENCE_MS = 10_000;
const POLL_MS = 50;

/**
 * @typedef {object} Child
 * @property {number} pid
 * @property {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} exited never rejects
 * @property {() => boolean} isRunning
 * @property {() => string} tail the last lines of what it printed
 * @property {(signal?: NodeJS.Signals, patienceMs?: number) => Promise<void>} stop
 *   asks with `signal`, and kills the whole group when it is not gone after `patienceMs`
 */

/**
 * @typedef {object} LaunchOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {(text: string) => void} [onOutput] hears stdout and stderr as they come
 * @property {number} [tailLines] how much of the output `tail` remembers
 * @property {boolean} [shell] only for Windows' .cmd files
 */

/**
 * @param {string} command
 * @param {string[]} args
 * @param {LaunchOptions} [options]
 * @returns {Promise<Child>} once the process runs
 */
export async function launch(command, args, { onOutput, tailLines = TAIL_LINES, ...options } = {}) {
  const child = spawn(command, args, {
    ...options,
    detached: !IS_WINDOWS,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {string[]} */
  let tail = [''];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      const [first = '', ...rest] = text.split('\n');
      tail = [...tail.slice(0, -1), `${tail.at(-1) ?? ''}${first}`, ...rest].slice(-tailLines - 1);
      onOutput?.(text);
    });
  }
  /** @type {Child['exited']} */
  const exited = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  let running = true;
  void exited.then(() => (running = false));

  await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error))]);
  // A later error is a signal that came too late; `exited` says what matters.
  child.on('error', () => {});

  const pid = /** @type {number} */ (child.pid);
  return {
    pid,
    exited,
    isRunning: () => running,
    // Some tools paint whatever NO_COLOR says.
    tail: () => stripVTControlCharacters(tail.join('\n')).trimEnd(),
    async stop(signal = 'SIGTERM', patienceMs = STOP_PATIENCE_MS) {
      if (!running) return;
      signalProcess(pid, signal);
      await Promise.race([exited, sleep(patienceMs, undefined, { ref: false })]);
      if (!running) return;
      signalProcess(IS_WINDOWS ? pid : -pid, 'SIGKILL');
      await exited;
    },
  };
}

/** A command that was stopped because its time was over, with what there is to find out why. */
export class OverdueError extends Error {
  name = 'OverdueError';

  /**
   * @param {string} output the end of what it had said
   * @param {ReturnType<typeof processesOfGroup>} processes what still ran
   */
  constructor(output, processes) {
    super('The time of the command was over.');
    this.output = output;
    this.processes = processes;
  }
}

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {LaunchOptions & { abort?: AbortSignal }} [options] `abort` stops the command and its children
 * @returns {Promise<{ code: number, output: string }>} `output` is the tail of it
 * @throws {OverdueError} when `abort` is an AbortSignal.timeout and was first
 */
export async function run(command, args, { abort, ...options } = {}) {
  abort?.throwIfAborted();
  const child = await launch(command, args, options);
  /** @type {ReturnType<typeof processesOfGroup>} */
  let stopped = [];
  const stop = () => {
    stopped = processesOfGroup(child.pid);
    // The group, not the leader alone: npx and pnpm would leave their children behind.
    signalProcess(IS_WINDOWS ? child.pid : -child.pid, 'SIGTERM');
    void child.stop();
  };
  abort?.addEventListener('abort', stop, { once: true });
  // While it was being started nobody listened.
  if (abort?.aborted) stop();
  const { code } = await child.exited;
  abort?.removeEventListener('abort', stop);
  if (abort?.reason?.name === 'TimeoutError') throw new OverdueError(child.tail(), stopped);
  abort?.throwIfAborted();
  return { code: code ?? 1, output: child.tail() };
}

/**
 * Runs a command that must succeed.
 *
 * @param {string} what said when it fails: `${what} failed`
 * @param {Parameters<typeof run>} command
 */
export async function runOrExplain(what, ...command) {
  const { code, output } = await run(...command);
  if (code !== 0) throw new UserError(`${what} failed. The end of what it said:\n\n${indent(output)}\n`);
}

/** @param {string} text */
export function indent(text) {
  return text.replaceAll(/^/gm, '    ');
}

/**
 * @param {number} pid negative for a process group
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether there was anything to signal
 */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error.code === 'EPERM';
  }
}

/**
 * @param {number} pid
 * @param {number} patienceMs
 * @returns {Promise<boolean>} whether the process was gone in time
 */
export async function waitUntilGone(pid, patienceMs) {
  // In a container without an init process, the dead stay in the table: as entries with no command.
  const isGone = () => !signalProcess(pid, 0) || commandOf(pid) === '';
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += POLL_MS) {
    if (isGone()) return true;
    await sleep(POLL_MS);
  }
  return isGone();
}

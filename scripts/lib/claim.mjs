import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { commandOf } from './process-table.mjs';
import { signalProcess, waitUntilGone } from './processes.mjs';
import { UserError } from './user-error.mjs';

const LEFTOVER_PATIENCE_MS = 10_000;

/**
 * One party per data folder: two servers on one database directory would be one too many. Also sends off the API of a
 * start that was killed before it could.
 *
 * @param {{ dataFolder: string, url: string, apiEntry: string }} options `apiEntry` is the file that the API runs from
 * @returns {Promise<{ noteApi: (pid: number) => void, release: () => void }>}
 */
export async function claimDataFolder({ dataFolder, url, apiEntry }) {
  const file = path.join(dataFolder, 'running.json');
  mkdirSync(dataFolder, { recursive: true });
  const previous = readClaim(file);
  if (previous && previous.pid !== process.pid && commandOf(previous.pid)?.includes('start.mjs')) {
    throw new UserError(
      `WatchParty already runs from this folder: ${previous.url} (process ${previous.pid}).\n` +
        'Open that, or stop it with Ctrl-C in its terminal and start again.',
    );
  }
  if (previous?.apiPid && commandOf(previous.apiPid)?.includes(apiEntry)) {
    signalProcess(previous.apiPid, 'SIGTERM');
    if (!(await waitUntilGone(previous.apiPid, LEFTOVER_PATIENCE_MS)))
      signalProcess(previous.apiPid, 'SIGKILL');
  }
  const write = (/** @type {object} */ more) =>
    writeFileSync(file, `${JSON.stringify({ pid: process.pid, url, ...more })}\n`);
  write({});
  return {
    noteApi: (apiPid) => write({ apiPid }),
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * @param {string} file
 * @returns {{ pid: number, url: string, apiPid?: number } | undefined}
 */
function readClaim(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

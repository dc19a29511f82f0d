import { setTimeout as sleep } from 'node:timers/promises';

import { indent, launch } from './processes.mjs';
import { UserError } from './user-error.mjs';

const START_PATIENCE_MS = 60_000;
const HEALTH_TIMEOUT_MS = 2_000;
const POLL_MS = 100;

/**
 * Starts the API, and is done when it says that it is healthy. From then on its output is shown.
 *
 * @param {object} options
 * @param {string} options.entry
 * @param {string} options.root
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.healthUrl
 * @param {(pid: number) => void} options.noteApi told at once, so that nobody is left behind when we are killed
 * @param {AbortSignal} options.abort
 * @returns {Promise<import('./processes.mjs').Child>}
 */
export async function startApi({ entry, root, env, healthUrl, noteApi, abort }) {
  let isReady = false;
  const api = await launch(process.execPath, ['--enable-source-maps', entry], {
    cwd: root,
    env,
    onOutput: (text) => {
      if (isReady) process.stdout.write(text);
    },
  });
  noteApi(api.pid);
  try {
    await waitUntilHealthy({ api, healthUrl, abort });
    isReady = true;
    return api;
  } catch (error) {
    await api.stop();
    throw error;
  }
}

/** @param {{ api: import('./processes.mjs').Child, healthUrl: string, abort: AbortSignal }} options */
async function waitUntilHealthy({ api, healthUrl, abort }) {
  const deadlineMs = Date.now() + START_PATIENCE_MS;
  let lastAnswer = 'nothing';
  while (Date.now() < deadlineMs) {
    abort.throwIfAborted();
    if (!api.isRunning()) {
      throw new UserError(`The server did not start. The end of what it said:\n\n${indent(api.tail())}\n`);
    }
    try {
      const response = await fetch(healthUrl, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
      lastAnswer = `${response.status} ${await response.text()}`;
      if (response.ok) return;
    } catch (error) {
      lastAnswer = error.cause?.message ?? error.message;
    }
    await sleep(POLL_MS);
  }
  throw new UserError(
    `The server does not get healthy. It last answered: ${lastAnswer}\nThe end of what it said:\n\n${indent(api.tail())}\n`,
  );
}

/**
 * @param {string} host that the server listens on
 * @param {number} port
 */
export function healthUrlOf(host, port) {
  const isWildcard = host === '0.0.0.0' || host === '::';
  const reachable = isWildcard ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}/api/health`;
}

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { launch, run, waitUntilGone } from './processes.mjs';

const node = process.execPath;

test('tells the exit code and the end of the output', async () => {
  const script =
    'for (let i = 1; i <= 9; i += 1) console.log(`line ${i}`); console.error("last"); process.exitCode = 3';
  const { code, output } = await run(node, ['-e', script], { tailLines: 3 });
  assert.equal(code, 3);
  assert.deepEqual(output.split('\n').length, 3);
  assert.match(output, /line 9/);
  assert.doesNotMatch(output, /line 6/);
});

test('a program that does not exist is an error, not a child', async () => {
  await assert.rejects(run('no-such-program', []), { code: 'ENOENT' });
});

test('kills what does not want to stop', async () => {
  const child = await launch(node, [
    '-e',
    'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1e3)',
  ]);
  while (!child.tail().includes('up')) await sleep(10);
  await child.stop('SIGTERM', 100);
  assert.equal(child.isRunning(), false);
  assert.equal((await child.exited).signal, 'SIGKILL');
});

test('an abort reaches the children of the command too', { skip: process.platform === 'win32' }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-test-'));
  const pidFile = path.join(folder, 'pid');
  const abort = new AbortController();
  const running = run('sh', ['-c', `sleep 60 & echo $! > ${pidFile}; wait`], { abort: abort.signal });
  while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') await sleep(10);
  const grandchildPid = Number(readFileSync(pidFile, 'utf8'));
  abort.abort();
  await assert.rejects(running, { name: 'AbortError' });
  assert.equal(await waitUntilGone(grandchildPid, 2_000), true);
  rmSync(folder, { recursive: true });
});

test('an abort while the command is being started stops it too', { timeout: 10_000 }, async () => {
  const abort = new AbortController();
  const running = run(node, ['-e', 'setTimeout(() => {}, 60_000)'], { abort: abort.signal });
  abort.abort();
  await assert.rejects(running, { name: 'AbortError' });
});

test(
  'says of what takes too long which of it was busy, and what it had said',
  { skip: process.platform !== 'linux' },
  async () => {
    const timeout = new AbortController();
    // It says that it has begun when it has worked for much more than the hundredth of a second that is counted.
    const work = 'i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done';
    const running = run('sh', ['-c', `sleep 60 & ${work}; echo begun; while :; do :; done`], {
      abort: timeout.signal,
      onOutput: () => timeout.abort(new DOMException('', 'TimeoutError')),
    });
    const error = await running.then(assert.fail, (/** @type {any} */ reason) => reason);
    assert.equal(error.name, 'OverdueError');
    assert.equal(error.output, 'begun');
    const cpuOf = (/** @type {string} */ command) =>
      error.processes.find((/** @type {any} */ entry) => entry.command.startsWith(command)).cpuSeconds;
    assert.equal(cpuOf('sleep'), 0);
    assert.ok(cpuOf('sh') > 0);
  },
);

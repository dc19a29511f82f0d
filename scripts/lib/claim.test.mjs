import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { claimDataFolder } from './claim.mjs';
import { launch } from './processes.mjs';

test('one party per folder, and the dead do not count', { skip: process.platform === 'win32' }, async (t) => {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-test-'));
  const other = path.join(dataFolder, 'start.mjs');
  const apiEntry = path.join(dataFolder, 'main.mjs');
  for (const file of [other, apiEntry]) writeFileSync(file, 'setInterval(() => {}, 1000);');
  const party = await launch(process.execPath, [other]);
  const api = await launch(process.execPath, [apiEntry]);
  t.after(async () => {
    await Promise.all([party.stop('SIGKILL'), api.stop('SIGKILL')]);
    rmSync(dataFolder, { recursive: true });
  });
  const claimFile = path.join(dataFolder, 'running.json');
  const claim = () => claimDataFolder({ dataFolder, url: 'http://localhost:3000', apiEntry });

  writeFileSync(claimFile, JSON.stringify({ pid: party.pid, url: 'http://localhost:4000', apiPid: api.pid }));
  await assert.rejects(claim(), { name: 'UserError', message: /already runs .* http:\/\/localhost:4000/ });
  assert.equal(api.isRunning(), true);

  await party.stop('SIGKILL');
  const ours = await claim();
  await api.exited;
  ours.release();
  assert.equal(existsSync(claimFile), false);
});

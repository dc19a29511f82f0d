import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { find } from './requirements.mjs';

const TOOL = {
  title: 'Tool',
  variable: 'WATCHPARTY_TEST_TOOL',
  programs: ['wp-tool', 'wp-tool-2'],
  places: [],
  aptPackages: [],
};

test('a program is found by its variable, else by its name', { skip: process.platform === 'win32' }, (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-test-'));
  const path_ = process.env.PATH;
  t.after(() => {
    rmSync(folder, { recursive: true });
    process.env.PATH = path_;
    delete process.env.WATCHPARTY_TEST_TOOL;
  });
  process.env.PATH = `${folder}${path.delimiter}${path_}`;
  assert.equal(find(TOOL), undefined);

  const program = path.join(folder, 'wp-tool-2');
  writeFileSync(program, '#!/bin/sh\n');
  assert.equal(find(TOOL), undefined, 'not executable');
  chmodSync(program, 0o755);
  assert.equal(find(TOOL), program);

  process.env.WATCHPARTY_TEST_TOOL = '/no/such/tool';
  assert.throws(() => find(TOOL), { name: 'UserError', message: /WATCHPARTY_TEST_TOOL says/ });
  process.env.WATCHPARTY_TEST_TOOL = process.execPath;
  assert.equal(find(TOOL), process.execPath);
});

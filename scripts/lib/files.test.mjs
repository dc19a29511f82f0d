import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { hashFiles, listFiles } from './files.mjs';
import { openStamps } from './stamps.mjs';

test('a digest changes with every change of sources, and with nothing else', (t) => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'watchparty-test-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, 'src/node_modules'), { recursive: true });
  writeFileSync(path.join(root, 'src/a.ts'), 'a');
  const digest = () => hashFiles(root, listFiles(root, ['src', 'missing.json']));

  const first = digest();
  writeFileSync(path.join(root, 'src/node_modules/x.js'), 'x');
  assert.equal(digest(), first);
  renameSync(path.join(root, 'src/a.ts'), path.join(root, 'src/b.ts'));
  const renamed = digest();
  assert.notEqual(renamed, first);
  writeFileSync(path.join(root, 'src/b.ts'), 'b');
  assert.notEqual(digest(), renamed);
});

test('a stamp holds for one state, survives, and is void when damaged', (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const stamps = openStamps(path.join(folder, 'data'));
  assert.equal(stamps.isCurrent('build', 'one'), false);
  stamps.set('build', 'one');
  stamps.set('install', 'two');
  assert.equal(openStamps(path.join(folder, 'data')).isCurrent('build', 'one'), true);
  assert.equal(stamps.isCurrent('build', 'two'), false);
  writeFileSync(path.join(folder, 'data/stamps.json'), '{');
  assert.equal(stamps.isCurrent('build', 'one'), false);
});

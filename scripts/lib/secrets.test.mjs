import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { keepSecrets } from './secrets.mjs';

test('secrets are made once, look real, and are for their owner alone', (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const first = keepSecrets(folder);
  assert.match(first.botToken, /^\d{10}:[\w-]{35}$/);
  assert.equal(Buffer.from(first.jwtSecret, 'base64url').length, 48);
  assert.deepEqual(keepSecrets(folder), first);
  const file = path.join(folder, 'secrets.json');
  if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
  writeFileSync(file, '{"botToken": 1}');
  assert.throws(() => keepSecrets(folder), { name: 'UserError', message: /is damaged/ });
});

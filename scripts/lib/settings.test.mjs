import assert from 'node:assert/strict';
import { test } from 'node:test';

import { healthUrlOf } from './api-process.mjs';
import { complainAboutNode } from './node-version.mjs';
import { readStartSettings } from './settings.mjs';

test('nothing set: this computer only, port 3000', () => {
  const { port, host, publicUrl, databaseUrl, botToken } = readStartSettings({ PORT: '', DATABASE_URL: '' });
  assert.deepEqual(
    { port, host, publicUrl, databaseUrl, botToken },
    {
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      botToken: undefined,
    },
  );
});

test('what is set wins', () => {
  const settings = readStartSettings({ PORT: '8080', HOST: '0.0.0.0', PUBLIC_URL: 'https://party.example/' });
  assert.equal(settings.port, 8080);
  assert.equal(settings.publicUrl, 'https://party.example');
  assert.equal(healthUrlOf(settings.host, settings.port), 'http://127.0.0.1:8080/api/health');
  assert.equal(healthUrlOf('::1', 80), 'http://[::1]:80/api/health');
});

for (const PORT of ['http', '0', '65536', '30.5', '-1']) {
  test(`PORT=${PORT} is refused in a sentence`, () => {
    assert.throws(() => readStartSettings({ PORT }), {
      name: 'UserError',
      message: /^PORT must be a number/,
    });
  });
}

test('Node 20.19 and newer will do, older ones hear why not', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0'])
    assert.equal(complainAboutNode(version), '');
  for (const version of ['20.18.3', '18.20.8', '8.17.0'])
    assert.match(complainAboutNode(version), /needs Node 20\.19/);
});

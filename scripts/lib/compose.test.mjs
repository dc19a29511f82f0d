import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { databaseUrlOf } from './database-url.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (/** @type {string} */ file) => readFileSync(path.join(ROOT, file), 'utf8');

/** What the containers decide for themselves, or what is for a process of its own beside them. */
const NOT_THE_OPERATORS = new Set([
  'NODE_ENV',
  'HOST',
  'PORT',
  'TRUST_PROXY',
  'WEB_ROOT',
  'METRICS_HOST',
  'METRICS_PORT',
  'NODE_ID',
  'LOG_DIR',
  'LOG_MAX_SIZE',
  'LOG_MAX_AGE',
  'ALLOW_PRIVATE_MEDIA',
]);

test('Compose hands on every setting of the API, and .env.example names it', () => {
  const settings = [...read('apps/api/src/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+)\??: [A-Za-z]/gm)]
    .map(([, name]) => name)
    .filter((name) => !NOT_THE_OPERATORS.has(name));
  assert.ok(settings.length > 15, 'config.ts is not written as this test reads it');
  for (const name of settings) {
    assert.match(read('docker-compose.yml'), new RegExp(`^  ${name}:`, 'm'), `docker-compose.yml: ${name}`);
    assert.match(read('.env.example'), new RegExp(`^#?${name}=`, 'm'), `.env.example: ${name}`);
  }
});

test('.env.example names every variable that Compose reads', () => {
  const variables = [...read('docker-compose.yml').matchAll(/\$\{([A-Z0-9_]+)[:-]/g)].map(([, name]) => name);
  for (const name of new Set(variables)) {
    assert.match(read('.env.example'), new RegExp(`\\b${name.replace(/_FILE$/, '')}\\b`), name);
  }
});

test('the image is built with the workspace’s own pnpm', () => {
  const { packageManager } = JSON.parse(read('package.json'));
  assert.equal(`pnpm@${read('Dockerfile').match(/^ARG PNPM_VERSION=(.*)$/m)?.[1]}`, packageManager);
});

test('only nginx publishes ports, and nothing runs as root or with a file system to write to', () => {
  const compose = read('docker-compose.yml');
  assert.equal(compose.match(/^ {4}ports:/gm)?.length, 1);
  const services = compose.slice(compose.indexOf('\nservices:'), compose.indexOf('\nnetworks:'));
  for (const [, name, body] of services.matchAll(/^ {2}([a-z]+):\n((?: {4}.*\n|\n| {2}#.*\n)+)/gm)) {
    assert.match(body, /<<: \*(?:hardened|api)/, name);
    assert.match(body, /limits: \{ memory:/, name);
  }
});

test('the relay serves only whom the API sends, on its own ports, and leads into no private network', () => {
  const compose = read('docker-compose.yml');
  const relay = compose.slice(compose.indexOf('\n  coturn:'));
  const flags = [...relay.matchAll(/^ {6}- (-.*)$/gm)].map(([, flag]) => flag);
  for (const flag of ['--use-auth-secret', '--no-tcp-relay', '--no-multicast-peers', '--no-cli'])
    assert.ok(flags.includes(flag), flag);
  assert.deepEqual(
    flags.filter((flag) => /^--(?:no-auth|allow-loopback-peers|allowed-peer-ip)/.test(flag)),
    [],
  );
  for (const setting of [
    'static-auth-secret=${TURN_SECRET',
    'min-port=${TURN_MIN',
    'max-port=${TURN_MAX',
    'total-quota=',
  ])
    assert.ok(
      flags.some((flag) => flag.startsWith(`--${setting}`)),
      setting,
    );
  for (const range of [
    '10.0.0.0-',
    '127.0.0.0-',
    '169.254.0.0-',
    '172.16.0.0-',
    '192.168.0.0-',
    '100.64.0.0-',
    '::1',
    'fc00::-',
    'fe80::-',
  ])
    assert.ok(
      flags.some((flag) => flag.startsWith(`--denied-peer-ip=${range}`)),
      range,
    );
});

test('the relay has places for everybody in voice, and ports for all places', () => {
  const compose = read('docker-compose.yml');
  const number = (/** @type {RegExp} */ pattern) => Number(compose.match(pattern)?.[1]);
  const ports = number(/TURN_MAX_PORT:-(\d+)/) - number(/TURN_MIN_PORT:-(\d+)/) + 1;
  assert.ok(ports >= number(/TURN_TOTAL_QUOTA:-(\d+)/), `${ports} ports`);

  const env = read('.env.example');
  const [speakers, listeners] = ['SPEAKERS', 'LISTENERS'].map((who) =>
    Number(env.match(new RegExp(`VOICE_MAX_${who}=(\\d+)`))?.[1]),
  );
  const addresses = env.match(/TURN_URLS=(.*)/)?.[1]?.split(',').length ?? 0;
  assert.ok(number(/--user-quota=(\d+)/) >= (speakers + listeners - 1) * addresses * 2);
});

test('the override for a swarm has thought of every service', () => {
  const servicesOf = (/** @type {string} */ file) => {
    const text = read(file);
    const services = text.slice(text.indexOf('\nservices:'), text.search(/\n(?:networks|secrets):/));
    return [...services.matchAll(/^ {2}([a-z]+):/gm)].map(([, name]) => name).sort();
  };
  assert.deepEqual(servicesOf('docker-stack.yml'), servicesOf('docker-compose.yml'));
});

test('a database’s address and its password may come apart, and from files', () => {
  const files = { '/url': 'postgres://u@db/x\n', '/password': 'p@ss/word\n' };
  const of = (/** @type {Record<string, string>} */ env) => databaseUrlOf(env, (file) => files[file]);
  assert.equal(of({}), undefined);
  assert.equal(of({ DATABASE_URL: 'postgres://u:p@db/x', DATABASE_PASSWORD: 'q' }), 'postgres://u:p@db/x');
  assert.equal(of({ DATABASE_URL: 'postgres://u@db/x', DATABASE_PASSWORD: 'q' }), 'postgres://u:q@db/x');
  assert.equal(
    of({ DATABASE_URL: '', DATABASE_URL_FILE: '/url', DATABASE_PASSWORD_FILE: '/password' }),
    'postgres://u:p%40ss%2Fword@db/x',
  );
});

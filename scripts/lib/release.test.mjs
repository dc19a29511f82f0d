import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

const SCRIPTS = path.resolve(import.meta.dirname, '..');
// The scripts are for servers, which run Linux.
const options = { skip: spawnSync('flock', ['--version']).status !== 0 };

/**
 * A checkout on a server, with two nodes of v1, nginx and a bot.
 *
 * @param {import('node:test').TestContext} t
 * @param {object} [changes] of the world that fake-docker.mjs plays
 */
function server(t, changes = {}) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'watchparty-release-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, 'scripts/lib'), { recursive: true });
  for (const file of ['deploy', 'rollback', 'lib/release.sh']) {
    cpSync(path.join(SCRIPTS, file), path.join(root, 'scripts', file));
  }
  mkdirSync(path.join(root, 'bin'));
  copyFileSync(path.join(SCRIPTS, 'fixtures/fake-docker.mjs'), path.join(root, 'bin/fake-docker.mjs'));
  writeFileSync(
    path.join(root, 'bin/docker'),
    `#!/bin/sh\nexec "${process.execPath}" "${root}/bin/fake-docker.mjs" "$@"\n`,
  );
  chmodSync(path.join(root, 'bin/docker'), 0o755);
  writeFileSync(path.join(root, '.env'), 'BOT_TOKEN=1:secret\nVERSION=v1\n# the end', { mode: 0o600 });

  const container = (id, service, image) => ({
    ...{ id, service, image, status: 'running', health: 'healthy' },
    address: `10.0.0.${id.replace(/\D/g, '')}`,
  });
  const worldFile = path.join(root, 'world.json');
  const setWorld = (world) => writeFileSync(worldFile, JSON.stringify(world));
  const world = () => JSON.parse(readFileSync(worldFile, 'utf8'));
  setWorld({
    next: 4,
    did: [],
    images: {
      'watchparty-api:v1': 'sha256:api-v1',
      'watchparty-nginx:v1': 'sha256:nginx-v1',
    },
    containers: [
      container('api1', 'api', 'watchparty-api:v1'),
      container('api2', 'api', 'watchparty-api:v1'),
      container('nginx3', 'nginx', 'watchparty-nginx:v1'),
      container('bot4', 'bot', 'watchparty-api:v1'),
    ],
    ...changes,
  });

  const command = (name, args, environment = {}) => [
    path.join(root, 'scripts', name),
    args,
    {
      cwd: os.tmpdir(),
      encoding: 'utf8',
      env: {
        PATH: `${path.join(root, 'bin')}:${process.env.PATH}`,
        FAKE_DOCKER: worldFile,
        HEALTH_TIMEOUT_S: '0',
        ...environment,
      },
    },
  ];
  return {
    root,
    world,
    change: (more) => setWorld({ ...world(), did: [], ...more }),
    env: () => readFileSync(path.join(root, '.env'), 'utf8'),
    start: (name, args, environment) => spawn(...command(name, args, environment)),
    /** Runs a script and answers with its exit code, what it said, and what it did. */
    run(name, ...args) {
      setWorld({ ...world(), did: [] });
      const { status, stdout, stderr } = spawnSync(...command(name, args));
      return { status, said: `${stdout}${stderr}`, did: world().did };
    },
    nodes: () =>
      world()
        .containers.filter(({ service }) => service === 'api')
        .map(({ id, image, status }) => `${id} ${image} ${status}`),
  };
}

test('deploy brings as many new nodes on as serve, and only then drains the old ones', options, (t) => {
  const { run, nodes, env, root } = server(t);
  const { status, said, did } = run('deploy', 'v2');
  assert.equal(status, 0, said);
  assert.deepEqual(did, [
    'build v2',
    'migrate of v2',
    'upstream pin 10.0.0.1 10.0.0.2',
    'start api v2',
    'start api v2',
    'upstream pin 10.0.0.5 10.0.0.6',
    'nginx-publish of v2',
    'drain api1 api2',
    'remove api1 api2',
    'upstream unpin',
    'stop bot4',
    'start bot v2',
  ]);
  assert.deepEqual(nodes(), ['api5 watchparty-api:v2 running', 'api6 watchparty-api:v2 running']);
  assert.equal(env(), 'BOT_TOKEN=1:secret\nVERSION=v2\n# the end\nNGINX_VERSION=v1\n');
  assert.match(
    readFileSync(path.join(root, '.deploy/releases'), 'utf8'),
    /\tdeploy\tv2\tv1\tsha256:api-v2\t/,
  );
});

test('deploy leaves everything as it was when the new nodes are not healthy', options, (t) => {
  for (const fault of [{ sickVersion: 'v2' }, { crashingVersion: 'v2' }]) {
    const { run, nodes, env, root } = server(t, fault);
    const { status, said, did } = run('deploy', 'v2');
    assert.equal(status, 1);
    assert.match(said, /a line of its log/);
    assert.deepEqual(did.slice(-4), ['start api v2', 'start api v2', 'remove api5 api6', 'upstream unpin']);
    assert.deepEqual(nodes(), ['api1 watchparty-api:v1 running', 'api2 watchparty-api:v1 running']);
    assert.match(env(), /^VERSION=v1$/m);
    assert.equal(existsSync(path.join(root, '.deploy/releases')), false);
  }
});

test('deploy does nothing when the migrations fail', options, (t) => {
  const { run, nodes } = server(t, { failing: 'migrate' });
  const { status, did } = run('deploy', 'v2');
  assert.equal(status, 1);
  assert.deepEqual(did, ['build v2', 'migrate of v2']);
  assert.equal(nodes().length, 2);
});

test('deploy gives the traffic back when the page cannot be published', options, (t) => {
  const { run, nodes } = server(t, { failing: 'nginx-publish' });
  const { status, did } = run('deploy', 'v2');
  assert.equal(status, 1);
  assert.deepEqual(did.slice(-5), [
    'nginx-publish of v2',
    'upstream pin 10.0.0.1 10.0.0.2',
    'drain api5 api6',
    'remove api5 api6',
    'upstream unpin',
  ]);
  assert.deepEqual(nodes(), ['api1 watchparty-api:v1 running', 'api2 watchparty-api:v1 running']);
});

test('rollback returns to the release before, and never to one that was rolled back from', options, (t) => {
  const { run, nodes } = server(t);
  for (const version of ['v1', 'v2', 'v3']) assert.equal(run('deploy', version).status, 0);
  const { status, said, did } = run('rollback');
  assert.equal(status, 0, said);
  assert.equal(did[0], 'migrate of v2', 'which finds nothing to do');
  assert.ok(did.includes('nginx-publish of v2'));
  assert.deepEqual(
    nodes().map((node) => node.split(' ')[1]),
    ['watchparty-api:v2', 'watchparty-api:v2'],
  );

  assert.equal(run('rollback').status, 0);
  assert.match(nodes()[0], /:v1 /);
  const none = run('rollback');
  assert.equal(none.status, 1);
  assert.match(none.said, /No release before v1/);
  assert.deepEqual(none.did, []);
});

test('rollback takes the image that served, wherever its tag points now', options, (t) => {
  const { run, world, change } = server(t);
  run('deploy', 'v1');
  run('deploy', 'v2');
  const { images } = world();
  change({ images: { ...images, 'watchparty-api:v1': 'sha256:another', old: 'sha256:api-v1' } });
  const { status, said, did } = run('rollback', 'v1');
  assert.equal(status, 0, said);
  assert.equal(did[0], 'tag sha256:api-v1 watchparty-api:v1');

  const unknown = run('rollback', 'v9');
  assert.equal(unknown.status, 1);
  assert.match(unknown.said, /v9 is in no release/);
});

test('a second deploy at the same time is refused', options, async (t) => {
  const { run, root, start } = server(t);
  mkdirSync(path.join(root, '.deploy'));
  const holder = spawn('flock', [path.join(root, '.deploy/lock'), 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const { status, said, did } = run('deploy', 'v2');
  assert.equal(status, 1);
  assert.match(said, /under way/);
  assert.deepEqual(did, []);
  holder.stdin.end();
  await once(holder, 'close');

  const deploy = start('deploy', ['v2']);
  assert.deepEqual(await once(deploy, 'close'), [0, null]);
});

test('with a registry the images are pulled; what is here will do when that fails', options, (t) => {
  const { run, root } = server(t, { failing: 'pull' });
  writeFileSync(path.join(root, '.env'), 'API_IMAGE="registry.example/watchparty-api" # ours\n');
  const missing = run('deploy', 'v2');
  assert.equal(missing.status, 1);
  assert.match(missing.said, /no image registry\.example\/watchparty-api:v2/);
});

test('the first deploy starts everything', options, (t) => {
  const { run, env } = server(t, { containers: [] });
  const { status, said, did } = run('deploy', 'v2');
  assert.equal(status, 0, said);
  assert.deepEqual(did, ['build v2', 'up', 'start api v2', 'start nginx v2']);
  assert.match(env(), /^NGINX_VERSION=v2$/m);
});

test(
  'nginx stays, with a word about a configuration that is new; --with-nginx replaces it last',
  options,
  (t) => {
    const { run, env } = server(t, { nginxConfigs: { 'watchparty-nginx:v2': 'another' } });
    assert.match(run('deploy', 'v2').said, /--with-nginx/);
    const { status, said, did } = run('deploy', 'v2', '--with-nginx');
    assert.equal(status, 0, said);
    assert.deepEqual(did.slice(-2), ['stop nginx3', 'start nginx v2']);
    assert.match(env(), /^NGINX_VERSION=v2$/m);
  },
);

test('images of the last three releases are kept', options, (t) => {
  const { run, world } = server(t);
  for (const version of ['v1', 'v2', 'v3', 'v4']) assert.equal(run('deploy', version).status, 0);
  assert.deepEqual(
    Object.keys(world().images).filter((name) => name.includes('api')),
    ['watchparty-api:v2', 'watchparty-api:v3', 'watchparty-api:v4'],
  );
});

test('a node that stopped long ago is not taken for one that serves', options, (t) => {
  const { run, world, change, nodes } = server(t);
  const { containers } = world();
  change({ containers: containers.map((one) => (one.id === 'api2' ? { ...one, status: 'exited' } : one)) });
  assert.equal(run('deploy', 'v2').status, 0);
  assert.equal(nodes().length, 1);
});

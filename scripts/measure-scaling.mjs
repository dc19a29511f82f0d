// Measures a running `docker compose` installation with one node, then with more, and prints the tables of docs/scaling.md:
// how many people it takes in, what a message costs on its way to all, and what each part needs for it. It restarts the
// nodes meanwhile, and leaves as many as it found. Needs the workspace installed, and wide RATE_LIMIT_... in .env.
//   BOT_TOKEN=... node scripts/measure-scaling.mjs [--url http://localhost] [--nodes 1,2,3] [--rooms 40] [--people 25]
//     [--messages 100] [--commands 20] [--seconds 20]
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '..');
const POLL_MS = 500;
/** Until starting and joining no longer show in what the parts use. */
const SETTLE_MS = 3_000;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost' },
    nodes: { type: 'string', default: '1,2,3' },
    rooms: { type: 'string', default: '40' },
    people: { type: 'string', default: '25' },
    messages: { type: 'string', default: '100' },
    commands: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
  },
});

/** @param {string[]} args */
const docker = (...args) => execFileSync('docker', args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
/** @param {string[]} args */
const inService = (...args) => docker('compose', 'exec', '-T', ...args);
const containersOf = (service) =>
  docker('compose', 'ps', '--quiet', service).trim().split('\n').filter(Boolean);

async function scaleTo(nodes) {
  const up = () =>
    docker('compose', 'up', '--detach', '--wait', '--no-recreate', '--scale', `api=${nodes}`, 'api');
  up();
  // Whoever has served before keeps memory for later.
  docker('restart', ...containersOf('api'));
  up();
  // Nginx finds out by itself.
  while (inService('nginx', 'cat', '/tmp/nginx/upstream/servers.conf').match(/^server/gm)?.length !== nodes) {
    await sleep(POLL_MS);
  }
}

const BYTES = { B: 1, kB: 1e3, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** Memory and processor of all containers of a service. */
function use(service) {
  const lines = docker(
    'stats',
    '--no-stream',
    '--format',
    '{{.MemUsage}} {{.CPUPerc}}',
    ...containersOf(service),
  );
  return lines
    .trim()
    .split('\n')
    .map((line) => line.match(/^([\d.]+)(\w+) .* ([\d.]+)%$/) ?? [])
    .reduce(
      (sum, [, amount, unit, percent]) => ({
        mib: sum.mib + (Number(amount) * BYTES[unit]) / BYTES.MiB,
        cpu: sum.cpu + Number(percent),
      }),
      { mib: 0, cpu: 0 },
    );
}

function redisMib() {
  const password = 'REDISCLI_AUTH="${REDIS_PASSWORD:-$(cat "$REDIS_PASSWORD_FILE")}"';
  const info = inService('redis', 'sh', '-c', `${password} redis-cli info memory`);
  return Number(info.match(/^used_memory:(\d+)/m)?.[1]) / BYTES.MiB;
}

function databaseConnections() {
  const query = 'SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()';
  return Number(inService('postgres', 'psql', '-U', 'watchparty', '-tAc', query)) - 1;
}

async function measure(nodes) {
  await scaleTo(nodes);
  await sleep(SETTLE_MS);
  const idle = { api: use('api').mib, redis: redisMib() };
  const options = ['url', 'rooms', 'people', 'messages', 'commands', 'seconds'];
  const load = spawn(
    process.execPath,
    [path.join(ROOT, 'scripts/load.mjs'), ...options.map((name) => `--${name}=${values[name]}`)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = once(load, 'exit');
  const report = text(load.stdout);
  const [said] = await Promise.race([once(load.stderr.setEncoding('utf8'), 'data'), ended]);
  if (!/people are in/.test(String(said))) throw new Error(`The load did not start: ${said}`);
  await sleep(SETTLE_MS);
  const busy = {
    api: use('api'),
    nginx: use('nginx'),
    postgres: use('postgres'),
    redis: use('redis'),
    redisData: redisMib(),
    connections: databaseConnections(),
  };
  const [code] = await ended;
  if (code !== 0) throw new Error(`Something was lost: ${await report}`);
  return { nodes, idle, busy, load: JSON.parse(await report) };
}

const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
const header = (cells) => {
  row(cells);
  row(cells.map(() => '---'));
};
const whole = (number) => Math.round(number).toLocaleString('en');

const before = containersOf('api').length;
const results = [];
try {
  for (const nodes of values.nodes.split(',').map(Number)) {
    console.error(`${nodes} node(s)`);
    results.push(await measure(nodes));
  }
} finally {
  await scaleTo(before);
}

console.log(`${os.cpus().length} processors, shared by all parts and the load itself\n`);
header([
  ...[
    'nodes',
    'sign-ins/s',
    'joins/s',
    'messages/s',
    'deliveries/s',
    'ack p50/p95 ms',
    'delivery p50/p95 ms',
  ],
  ...['command ack p95 ms', 'lost'],
]);
for (const { nodes, load } of results) {
  const { messages, deliveries, commands } = load;
  row([
    ...[nodes, load.signInsPerSecond, load.joinsPerSecond, messages.perSecond, whole(deliveries.perSecond)],
    `${messages.ackMs.p50} / ${messages.ackMs.p95}`,
    `${deliveries.afterMs.p50} / ${deliveries.afterMs.p95}`,
    ...[commands.ackMs.p95, messages.lost + commands.lost],
  ]);
}
console.log();
header([
  ...[
    'nodes',
    'people',
    'memory of a node, idle → busy',
    'per 1,000 connections',
    'Redis data per 1,000 people',
  ],
  ...['Postgres connections', 'CPU % of nodes', 'Postgres', 'Redis', 'nginx', 'the load'],
]);
for (const { nodes, idle, busy, load } of results) {
  const perThousand = (mib) => `${whole((mib * 1000) / load.people)} MiB`;
  row([
    ...[nodes, load.people, `${whole(idle.api / nodes)} → ${whole(busy.api.mib / nodes)} MiB`],
    ...[
      perThousand(busy.api.mib - idle.api),
      `${(((busy.redisData - idle.redis) * 1000) / load.people).toFixed(1)} MiB`,
    ],
    ...[busy.connections, whole(busy.api.cpu), whole(busy.postgres.cpu), whole(busy.redis.cpu)],
    ...[whole(busy.nginx.cpu), load.ownCpuPercent],
  ]);
}

// Measures the built API against a bare Socket.io server and a bare server of WebSockets, in the same run and with the
// same clients, and says whether it keeps its bars:
//   pnpm build:api && pnpm bench:fanout [--only room-1000,join-1000] [--rounds 5] [--seconds 4] [--seed ...] [--redis]
//     [--out folder] [--profile folder]
// What has a bar has four times as many rounds. A whole run takes about twenty minutes. It writes docs/bench/fanout/ when
// nothing was left out, else what --out names.
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '@watchparty/shared/simulation';
import { build } from 'esbuild';
import { createAudience } from './audience.js';
import { type Contender, startBareSocketIo, startBareWs, startProduct } from './contenders.js';
import { type Crowd, startCrowd } from './crowd.js';
import { type Bench, measureDelivery, measureJoins, sampleOf } from './measure.js';
import { markdownOf } from './report.js';
import type { Samples } from './samples.js';
import { SCENARIOS } from './scenarios.js';
import { judge, type Result } from './verdict.js';

const BENCH = path.resolve(import.meta.dirname, '../..');
const DOCS = path.resolve(BENCH, '../../docs/bench/fanout');
const CROWDS = 2;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    seed: { type: 'string', default: String(Date.now()) },
    redis: { type: 'boolean', default: false },
    out: { type: 'string' },
    profile: { type: 'string' },
  },
});
const { TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl } = process.env;
if (databaseUrl === undefined) throw new Error('Start it as "pnpm bench:fanout": it needs a PostgreSQL');

const names = values.only?.split(',');
const scenarios = SCENARIOS.filter(({ name }) => names?.includes(name) ?? true);
if (scenarios.length !== (names?.length ?? SCENARIOS.length)) {
  throw new Error(`--only takes ${SCENARIOS.map(({ name }) => name).join(', ')}`);
}

const undo: (() => unknown)[] = [];
try {
  process.exitCode = (await run(databaseUrl)) ? 0 : 1;
} finally {
  for (const step of undo.reverse()) await step();
}

/** @returns whether all bars are kept */
async function run(database: string): Promise<boolean> {
  const processes = await buildProcesses();
  const product = await startProduct({
    databaseUrl: database,
    ...(values.redis && redisUrl !== undefined && { redisUrl }),
    ...(values.profile !== undefined && { profileFolder: path.resolve(values.profile) }),
  });
  undo.push(product.stop);
  const crowds: Crowd[] = Array.from({ length: CROWDS }, () => startCrowd(path.join(processes, 'crowd.js')));
  undo.push(() => crowds.forEach((crowd) => crowd.stop()));

  const bench: Bench = {
    contenders: [product],
    crowds,
    audience: createAudience(product, product.botToken),
    random: createRandom(values.seed),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    note: console.error,
  };
  const samples: Samples = {
    seek: payloadOf(await sampleOf(bench, product, 'seek')) as Samples['seek'],
    chat: payloadOf(await sampleOf(bench, product, 'chat')) as Samples['chat'],
  };
  const bare: Contender[] = [
    await startBareSocketIo(processes, samples),
    await startBareWs(processes, samples),
  ];
  undo.push(...bare.map(({ stop }) => stop));
  const contended: Bench = { ...bench, contenders: [product, ...bare] };

  const results: Result[] = [];
  for (const scenario of scenarios) {
    const { name } = scenario;
    results.push(
      scenario.kind === 'delivery'
        ? { kind: 'delivery', name, rounds: await measureDelivery(contended, scenario) }
        : { kind: 'join', name, rounds: await measureJoins(contended, scenario) },
    );
  }

  const judgements = judge(results);
  const facts = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    processors: `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}`,
    seconds: bench.seconds,
    store: values.redis ? ('redis' as const) : ('memory' as const),
  };
  const text = markdownOf(facts, results, judgements);
  console.log(text);
  const folder = values.out ?? (names ? undefined : DOCS);
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'fanout.md'), text);
    await writeFile(
      path.join(folder, 'fanout.json'),
      `${JSON.stringify({ ...facts, seed: values.seed, judgements, results }, undefined, 2)}\n`,
    );
  }
  const missed = judgements.filter(({ isKept }) => !isKept);
  for (const { scenario, what, value, most } of missed) {
    console.error(`Missed: ${scenario}, ${what}: ${value.toFixed(2)}, at most ${most}`);
  }
  return missed.length === 0;
}

/** As plain JavaScript, so that no process carries a compiler with it. @returns the folder */
async function buildProcesses(): Promise<string> {
  const outdir = path.join(BENCH, 'dist/fanout');
  const source = path.join(import.meta.dirname, 'processes');
  await build({
    entryPoints: ['crowd', 'bare-socket-io', 'bare-ws'].map((name) => path.join(source, `${name}.ts`)),
    outdir,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outdir;
}

function payloadOf(message: string): unknown {
  const [, payload] = JSON.parse(message) as [string, unknown];
  return payload;
}

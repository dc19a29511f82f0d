// What `npm test` is made of. A check passes or fails as one; a suite counts its tests.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { build } from './build.mjs';
import { listFiles } from './files.mjs';
import { run } from './processes.mjs';
import { NGINX, provide, REDIS_SERVER } from './requirements.mjs';
import { startServices } from './services.mjs';
import { readJestReport, readPlaywrightReport } from './test-reports.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MINUTE_MS = 60_000;
/** Enough for the end of a long list of faults. */
const TAIL_LINES = 150;
const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
const REPORTERS = [
  '--reporters=default',
  `--reporters=${path.join(import.meta.dirname, 'begun-files-reporter.mjs')}`,
];
const TSC = 'node_modules/@typescript/native/bin/tsc';

/**
 * @typedef {object} Context
 * @property {string} root
 * @property {string} reportFolder
 * @property {ReturnType<typeof import('./stamps.mjs').openStamps>} stamps
 * @property {AbortSignal} abort
 * @property {(sentence: string) => void} note
 */

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} [complaint] what to show of a failure
 */

/**
 * @typedef {object} TestStep
 * @property {string} name
 * @property {number} timeoutMs
 * @property {(context: Context) => Promise<Outcome>} run
 */

/** @type {TestStep[]} */
export const TEST_STEPS = [
  check('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.']),
  check('lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']),
  check('types', [TSC, '--build']),
  check('dependencies', ['scripts/check-dependencies.mjs']),
  check('unused', ['node_modules/knip/bin/knip.js']),
  // By name: what a folder means after --test depends on the version of Node.
  check('scripts', ['--test', ...listFiles(ROOT, ['scripts/lib'], (file) => file.endsWith('.test.mjs'))]),
  { name: 'build', timeoutMs: 10 * MINUTE_MS, run: runBuild },
  check('budgets', ['scripts/check-budgets.mjs']),
  {
    name: 'unit',
    timeoutMs: 10 * MINUTE_MS,
    run: (context) => runJest('unit', 'jest.config.mjs', {}, context),
  },
  {
    name: 'integration',
    timeoutMs: 15 * MINUTE_MS,
    run: (context) =>
      withServices({ withChromium: false }, context, (environment) =>
        runJest('integration', 'jest.integration.config.mjs', environment, context),
      ),
  },
  {
    name: 'chaos',
    timeoutMs: 15 * MINUTE_MS,
    // It starts an installation of its own, to harm it.
    run: async (context) =>
      runJest('chaos', 'jest.chaos.config.mjs', await provide([REDIS_SERVER, NGINX], context), context),
  },
  browserTests('e2e-exact', ['--project=exact', '--workers=1']),
  browserTests('e2e', ['--project=others', '--workers=2']),
];

/**
 * A program of Node that says by its exit code whether all is well.
 *
 * @param {string} name
 * @param {string[]} args of node
 * @returns {TestStep}
 */
function check(name, args) {
  return {
    name,
    timeoutMs: 10 * MINUTE_MS,
    async run({ root, abort }) {
      const { code, output } = await run(process.execPath, args, {
        cwd: root,
        env: testEnvironment(),
        abort,
        tailLines: TAIL_LINES,
      });
      return code === 0 ? PASSED : { ...FAILED, complaint: output };
    },
  };
}

/**
 * @param {string} name
 * @param {string[]} args of Playwright, that say which and how many at once
 * @returns {TestStep}
 */
function browserTests(name, args) {
  return {
    name,
    timeoutMs: 15 * MINUTE_MS,
    run: (context) =>
      withServices({ withChromium: true }, context, (environment) =>
        runPlaywright({ name, args }, environment, context),
      ),
  };
}

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

/** @param {Context} context */
async function runBuild({ root, stamps, abort }) {
  await build({ root, stamps, abort });
  return PASSED;
}

/**
 * @param {string} name
 * @param {string} config
 * @param {Record<string, string>} environment
 * @param {Context} context
 * @returns {Promise<Outcome>}
 */
async function runJest(name, config, environment, { root, reportFolder, abort }) {
  const reportFile = freshReport(reportFolder, name);
  const { code, output } = await run(
    process.execPath,
    [...JEST, '--config', config, ...REPORTERS, '--ci', '--json', '--outputFile', reportFile],
    { cwd: root, env: { ...testEnvironment(), ...environment }, abort, tailLines: TAIL_LINES },
  );
  return readJestReport(readJson(reportFile), { code, output });
}

/**
 * @param {{ name: string, args: string[] }} which
 * @param {Record<string, string>} environment
 * @param {Context} context
 * @returns {Promise<Outcome>}
 */
async function runPlaywright({ name, args }, environment, { root, reportFolder, abort }) {
  const reportFile = freshReport(reportFolder, name);
  const { code, output } = await run(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', ...args, '--reporter=list,json'],
    {
      cwd: path.join(root, 'apps/e2e'),
      // CI: a forgotten `test.only` is a fault here, not a convenience.
      env: { ...testEnvironment(), ...environment, CI: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
      abort,
      tailLines: TAIL_LINES,
    },
  );
  return readPlaywrightReport(readJson(reportFile), { code, output });
}

/**
 * @template T
 * @param {{ withChromium: boolean }} needs
 * @param {Context} context
 * @param {(environment: Record<string, string>) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withServices({ withChromium }, { abort, note }, work) {
  const services = await startServices({ withChromium, abort, note });
  try {
    return await work(services.environment);
  } finally {
    await services.stop();
  }
}

/**
 * The place of a report, empty: yesterday's must not be taken for today's.
 *
 * @param {string} reportFolder
 * @param {string} name
 */
function freshReport(reportFolder, name) {
  mkdirSync(reportFolder, { recursive: true });
  const file = path.join(reportFolder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Ours, without what would change what the tools do: a person's NODE_ENV, npm's settings, colours. */
function testEnvironment() {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_ENV|FORCE_COLOR|npm_)/.test(name),
  );
  return { ...Object.fromEntries(inherited), NO_COLOR: '1' };
}

// Runs the dependency rules over the workspace, and refuses to believe a silent "all is well": every source file must
// have been looked at, and every rule must still find its sinner in scripts/fixtures/dependency-canary.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

import { listFiles } from './lib/files.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const CANARY = path.join(ROOT, 'scripts/fixtures/dependency-canary');
const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs');
const CRUISER = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
/** The cruiser's report is one JSON document, far larger than Node's default of 1 MiB. */
const REPORT_MAX_BYTES = 256 * 1024 * 1024;

/**
 * @typedef {{ from: string, to: string, rule: { name: string, severity: string }, cycle?: { name: string }[] }} Violation
 * @typedef {{ violations: Violation[], sources: Set<string>, dependencyCount: number }} Report
 */

/**
 * Runs the rules with `root` as the folder that their paths start from.
 * @param {string} root
 * @returns {Promise<Report>}
 */
async function cruise(root) {
  const folders = ['apps', 'packages'].filter((folder) => existsSync(path.join(root, folder)));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [CRUISER, ...folders, '--config', CONFIG, '--output-type', 'json'],
    { cwd: root, maxBuffer: REPORT_MAX_BYTES },
  );
  const { modules, summary } = JSON.parse(stdout);
  return {
    violations: summary.violations.filter(({ rule }) => rule.severity === 'error'),
    sources: new Set(modules.map(({ source }) => source)),
    dependencyCount: summary.totalDependenciesCruised,
  };
}

/**
 * @param {Report} report
 * @returns {string[]} one line for each fault
 */
function faultsOfWorkspace(report) {
  const faults = report.violations.map(({ rule, from, to, cycle }) => {
    const target = cycle === undefined ? to : cycle.map(({ name }) => name).join(' -> ');
    return `${rule.name}: ${from} -> ${target}`;
  });
  for (const file of listFiles(ROOT, ['apps', 'packages'], isSource)) {
    if (!report.sources.has(file)) faults.push(`${file} was not looked at`);
  }
  if (report.dependencyCount < report.sources.size / 2) {
    faults.push(`only ${report.dependencyCount} imports were found in ${report.sources.size} files`);
  }
  return faults;
}

/** @param {string} file relative to the root */
function isSource(file) {
  return /^(apps|packages)\/[^/]+\/src\/.*\.tsx?$/.test(file) && !file.endsWith('.d.ts');
}

/**
 * Each file of the canary names in its first line the rule that it breaks.
 * @param {Report} report
 * @returns {string[]} one line for each fault
 */
function faultsOfCanary(report) {
  const faults = [];
  // A cycle is reported once, for one of its files.
  const found = new Set(
    report.violations.flatMap(({ rule, from, cycle = [] }) =>
      [from, ...cycle.map(({ name }) => name)].map((file) => `${rule.name} in ${file}`),
    ),
  );
  const unproven = new Set(createRequire(import.meta.url)(CONFIG).forbidden.map(({ name }) => name));
  for (const file of listFiles(CANARY, ['apps', 'packages'], (name) => name.endsWith('.ts'))) {
    const firstLine = readFileSync(path.join(CANARY, file), 'utf8').split('\n', 1)[0];
    const rule = firstLine.replace(/^\/\/ /, '');
    const isInnocent = rule.startsWith('Keeps to all rules');
    if (!isInnocent) unproven.delete(rule);
    if (isInnocent && report.violations.some(({ from }) => from === file)) {
      faults.push(`canary: ${file} keeps to all rules, but was reported`);
    }
    if (!isInnocent && !found.has(`${rule} in ${file}`)) {
      faults.push(`canary: the rule ${rule} did not see ${file}`);
    }
  }
  for (const rule of unproven) faults.push(`canary: no file breaks the rule ${rule}`);
  return faults;
}

const [workspace, canary] = await Promise.all([cruise(ROOT), cruise(CANARY)]);
const faults = [...faultsOfWorkspace(workspace), ...faultsOfCanary(canary)];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else {
  console.log(
    `${workspace.sources.size} files, ${workspace.dependencyCount} imports: all rules hold; ` +
      `the canary broke ${canary.violations.length} of them, as it should`,
  );
}

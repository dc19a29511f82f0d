import path from 'node:path';

import { install } from './install.mjs';
import { indent, OverdueError } from './processes.mjs';
import { seconds, step } from './progress.mjs';
import { abortOnSignals } from './signals.mjs';
import { openStamps } from './stamps.mjs';
import { summarise } from './test-reports.mjs';
import { TEST_STEPS } from './test-steps.mjs';
import { UserError } from './user-error.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DATA_FOLDER = path.join(ROOT, '.data');

/**
 * Runs the steps one after the other, all of them whatever fails, and ends with the line that sums up.
 *
 * @param {string[]} args `--only` with names of steps, separated by commas
 */
export async function runTests(args) {
  const startMs = Date.now();
  const { abort, release } = abortOnSignals({ onInsist: () => process.exit(1) });
  /** @type {import('./test-steps.mjs').Outcome[]} */
  const outcomes = [];
  try {
    const steps = chooseSteps(args);
    const stamps = openStamps(DATA_FOLDER);
    await step('install', () => install({ root: ROOT, stamps, abort }), {
      describe: (didWork) => (didWork ? '' : 'nothing to do'),
    });
    const reportFolder = path.join(DATA_FOLDER, 'test-reports');
    for (const testStep of steps) {
      outcomes.push(await runStep(testStep, { root: ROOT, reportFolder, stamps, abort, note: console.log }));
      abort.throwIfAborted();
    }
    console.log(`\n${seconds(Date.now() - startMs)}`);
  } catch (error) {
    if (!abort.aborted) console.log(`\n${error instanceof UserError ? error.message : error.stack}`);
    outcomes.push({ passed: 0, failed: 1, skipped: 0 });
  }
  console.log(summarise(outcomes));
  if (outcomes.some(({ failed }) => failed > 0)) process.exitCode = 1;
  release();
}

/**
 * @param {import('./test-steps.mjs').TestStep} testStep
 * @param {import('./test-steps.mjs').Context} context
 * @returns {Promise<import('./test-steps.mjs').Outcome>}
 */
async function runStep(testStep, context) {
  const timeout = AbortSignal.timeout(testStep.timeoutMs);
  const abort = AbortSignal.any([context.abort, timeout]);
  const outcome = await step(
    testStep.name,
    () =>
      testStep.run({ ...context, abort }).catch((error) => {
        context.abort.throwIfAborted();
        return { passed: 0, failed: 1, skipped: 0, complaint: explain(error, timeout, testStep) };
      }),
    { describe: describeOutcome, isGood: ({ failed }) => failed === 0 },
  );
  if (outcome.complaint) console.log(`\n${indent(outcome.complaint)}\n`);
  return outcome;
}

/** @param {import('./test-steps.mjs').Outcome} outcome */
function describeOutcome({ passed, failed, skipped }) {
  const isSingleCheck = passed + failed + skipped === 1;
  if (isSingleCheck) return '';
  const parts = [`${passed} passed`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return parts.join(', ');
}

/**
 * @param {Error} error
 * @param {AbortSignal} timeout
 * @param {import('./test-steps.mjs').TestStep} testStep
 */
function explain(error, timeout, { name, timeoutMs }) {
  if (timeout.aborted) {
    const sentence = `${name} took longer than ${seconds(timeoutMs)} and was stopped.`;
    return error instanceof OverdueError ? `${sentence}\n\n${describeOverdue(error)}` : sentence;
  }
  return error instanceof UserError ? error.message : (error.stack ?? String(error));
}

/** @param {OverdueError} error */
function describeOverdue({ output, processes }) {
  const lines = processes.map(({ pid, cpuSeconds, command }) => `${pid}  ${cpuSeconds} s  ${command}`);
  return `What still ran, with its seconds of a processor:\n${lines.join('\n')}\n\nThe end of what it had said:\n${output}`;
}

/** @param {string[]} args */
function chooseSteps(args) {
  if (args.length === 0) return TEST_STEPS;
  const known = TEST_STEPS.map(({ name }) => name);
  const chosen = args.length === 2 && args[0] === '--only' ? (args[1] ?? '').split(',') : [];
  if (chosen.length === 0 || chosen.some((name) => !known.includes(name))) {
    throw new UserError(`Usage: npm test -- --only <step,step>, where the steps are ${known.join(', ')}.`);
  }
  return TEST_STEPS.filter(({ name }) => chosen.includes(name));
}

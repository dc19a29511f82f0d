import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readJestReport, readPlaywrightReport, summarise } from './test-reports.mjs';

const GOOD = { code: 0, output: 'said' };
const BAD = { code: 1, output: 'said' };

/** @param {object} more */
function jestReport(more) {
  const counts = {
    numPassedTests: 3,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };
  return { ...counts, testResults: [], ...more };
}

test('counts what Jest counted', () => {
  assert.deepEqual(readJestReport(jestReport({ numTodoTests: 1 }), GOOD), {
    passed: 3,
    failed: 0,
    skipped: 1,
  });
});

test('a file of tests that does not load is a failure', () => {
  const testResults = [{ status: 'failed', name: 'a.test.ts', message: 'SyntaxError' }];
  const outcome = readJestReport(jestReport({ numRuntimeErrorTestSuites: 1, testResults }), BAD);
  assert.deepEqual(outcome, { passed: 3, failed: 1, skipped: 0, complaint: 'a.test.ts\nSyntaxError' });
});

test('no report, no test, or a bad end after good tests: each is a failure', () => {
  assert.equal(readJestReport(undefined, GOOD).failed, 1);
  assert.equal(readJestReport(jestReport({ numPassedTests: 0, numPendingTests: 2 }), GOOD).failed, 1);
  assert.equal(readJestReport(jestReport({}), BAD).failed, 1);
  assert.equal(readPlaywrightReport(undefined, BAD).failed, 1);
});

test('counts what Playwright counted, errors outside of tests too', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  const { passed, failed, skipped } = readPlaywrightReport({ stats, errors: [{}] }, BAD);
  assert.deepEqual({ passed, failed, skipped }, { passed: 5, failed: 2, skipped: 2 });
});

test('the last line names skipped tests only when there are some', () => {
  const outcome = { passed: 2, failed: 0, skipped: 0 };
  assert.equal(summarise([outcome, outcome]), '4 passed, 0 failed');
  assert.equal(summarise([outcome, { passed: 0, failed: 1, skipped: 3 }]), '2 passed, 1 failed, 3 skipped');
});

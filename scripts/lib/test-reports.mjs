/**
 * @typedef {import('./test-steps.mjs').Outcome} Outcome
 * @typedef {{ code: number, output: string }} Ending how the tool ended, and the end of what it said
 */

/**
 * @param {any} report Jest's --json, or undefined when there is none
 * @param {Ending} ending
 * @returns {Outcome}
 */
export function readJestReport(report, ending) {
  if (report === undefined) return brokenOff(ending);
  const failedFiles = report.testResults.filter(({ status }) => status === 'failed');
  return settle(
    {
      passed: report.numPassedTests,
      // A file that could not even be loaded has no tests to count.
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    ending,
    failedFiles.map(({ name, message }) => `${name}\n${message}`).join('\n\n'),
  );
}

/**
 * @param {any} report of Playwright's json reporter, or undefined when there is none
 * @param {Ending} ending
 * @returns {Outcome}
 */
export function readPlaywrightReport(report, ending) {
  if (report === undefined) return brokenOff(ending);
  const { expected, unexpected, flaky, skipped } = report.stats;
  // Errors outside of any test: a configuration or a file that does not load, a server that does not start.
  const failed = unexpected + report.errors.length;
  return settle({ passed: expected + flaky, failed, skipped }, ending, ending.output);
}

/**
 * @param {{ passed: number, failed: number, skipped: number }} counts
 * @param {Ending} ending
 * @param {string} complaint
 * @returns {Outcome}
 */
function settle(counts, ending, complaint) {
  if (counts.failed > 0) return { ...counts, complaint };
  if (counts.passed === 0) return { ...counts, failed: 1, complaint: `No test ran.\n${ending.output}` };
  if (ending.code !== 0) {
    return {
      ...counts,
      failed: 1,
      complaint: `All tests passed, yet it ended with exit code ${ending.code}.\n${ending.output}`,
    };
  }
  return counts;
}

/**
 * @param {Ending} ending
 * @returns {Outcome}
 */
function brokenOff({ code, output }) {
  return {
    passed: 0,
    failed: 1,
    skipped: 0,
    complaint: `It ended with exit code ${code} and left no report.\n${output}`,
  };
}

/**
 * The last line of a run.
 * @param {Outcome[]} outcomes
 */
export function summarise(outcomes) {
  const total = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
  return `${total('passed')} passed, ${total('failed')} failed${skipped}`;
}

import { parseDocument } from 'yaml';

const PINNED = /^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40}$/;
const OWN = /^\.\//;

/**
 * What is wrong with a workflow of GitHub Actions: not whether it works, but whether it could be made to do harm.
 *
 * @param {string} text
 * @returns {string[]} one line for each fault
 */
export function faultsOfWorkflow(text) {
  const document = parseDocument(text);
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) return broken.map(({ message }) => message);
  const workflow = document.toJS() ?? {};

  const faults = [];
  if ('pull_request_target' in eventsOf(workflow)) {
    faults.push('pull_request_target runs what a stranger sent, with our rights');
  }
  // Each job names its own: what a workflow grants, all of its jobs have.
  if (JSON.stringify(workflow.permissions) !== '{}')
    faults.push('the workflow does not start with `permissions: {}`');
  if (workflow.concurrency === undefined) faults.push('the workflow has no concurrency');
  for (const [name, job] of Object.entries(workflow.jobs ?? {})) {
    for (const fault of faultsOfJob(job)) faults.push(`job ${name}: ${fault}`);
  }
  for (const line of text.split('\n')) {
    if (/\buses:\s*[^.\s]/.test(line) && !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)) {
      faults.push(`the version is missing behind: ${line.trim()}`);
    }
  }
  return faults;
}

/** @param {{ on?: string | string[] | Record<string, unknown> }} workflow */
function eventsOf({ on = {} }) {
  if (typeof on === 'string') return { [on]: null };
  return Array.isArray(on) ? Object.fromEntries(on.map((event) => [event, null])) : on;
}

/** @param {Record<string, any>} job */
function faultsOfJob(job) {
  const faults = [];
  if (job.permissions === undefined) faults.push('no permissions');
  else if (typeof job.permissions === 'string') faults.push(`permissions: ${job.permissions}`);
  if (job.secrets === 'inherit') faults.push('hands all secrets on');
  if (job.uses !== undefined) {
    if (!OWN.test(job.uses) && !PINNED.test(job.uses)) faults.push(`${job.uses} is not pinned to a commit`);
    return faults;
  }
  if (job['timeout-minutes'] === undefined) faults.push('no timeout-minutes');
  for (const step of job.steps ?? []) faults.push(...faultsOfStep(step));
  return faults;
}

/** @param {Record<string, any>} step */
function faultsOfStep({ uses, run, with: inputs }) {
  const faults = [];
  // A title of a pull request could hold a command; as a variable of the environment it stays a title.
  if (run?.includes('${{')) faults.push(`an expression inside of a script: ${run.trim().split('\n', 1)[0]}`);
  if (uses === undefined) return faults;
  if (!OWN.test(uses) && !PINNED.test(uses)) faults.push(`${uses} is not pinned to a commit`);
  if (uses.startsWith('actions/checkout@') && inputs?.['persist-credentials'] !== false) {
    faults.push('checkout leaves its token behind: persist-credentials');
  }
  return faults;
}

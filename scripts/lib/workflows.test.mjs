import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { parse } from 'yaml';

import { listFiles } from './files.mjs';
import { faultsOfWorkflow } from './workflows.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (/** @type {string} */ file) => readFileSync(path.join(ROOT, file), 'utf8');

const files = listFiles(ROOT, ['.github/workflows'], (file) => /\.ya?ml$/.test(file));

test('there are workflows', () => {
  assert.deepEqual(files.map((file) => path.basename(file)).sort(), [
    'deploy.yml',
    'images.yml',
    'scan.yml',
    'test.yml',
  ]);
});

for (const file of files) {
  test(`${file} can do no more than it must`, () => {
    assert.deepEqual(faultsOfWorkflow(read(file)), []);
  });
}

test('the tests run with the oldest Node that is admitted, and with that of the images', () => {
  const { engines } = JSON.parse(read('package.json'));
  const { matrix } = parse(read('.github/workflows/test.yml')).jobs.test.strategy;
  assert.equal(engines.node, `>=${matrix.node[0]}`);
  assert.equal(matrix.node.length, 2);
});

test('server and Mini App tell the same version', () => {
  const { version } = JSON.parse(read('package.json'));
  const manifests = listFiles(ROOT, ['apps', 'packages'], (file) => file.endsWith('/package.json'));
  assert.ok(manifests.includes('apps/api/package.json') && manifests.includes('apps/web/package.json'));
  for (const manifest of manifests) assert.equal(JSON.parse(read(manifest)).version, version, manifest);
});

test('only the deployment sees secrets, and only after somebody approved it', () => {
  for (const file of files) {
    const workflow = parse(read(file));
    for (const [name, job] of Object.entries(workflow.jobs)) {
      if (/\bsecrets\./.test(JSON.stringify(job)))
        assert.equal(job.environment?.name, 'production', `${file}: ${name}`);
    }
  }
});

test('dependabot looks after packages, actions and images', () => {
  const { updates } = parse(read('.github/dependabot.yml'));
  const ecosystems = updates.map((update) => update['package-ecosystem']);
  for (const ecosystem of ['npm', 'github-actions', 'docker'])
    assert.ok(ecosystems.includes(ecosystem), ecosystem);
});

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const GOOD = `
on: push
permissions: {}
concurrency: one
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@${SHA} # v7.0.1
        with: { persist-credentials: false }
      - env: { TITLE: '\${{ github.event.pull_request.title }}' }
        run: echo "$TITLE"
`;

test('a good workflow has no faults', () => assert.deepEqual(faultsOfWorkflow(GOOD), []));

const BAD = [
  ['on: push', 'on: [push, pull_request_target]', /pull_request_target/],
  ['on: push', 'on: { pull_request_target: { types: [opened] } }', /pull_request_target/],
  ['on: push', 'on: push\non: push', /unique/],
  ['permissions: {}\n', '', /permissions/],
  ['permissions: {}\n', 'permissions: write-all\n', /permissions/],
  ['concurrency: one\n', '', /concurrency/],
  ['    timeout-minutes: 5\n', '', /job a: no timeout-minutes/],
  ['    permissions: { contents: read }\n', '', /job a: no permissions/],
  ['{ contents: read }', 'write-all', /job a: permissions: write-all/],
  [`@${SHA} # v7.0.1`, '@v7', /not pinned/],
  [`@${SHA} # v7.0.1`, `@${SHA}`, /version is missing/],
  ['        with: { persist-credentials: false }\n', '', /persist-credentials/],
  ['echo "$TITLE"', 'echo "${{ github.event.pull_request.title }}"', /expression inside of a script/],
];
for (const [from, to, fault] of BAD) {
  test(`"${to.trim()}" instead of "${from.trim()}" is a fault`, () => {
    assert.ok(GOOD.includes(from));
    assert.match(faultsOfWorkflow(GOOD.replace(from, () => to)).join('\n'), fault);
  });
}

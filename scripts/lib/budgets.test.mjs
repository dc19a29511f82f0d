import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';

import { describeWeights, isOver, weigh } from './budgets.mjs';

/** Bytes that no compression makes smaller. */
const noise = (/** @type {number} */ size) => new Uint8Array(randomBytes(size));
const MANIFEST = {
  'index.html': { file: 'index.js', imports: ['_react.js'] },
  '_react.js': { file: 'react.js' },
  'room.tsx': { file: 'room.js', imports: ['index.html', '_react.js', '_sheet.js'] },
  '_sheet.js': { file: 'sheet.js', imports: ['room.tsx'] },
  'room.css': { file: 'room.css' },
};
const SIZES = { 'index.js': 2_000, 'react.js': 5_000, 'room.js': 3_000, 'sheet.js': 1_000 };
const read = (/** @type {string} */ file) => noise(SIZES[/** @type {keyof typeof SIZES} */ (file)]);

/** @param {Partial<import('./budgets.mjs').Budget>} budget */
function weight(budget) {
  const [only] = weigh(MANIFEST, read, [
    { name: 'it', roots: ['index.html'], after: [], maxKb: 10, ...budget },
  ]);
  assert.ok(only);
  return only;
}

test('counts what comes with a root, each file once', () => {
  assert.deepEqual(
    weight({ roots: ['index.html', 'room.tsx'] }).files.map(({ file }) => file),
    ['react.js', 'room.js', 'index.js', 'sheet.js'],
  );
});

test('does not count what is there before', () => {
  const { bytes, files } = weight({ roots: ['room.tsx'], after: ['index.html'] });
  assert.deepEqual(
    files.map(({ file }) => file),
    ['room.js', 'sheet.js'],
  );
  assert.ok(bytes >= 4_000 && bytes < 4_200, String(bytes));
});

test('counts no style sheets', () => {
  assert.equal(weight({ roots: ['room.css'] }).bytes, 0);
});

test('counts what is compressed', () => {
  const [{ bytes } = { bytes: Infinity }] = weigh(MANIFEST, () => new Uint8Array(100_000), [
    { name: 'it', roots: ['_react.js'], after: [], maxKb: 10 },
  ]);
  assert.ok(bytes < 1_000, String(bytes));
});

test('names what is in a budget that does not hold', () => {
  const light = weight({ name: 'light' });
  const heavy = weight({ name: 'heavy', maxKb: 6 });
  assert.equal(isOver(light), false);
  assert.equal(isOver(heavy), true);
  assert.match(
    describeWeights([light, heavy]),
    /^light +7\.\d of 10 KB\nheavy +7\.\d of 6 KB {2}TOO MUCH\n {4}5\.\d {2}react\.js\n {4}2\.\d {2}index\.js$/,
  );
});

test('complains about a budget for something that is gone', () => {
  assert.throws(() => weight({ roots: ['gone.tsx'] }), /The build has no "gone\.tsx"/);
});

test('finds a group of chunks by its name', () => {
  const manifest = {
    '_home-1.css': { file: 'home.css', name: 'home' },
    '_home-1.js': { file: 'home.js', name: 'home', imports: ['_react.js'] },
    '_react.js': { file: 'react.js' },
  };
  const [only] = weigh(manifest, () => noise(10), [{ name: 'it', roots: ['home'], after: [], maxKb: 10 }]);
  assert.deepEqual(only?.files.map(({ file }) => file).sort(), ['home.js', 'react.js']);
});

test('counts files where their number matters', () => {
  const roots = ['index.html', 'room.tsx'];
  assert.equal(isOver(weight({ roots, maxKb: 100, maxFiles: 4 })), false);
  const many = weight({ roots, maxKb: 100, maxFiles: 3 });
  assert.equal(isOver(many), true);
  assert.match(describeWeights([many]), /4 of 3 files {2}TOO MUCH/);
});

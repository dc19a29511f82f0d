import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';

import { buildDashboard, DASHBOARDS } from './dashboards.mjs';

const FOLDER = path.resolve(import.meta.dirname, '../../monitoring/grafana/dashboards');

test('the dashboards in monitoring/ are those that the source makes', () => {
  assert.deepEqual(
    readdirSync(FOLDER).sort(),
    Object.keys(DASHBOARDS)
      .map((name) => `${name}.json`)
      .sort(),
  );
  for (const [name, dashboard] of Object.entries(DASHBOARDS)) {
    const written = JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
    const made = JSON.parse(JSON.stringify(buildDashboard(dashboard)));
    assert.deepEqual(written, made, `${name}.json is stale: run node scripts/make-dashboards.mjs`);
  }
});

test('every panel says what it shows, asks something, and covers no other', () => {
  for (const [name, source] of Object.entries(DASHBOARDS)) {
    const taken = new Set();
    for (const { title, type, description, targets, gridPos } of buildDashboard(source).panels) {
      const { x, y, w, h } = gridPos;
      assert.ok(x + w <= 24, `${name}: ${title} is too wide`);
      for (let left = x; left < x + w; left++) {
        for (let top = y; top < y + h; top++) {
          assert.ok(!taken.has(`${left}:${top}`), `${name}: ${title} covers another panel`);
          taken.add(`${left}:${top}`);
        }
      }
      if (type === 'row') continue;
      assert.ok(description?.endsWith('.'), `${name}: ${title} has no description`);
      assert.ok(targets.length > 0, `${name}: ${title} asks nothing`);
    }
  }
});

// Weighs the built Mini App against scripts/lib/budgets.mjs.
//   node scripts/check-budgets.mjs
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describeWeights, isOver, weigh } from './lib/budgets.mjs';

const DIST = path.resolve(import.meta.dirname, '../apps/web/dist');

const manifest = JSON.parse(readFileSync(path.join(DIST, '.vite/manifest.json'), 'utf8'));
const weights = weigh(manifest, (file) => readFileSync(path.join(DIST, file)));
console.log(describeWeights(weights));
if (weights.some(isOver)) process.exitCode = 1;

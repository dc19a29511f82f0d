import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PRECOMPRESS = path.resolve(import.meta.dirname, '../../../../scripts/precompress.mjs');

export const PAGE = '<!doctype html><title>WatchParty</title>';
export const ASSET = 'assets/index-Bx1a2b3c.js';
export const ASSET_TEXT = `export {};\n${'// as long as a real one\n'.repeat(200)}`;
/** Not worth a packed twin. */
export const SMALL_ASSET = 'assets/small-Cx1a2b3c.js';
export const SMALL_ASSET_TEXT = 'export {};\n';
export const SAMPLE = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251));

/** A folder like a built Mini App's. */
export function webBuild(page = PAGE): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'watchparty-web-'));
  mkdirSync(path.join(root, 'assets'));
  mkdirSync(path.join(root, 'samples'));
  writeFileSync(path.join(root, 'index.html'), page);
  writeFileSync(path.join(root, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(path.join(root, ASSET), ASSET_TEXT);
  writeFileSync(path.join(root, SMALL_ASSET), SMALL_ASSET_TEXT);
  writeFileSync(path.join(root, 'samples/clock.mp4'), SAMPLE);
  execFileSync(process.execPath, [PRECOMPRESS, root]);
  return root;
}

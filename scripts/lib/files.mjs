import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Made by tools, never by people. */
const GENERATED = new Set([
  'node_modules',
  'dist',
  'dist-test',
  'dist-types',
  'test-results',
  '.data',
  '.git',
]);

/**
 * The files below `entries`, sorted, as paths relative to `root` with forward slashes. An entry that does not exist
 * has no files.
 *
 * @param {string} root
 * @param {string[]} entries files or folders, relative to `root`
 * @param {(file: string) => boolean} [isWanted]
 * @returns {string[]}
 */
export function listFiles(root, entries, isWanted = () => true) {
  /** @type {string[]} */
  const files = [];
  /** @param {string} entry */
  function visit(entry) {
    const stats = statSync(path.join(root, entry), { throwIfNoEntry: false });
    if (stats?.isDirectory()) {
      for (const name of readdirSync(path.join(root, entry))) {
        if (!GENERATED.has(name)) visit(`${entry}/${name}`);
      }
    } else if (stats?.isFile() && isWanted(entry)) files.push(entry);
  }
  for (const entry of entries) visit(entry);
  return files.sort();
}

/**
 * One digest over names and contents: it changes when a file is changed, added, removed or renamed.
 *
 * @param {string} root
 * @param {string[]} files relative to `root`
 * @returns {string} hexadecimal
 */
export function hashFiles(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

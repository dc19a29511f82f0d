// Programs that the tests need beside Node: found, or installed where that is ours to do, or named to the person.
import { accessSync, constants, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { indent, run } from './processes.mjs';
import { isRoot } from './system-user.mjs';
import { UserError } from './user-error.mjs';

/**
 * @typedef {object} Requirement
 * @property {string} title for people
 * @property {string} variable of the environment, which names the program's path
 * @property {string[]} programs names on the PATH, the best first
 * @property {string[]} places where it may lie outside of the PATH
 * @property {string} [versionFlag] what makes the program tell its version, and end well; --version when absent
 * @property {string[]} aptPackages what brings it on Debian and Ubuntu: the first that can be installed will do
 */

/** @type {Requirement} */
export const REDIS_SERVER = {
  title: 'redis-server',
  variable: 'REDIS_SERVER_PATH',
  programs: ['redis-server', 'valkey-server'],
  places: [],
  aptPackages: ['redis-server'],
};

/** @type {Requirement} */
export const NGINX = {
  title: 'nginx',
  variable: 'NGINX_PATH',
  programs: ['nginx'],
  // Debian puts it where an ordinary user's PATH does not lead.
  places: ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'],
  versionFlag: '-v',
  aptPackages: ['nginx', 'nginx-light'],
};

/** @type {Requirement} */
export const CHROMIUM = {
  title: 'Chromium or Google Chrome',
  variable: 'CHROMIUM_PATH',
  programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  aptPackages: ['chromium', 'chromium-browser'],
};

/** @type {Requirement} */
export const COTURN = {
  title: 'coturn',
  variable: 'TURNSERVER_PATH',
  programs: ['turnserver'],
  places: [],
  aptPackages: ['coturn'],
};

/** Where Debian keeps the programs of PostgreSQL, a folder for each version. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/**
 * A whole PostgreSQL: pg_dump and the server lie beside it. The embedded one comes without pg_dump.
 * @type {Requirement}
 */
export const POSTGRES_PROGRAMS = {
  title: "PostgreSQL's programs",
  variable: 'INITDB_PATH',
  programs: ['initdb'],
  get places() {
    const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : [];
    return versions
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => path.join(DEBIAN_POSTGRES, version, 'bin/initdb'));
  },
  aptPackages: ['postgresql'],
};

/**
 * @param {Requirement[]} requirements
 * @param {{ abort?: AbortSignal, note?: (sentence: string) => void }} [options]
 * @returns {Promise<Record<string, string>>} path of each program, by the requirement's `variable`
 */
export async function provide(requirements, { abort, note = () => {} } = {}) {
  const missing = requirements.filter((requirement) => find(requirement) === undefined);
  if (missing.length > 0) {
    if (!canInstall()) throw new UserError(missing.map(howToInstall).join('\n'));
    await aptInstall(missing, { abort, note });
  }
  return Object.fromEntries(
    requirements.map((requirement) => {
      const found = find(requirement);
      if (found === undefined) throw new UserError(howToInstall(requirement));
      return [requirement.variable, found];
    }),
  );
}

/**
 * @param {Requirement} requirement
 * @returns {string | undefined} the program's path
 */
export function find({ title, variable, programs, places }) {
  const chosen = process.env[variable];
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    throw new UserError(`${variable} says that ${title} is ${chosen}, but there is no such program.`);
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = programs.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...places].find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Root on Debian, Ubuntu or a child of theirs. */
function canInstall() {
  if (!isRoot() || !existsSync('/etc/os-release')) return false;
  const release = readFileSync('/etc/os-release', 'utf8');
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release) && find(APT_GET) !== undefined;
}

/** @type {Requirement} */
const APT_GET = {
  title: 'apt-get',
  variable: 'APT_GET_PATH',
  programs: ['apt-get'],
  places: [],
  aptPackage: 'apt',
};

/**
 * @param {Requirement[]} missing
 * @param {{ abort?: AbortSignal, note: (sentence: string) => void }} options
 */
async function aptInstall(missing, { abort, note }) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, abort };
  note(`Installing ${missing.map(({ title }) => title).join(' and ')} with apt-get ...`);
  // A package source that is out of order may be none of ours: only the installation decides.
  await run('apt-get', ['update'], options);
  for (const requirement of missing) {
    let lastOutput = '';
    for (const name of requirement.aptPackages) {
      const installation = await run(
        'apt-get',
        ['install', '--yes', '--no-install-recommends', name],
        options,
      );
      lastOutput = installation.output;
      if (installation.code === 0) break;
    }
    // Ubuntu's package is a stub which only says that Chromium must come from its snap store.
    const program = find(requirement);
    const trial = program && (await run(program, [requirement.versionFlag ?? '--version'], options));
    if (trial?.code !== 0) {
      throw new UserError(
        `${requirement.title} could not be installed with apt-get. The end of what was said:\n\n` +
          `${indent(trial?.output || lastOutput)}\n\n${howToInstall(requirement)}`,
      );
    }
  }
}

/** @param {Requirement} requirement */
function howToInstall({ title, variable, aptPackages }) {
  return (
    `${title} is missing. On Debian or Ubuntu: sudo apt-get install ${aptPackages[0]}. ` +
    `If it is installed elsewhere, set ${variable} to its path.`
  );
}

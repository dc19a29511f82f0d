import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { hashFiles, listFiles } from './files.mjs';
import { runOrExplain } from './processes.mjs';

const INPUTS = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'apps', 'packages'];

/**
 * Installs the packages of the lockfile unless they are there. Needs only npm.
 *
 * @param {{ root: string, stamps: ReturnType<typeof import('./stamps.mjs').openStamps>, abort?: AbortSignal }} options
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function install({ root, stamps, abort }) {
  const inputs = listFiles(root, INPUTS, (file) => !file.includes('/') || file.endsWith('/package.json'));
  const hash = hashFiles(root, inputs);
  if (existsSync(path.join(root, 'node_modules/.modules.yaml')) && stamps.isCurrent('install', hash))
    return false;

  const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  // Under NODE_ENV=production pnpm would leave out what the build needs. CI: never ask, there is nobody to answer.
  const { NODE_ENV: _ignored, ...environment } = process.env;
  await runOrExplain(
    'Installing the packages',
    'npx',
    ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'],
    {
      cwd: root,
      env: { ...environment, CI: 'true', NO_COLOR: '1' },
      abort,
      shell: process.platform === 'win32',
    },
  );
  stamps.set('install', hash);
  return true;
}

import { existsSync } from 'node:fs';
import path from 'node:path';

import { hashFiles, listFiles } from './files.mjs';
import { runOrExplain } from './processes.mjs';
import { UserError } from './user-error.mjs';

/** What the two outputs are made of: files, or folders with all that is in them. */
const INPUTS = [
  'apps/api/package.json',
  'apps/api/src',
  'apps/api/tsconfig.json',
  'apps/web/build',
  'apps/web/index.html',
  'apps/web/package.json',
  'apps/web/public',
  'apps/web/src',
  'apps/web/tsconfig.json',
  'apps/web/vite.config.ts',
  'packages/shared/package.json',
  'packages/shared/src',
  'packages/shared/tsconfig.json',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
];
const OUTPUTS = ['apps/api/dist/main.js', 'apps/web/dist/index.html', 'apps/web/dist/.vite/manifest.json'];

/**
 * Builds server and Mini App unless their sources are those of the last build.
 *
 * @param {{ root: string, stamps: ReturnType<typeof import('./stamps.mjs').openStamps>, abort?: AbortSignal }} options
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function build({ root, stamps, abort }) {
  const missingOutput = () => OUTPUTS.find((file) => !existsSync(path.join(root, file)));
  const hash = hashFiles(
    root,
    listFiles(root, INPUTS, (file) => !/\.test\.tsx?$/.test(file)),
  );
  if (missingOutput() === undefined && stamps.isCurrent('build', hash)) return false;

  // Vite makes a development build under NODE_ENV=development.
  const { NODE_ENV: _ignored, ...env } = { ...process.env, NO_COLOR: '1' };
  await runOrExplain(
    'Building the server',
    process.execPath,
    [path.join(root, 'node_modules/@typescript/native/bin/tsc'), '--build', 'packages/shared', 'apps/api'],
    { cwd: root, env, abort },
  );
  await runOrExplain(
    'Building the Mini App',
    process.execPath,
    [path.join(root, 'apps/web/node_modules/vite/bin/vite.js'), 'build'],
    { cwd: path.join(root, 'apps/web'), env, abort },
  );
  const missing = missingOutput();
  if (missing !== undefined) throw new UserError(`The build said that all is well, but made no ${missing}.`);
  stamps.set('build', hash);
  return true;
}

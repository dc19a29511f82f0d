import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { BROWSER_ARGS } from '@watchparty/e2e/fixtures/browser-args.js';
import type { LighthouseReport } from './figures.js';

/** Another version may judge otherwise. Not a dependency of ours: it brings 190 MB, for figures that are wanted seldom. */
const LIGHTHOUSE = 'lighthouse@12.8.2';

/** Has Lighthouse judge a page as on a phone, by its own defaults, and reads what it wrote. */
export async function audit(address: string, file: string): Promise<LighthouseReport> {
  const program = process.env.LIGHTHOUSE_PATH;
  const chromeFlags = ['--headless=new', '--ignore-certificate-errors', ...BROWSER_ARGS];
  const child = spawn(
    program ?? 'npx',
    [
      ...(program === undefined ? ['--yes', LIGHTHOUSE] : []),
      address,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      '--only-categories=performance,accessibility,best-practices',
      `--chrome-flags=${chromeFlags.join(' ')}`,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, CHROME_PATH: process.env.CHROMIUM_PATH },
    },
  );
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`Lighthouse ended with ${code}`);
  return JSON.parse(await readFile(file, 'utf8')) as LighthouseReport;
}

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { audit } from './audit.js';
import { figuresOf, isGood, type Figures } from './figures.js';
import { readOptions, USAGE, type LighthouseOptions } from './options.js';
import { startSite } from './site.js';

const ROOT = path.resolve(import.meta.dirname, '../../../..');

/** Of one run. */
const MAX_TRIES = 4;

function read(): LighthouseOptions | undefined {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return undefined;
  }
}

/** @returns the exit code: 1 when a score is lower than what is asked for */
async function main({ pages, runs, out }: LighthouseOptions): Promise<number> {
  const folder = path.resolve(ROOT, out);
  await mkdir(folder, { recursive: true });
  const site = await startSite();
  const figures: Record<string, Figures> = {};
  try {
    for (const page of pages) {
      const reports = [];
      for (let run = 1; run <= runs; run += 1) {
        const file = path.join(folder, `${page}-${run}.json`);
        let report = await audit(site.addressOf(page), file);
        // Now and then it loses the trace of a page, and asks to be run again.
        for (let tries = 1; report.runtimeError && tries < MAX_TRIES; tries += 1) {
          report = await audit(site.addressOf(page), file);
        }
        reports.push(report);
      }
      figures[page] = figuresOf(reports);
    }
  } finally {
    await site.stop();
  }
  await writeFile(path.join(folder, 'results.json'), `${JSON.stringify(figures, null, 2)}\n`);
  console.table(figures);
  return Object.values(figures).every(isGood) ? 0 : 1;
}

const options = read();
process.exitCode = options ? await main(options) : 2;

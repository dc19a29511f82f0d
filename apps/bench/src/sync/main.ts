import path from 'node:path';
import { readOptions, USAGE, type BenchOptions } from './options.js';
import { judge } from './report/bars.js';
import { openReportFolder } from './report/report-folder.js';
import { tableOf } from './report/table.js';
import type { Report } from './report/report.js';
import { hasSample, playOnce } from './stage.js';

const ROOT = path.resolve(import.meta.dirname, '../../../..');

function read(): BenchOptions | undefined {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return undefined;
  }
}

/** @returns the exit code: 1 when a bar was missed or nothing was measured */
async function main(options: BenchOptions): Promise<number> {
  const folder = await openReportFolder(path.resolve(ROOT, options.out));
  const reports: Report[] = [];
  for (const medium of options.media) {
    if (!(await hasSample(medium))) {
      console.log(`${medium}: skipped, the built Mini App has no such sample`);
      continue;
    }
    for (const profile of options.profiles) {
      console.log(`${medium}, ${profile}`);
      const note = (text: string): void => console.log(`  ${text}`);
      const { report, run } = await playOnce({ ...options, profile, medium, note });
      await folder.save(report);
      if (options.keepsRun) await folder.saveRun(report, run);
      reports.push(report);
    }
  }
  console.log(`\n${tableOf(reports)}`);
  const verdicts = reports.flatMap(judge);
  return verdicts.length > 0 && verdicts.every(({ isMet }) => isMet) ? 0 : 1;
}

const options = read();
process.exitCode = options ? await main(options) : 2;

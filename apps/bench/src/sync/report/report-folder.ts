import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LINK_NAMES } from '../relay/link-profiles.js';
import type { Run } from '../run.js';
import { floorTable } from './floor-table.js';
import { plotOf } from './plot.js';
import type { Report } from './report.js';
import { tableOf } from './table.js';

/** Where the reports of all runs lie: JSON and a plot of each, and one table of all. */
export interface ReportFolder {
  save(report: Report): Promise<void>;
  saveRun(report: Report, run: Run): Promise<void>;
}

const ORDER = [...LINK_NAMES, 'mixed'];

export async function openReportFolder(folder: string): Promise<ReportFolder> {
  await mkdir(folder, { recursive: true });
  const pathOf = (report: Report, ending: string): string =>
    path.join(folder, `${report.medium}-${report.profile}${ending}`);

  return {
    async save(report) {
      await writeFile(pathOf(report, '.json'), `${JSON.stringify(report, rounded)}\n`);
      await writeFile(pathOf(report, '.svg'), plotOf(report));
      await writeFile(
        path.join(folder, 'results.md'),
        `${tableOf(await readReports(folder))}\n${floorTable()}`,
      );
    },
    async saveRun(report, run) {
      await writeFile(pathOf(report, '.run.json'), JSON.stringify(run, rounded));
    },
  };
}

async function readReports(folder: string): Promise<Report[]> {
  const files = (await readdir(folder)).filter((file) => /^(?:mp4|hls)-[\w-]+\.json$/.test(file));
  const reports = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Report),
  );
  return reports.sort(
    (a, b) => b.medium.localeCompare(a.medium) || ORDER.indexOf(a.profile) - ORDER.indexOf(b.profile),
  );
}

/** Thousandths are finer than anything that is measured here. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Math.round(value * 1000) / 1000 : value;
}

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readOptions, USAGE, type BenchOptions } from './options.js';
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

async function main(options: BenchOptions): Promise<number> {
  const folder = path.resolve(ROOT, options.out);
  await mkdir(folder, { recursive: true });
  for (const medium of options.media) {
    if (!(await hasSample(medium))) {
      console.log(`${medium}: skipped, the Mini App has no such sample`);
      continue;
    }
    for (const profile of options.profiles) {
      console.log(`${medium}, ${profile}`);
      const report = await playOnce({
        ...options,
        profile,
        medium,
        note: (text) => console.log(`  ${text}`),
      });
      await writeFile(path.join(folder, `${medium}-${profile}.json`), `${JSON.stringify(report, null, 1)}\n`);
      const { points, ...figures } = report.figures;
      console.log(JSON.stringify({ ...report, figures }, null, 1), points.length);
    }
  }
  return 0;
}

const options = read();
process.exitCode = options ? await main(options) : 2;

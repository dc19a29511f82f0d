import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { figuresOf, judge, type Round, type WayFigures } from './figures.js';
import { readOptions, USAGE, type VoiceBenchOptions } from './options.js';
import { markdownOf } from './report.js';
import { openStage } from './stage.js';

const ROOT = path.resolve(import.meta.dirname, '../../../..');

function read(): VoiceBenchOptions | undefined {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return undefined;
  }
}

/** @returns the exit code: 1 when a bar was missed */
async function main({ ways, rounds, people, out }: VoiceBenchOptions): Promise<number> {
  const figures: WayFigures[] = [];
  let browser = '';
  for (const way of ways) {
    const stage = await openStage(way);
    try {
      const played: Round[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        const result = await stage.play(people);
        played.push(result);
        const waits = result.entries.map(({ firstSoundMs }) => firstSoundMs.toFixed(0));
        console.log(`${way}, round ${round}: first sound after ${waits.join(', ')} ms`);
      }
      browser = stage.chromium();
      figures.push(figuresOf(way, played));
    } finally {
      await stage.close();
    }
  }
  const verdicts = figures.flatMap(judge);
  const facts = {
    date: new Date().toISOString().slice(0, 10),
    processors: `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'unknown'}`,
    chromium: browser,
  };
  const folder = path.resolve(ROOT, out);
  await mkdir(folder, { recursive: true });
  const table = markdownOf(facts, figures, verdicts);
  await writeFile(path.join(folder, 'results.md'), table);
  await writeFile(
    path.join(folder, 'results.json'),
    `${JSON.stringify({ facts, figures, verdicts }, null, 2)}\n`,
  );
  console.log(`\n${table}`);
  return verdicts.every(({ isMet }) => isMet) ? 0 : 1;
}

const options = read();
process.exitCode = options ? await main(options) : 2;

import { parseArgs } from 'node:util';
import { CLOCK_SAMPLE_HLS_PATH, CLOCK_SAMPLE_PATH } from '@watchparty/shared';
import { PROFILE_NAMES, type ProfileName } from './relay/link-profiles.js';

export const MEDIA = {
  mp4: CLOCK_SAMPLE_PATH,
  hls: CLOCK_SAMPLE_HLS_PATH,
} as const;
export type Medium = keyof typeof MEDIA;

export interface BenchOptions {
  profiles: ProfileName[];
  media: Medium[];
  pages: number;
  seed: string;
  isShort: boolean;
  keepsRun: boolean;
  /** Folder of the reports. */
  out: string;
}

export const USAGE = `pnpm bench:sync [options]
  --profile lan|4g|bad-4g|mixed|all   links between the pages and the server (all)
  --media mp4|hls|all                 what is played (all)
  --pages <n>                         browsers, 2 to 8 (4)
  --seed <text>                       what chance begins with (1)
  --short                             a minute instead of three
  --raw                               keep beside each report what it was made from, as <name>.run.json
  --out <folder>                      where the reports go (docs/bench/sync; .data/bench/sync with --short)`;

const PAGES = { least: 2, most: 8 };

/** @throws Error with a sentence for whoever typed the arguments */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      profile: { type: 'string', default: 'all' },
      media: { type: 'string', default: 'all' },
      pages: { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
      short: { type: 'boolean', default: false },
      raw: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  const pages = Number(values.pages);
  if (!Number.isInteger(pages) || pages < PAGES.least || pages > PAGES.most)
    throw new Error(`--pages is a whole number from ${PAGES.least} to ${PAGES.most}`);
  return {
    profiles: choose('--profile', values.profile, PROFILE_NAMES),
    media: choose('--media', values.media, Object.keys(MEDIA) as Medium[]),
    pages,
    seed: values.seed,
    isShort: values.short,
    keepsRun: values.raw,
    out: values.out ?? (values.short ? '.data/bench/sync' : 'docs/bench/sync'),
  };
}

function choose<T extends string>(name: string, value: string, all: readonly T[]): T[] {
  if (value === 'all') return [...all];
  const chosen = all.find((one) => one === value);
  if (chosen === undefined) throw new Error(`${name} is one of ${all.join(', ')}, all`);
  return [chosen];
}

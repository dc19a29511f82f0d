import { parseArgs } from 'node:util';

export const PAGES = ['home', 'outside', 'create', 'profile', 'gate'] as const;
export type PageName = (typeof PAGES)[number];

export interface LighthouseOptions {
  pages: PageName[];
  runs: number;
  /** Folder of the reports. */
  out: string;
}

export const USAGE = `pnpm lighthouse [options]
  --pages ${PAGES.join(',')}   which of them (all)
  --runs <n>                                 of each page; what is printed are medians (5)
  --out <folder>                             where the reports go (.data/lighthouse)`;

/** @throws Error with a sentence for whoever typed the arguments */
export function readOptions(args: readonly string[]): LighthouseOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pages: { type: 'string', default: PAGES.join(',') },
      runs: { type: 'string', default: '5' },
      out: { type: 'string', default: '.data/lighthouse' },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs is a whole number from 1');
  return { pages: values.pages.split(',').map(pageOf), runs, out: values.out };
}

function pageOf(name: string): PageName {
  const page = PAGES.find((one) => one === name);
  if (page === undefined) throw new Error(`--pages are some of ${PAGES.join(', ')}`);
  return page;
}

import type { Figures } from '../analysis/figures.js';
import type { Mishap } from '../scenario.js';
import { judge, jumpsOf } from './bars.js';
import type { Report } from './report.js';

const HEAD = [
  'media',
  'links',
  'spread p50',
  'p95',
  'p99',
  'told p95',
  'together p50',
  'p95',
  'late join',
  'woken',
  'seeks a command',
  'seeks, steady',
  'rate changes/min',
  'off rate, s/min',
  'breaks',
  'frames within one',
  'dropped',
  'CPU',
];

/** The runs as a table in Markdown, with the bars that were missed below it. */
export function tableOf(reports: readonly Report[]): string {
  const rows = [HEAD, HEAD.map((_, column) => (column < 2 ? '---' : '---:')), ...reports.map(rowOf)];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `${table}\n\n${reports.map(missesOf).join('\n')}\n`;
}

function missesOf(report: Report): string {
  const missed = judge(report).filter(({ isMet }) => !isMet);
  const name = `${report.medium}, ${report.profile}`;
  if (missed.length === 0) return `- ${name}: every bar is met.`;
  const list = missed.map(({ bar, limit, value }) => `${bar}: ${numeral(value)} instead of ${limit}`);
  return `- ${name}: **missed**: ${list.join('; ')}.`;
}

function rowOf({ medium, profile, figures, conditions }: Report): string[] {
  const { spread, convergence, telling, commands, pages, frames } = figures;
  const jumps = jumpsOf(commands);
  const calmMinutes = sum(pages.map(({ calmSeconds }) => calmSeconds)) / 60;
  const shown = sum(conditions.frames.map(({ total }) => total));
  return [
    medium,
    profile,
    ms(spread.p50),
    ms(spread.p95),
    ms(spread.p99),
    ms(telling.p95),
    ms(convergence.p50),
    ms(convergence.p95),
    ...(['join', 'sleep'] as const).map((kind) => ms(recoveryFrom(kind, figures))),
    String(Math.max(0, ...jumps)),
    String(sum(pages.map(({ calmSeeks }) => calmSeeks))),
    numeral(Math.max(...pages.map(({ rateChangesPerMinute }) => rateChangesPerMinute))),
    numeral(sum(pages.map(({ calmDisturbance }) => calmDisturbance.offRateS)) / calmMinutes),
    String(sum(pages.map(({ calmDisturbance }) => calmDisturbance.interruptions))),
    `${frames.withinFrame}/${frames.looks}`,
    percent(sum(conditions.frames.map(({ dropped }) => dropped)) / shown),
    percent(conditions.load.busy),
  ];
}

/** Until a page was with the others again, in milliseconds. */
function recoveryFrom(kind: Mishap['kind'], { recoveries }: Figures): number | undefined {
  return recoveries.find((recovery) => recovery.kind === kind)?.recoveredMs ?? undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}

/** One decimal, which is more than is known. */
function numeral(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  return value >= Number.MAX_SAFE_INTEGER ? 'never' : String(Math.round(value * 10) / 10);
}

function ms(value: number | undefined): string {
  const text = numeral(value);
  return /\d/.test(text) ? `${text} ms` : text;
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : '–';
}

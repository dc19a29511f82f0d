import { describe } from '../scenario.js';
import type { Report } from './report.js';

const WIDTH = 960;
const HEIGHT = 320;
const LEFT = 48;
const RIGHT = 12;
const TOP = 64;
const BOTTOM = 32;
const LOWEST_MS = 1;
const HIGHEST_MS = 2_000;
const TICKS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];
const SECONDS_A_TICK = 10;
/** A line is not drawn over a longer time in which nothing is known. */
const LONGEST_GAP_MS = 250;

/** Spread over time on a logarithmic scale, with what happened written above. Colours suit light and dark pages. */
export function plotOf(report: Report): string {
  const { figures, seconds, medium, profile } = report;
  const x = (atMs: number): number =>
    LEFT + (Math.max(0, Math.min(atMs / 1000, seconds)) / seconds) * (WIDTH - LEFT - RIGHT);
  const y = (spreadMs: number): number => {
    const share = Math.log(clamp(spreadMs) / LOWEST_MS) / Math.log(HIGHEST_MS / LOWEST_MS);
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  };
  const { p50, p95 } = figures.spread;
  const title = `${medium}, ${profile}: spread p50 ${number(p50)} ms, p95 ${number(p95)} ms from 3 s after a command`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="16" font-size="13" fill="#111">${title}</text>`,
    ...TICKS_MS.map(
      (tick) =>
        `<path d="M${LEFT} ${round(y(tick))}H${WIDTH - RIGHT}" stroke="${tick === 20 ? '#c60' : '#ddd'}"/>` +
        `<text x="${LEFT - 6}" y="${round(y(tick) + 4)}" text-anchor="end" fill="#555">${tick}</text>`,
    ),
    ...Array.from({ length: Math.floor(seconds / SECONDS_A_TICK) + 1 }, (_, index) => {
      const atS = index * SECONDS_A_TICK;
      return `<text x="${round(x(atS * 1000))}" y="${HEIGHT - 12}" text-anchor="middle" fill="#555">${atS} s</text>`;
    }),
    ...marksOf(report).map(({ atMs, text }) => {
      const atX = round(x(atMs));
      return (
        `<path d="M${atX} ${TOP}V${HEIGHT - BOTTOM}" stroke="#99b" stroke-dasharray="2 3"/>` +
        `<text transform="translate(${atX} ${TOP - 4}) rotate(-35)" fill="#335">${text}</text>`
      );
    }),
    `<path d="${lineOf(figures.course, x, y)}" fill="none" stroke="#bbb"/>`,
    `<path d="${lineOf(
      figures.course.filter(({ isCalm }) => isCalm),
      x,
      y,
    )}" fill="none" stroke="#06c" stroke-width="2"/>`,
    '</svg>',
    '',
  ].join('\n');
}

function marksOf({ figures }: Report): { atMs: number; text: string }[] {
  return [
    ...figures.commands.map(({ atMs, command }) => ({ atMs, text: describe(command) })),
    ...figures.recoveries.map(({ atMs, kind, page }) => ({ atMs, text: `${page + 1} back: ${kind}` })),
  ];
}

function lineOf(
  points: readonly { atMs: number; spreadMs: number }[],
  x: (atMs: number) => number,
  y: (spreadMs: number) => number,
): string {
  let beforeMs = Number.NEGATIVE_INFINITY;
  return points
    .map(({ atMs, spreadMs }) => {
      const step = atMs - beforeMs > LONGEST_GAP_MS ? 'M' : 'L';
      beforeMs = atMs;
      return `${step}${round(x(atMs))} ${round(y(spreadMs))}`;
    })
    .join('');
}

function clamp(spreadMs: number): number {
  return Math.max(LOWEST_MS, Math.min(HIGHEST_MS, spreadMs));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function number(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(1);
}

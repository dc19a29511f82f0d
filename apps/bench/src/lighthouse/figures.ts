import { percentile } from '../percentiles.js';

/** What we read of Lighthouse's report. */
export interface LighthouseReport {
  /** Scores from 0 to 1; null where an audit failed. */
  categories: Record<'performance' | 'accessibility' | 'best-practices', { score: number | null }>;
  audits: Record<string, { numericValue?: number } | undefined>;
  runtimeError?: { message: string };
}

/** Of one page: scores from 0 to 100, times in milliseconds. */
export interface Figures {
  performance: number;
  accessibility: number;
  bestPractices: number;
  firstContentfulPaintMs: number;
  largestContentfulPaintMs: number;
  speedIndexMs: number;
  totalBlockingMs: number;
  layoutShift: number;
}

/** Each score is to be at least this. */
const WANTED_SCORE = 95;

/** The median of each figure over the runs. */
export function figuresOf(reports: readonly LighthouseReport[]): Figures {
  for (const { runtimeError } of reports) if (runtimeError) throw new Error(runtimeError.message);
  const median = (take: (report: LighthouseReport) => number): number => percentile(reports.map(take), 0.5);
  const score = (name: keyof LighthouseReport['categories']): number =>
    median(({ categories }) => Math.round((categories[name].score ?? 0) * 100));
  const value = (name: string): number => median(({ audits }) => audits[name]?.numericValue ?? Number.NaN);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    firstContentfulPaintMs: Math.round(value('first-contentful-paint')),
    largestContentfulPaintMs: Math.round(value('largest-contentful-paint')),
    speedIndexMs: Math.round(value('speed-index')),
    totalBlockingMs: Math.round(value('total-blocking-time')),
    layoutShift: Math.round(value('cumulative-layout-shift') * 1000) / 1000,
  };
}

/** Whether every score is what is asked for. */
export function isGood({ performance, accessibility, bestPractices }: Figures): boolean {
  return Math.min(performance, accessibility, bestPractices) >= WANTED_SCORE;
}

import type { CDPSession } from '@playwright/test';

/** Leads from a page's `performance.now()` to the one monotonic clock of the machine. */
export interface PageClock {
  /** Add to the page's milliseconds to get the machine's (those of `process.hrtime`). */
  offsetMs: number;
  /**
   * Farthest that a reading of the page was outside of the two readings of the machine's clock that were taken around
   * it, in milliseconds: 0 when the offset contradicts none of them.
   */
  contradictionMs: number;
  /** Time between the closest two readings around one of the page, in milliseconds: what the check can see at all. */
  bracketMs: number;
}

const CHECKS = 15;

export function machineNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/**
 * Every process of a machine shares CLOCK_MONOTONIC: Chromium's time ticks are it, `performance.now()` counts them from
 * the start of the navigation, and the browser tells by its debugging protocol at which tick that was. That this is so
 * here is checked, by reading the page's clock between two readings of our own.
 */
export async function measurePageClock(session: CDPSession): Promise<PageClock> {
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  const { metrics } = await session.send('Performance.getMetrics');
  await session.send('Performance.disable');
  const startS = metrics.find(({ name }) => name === 'NavigationStart')?.value;
  if (startS === undefined) throw new Error('the browser does not say when the navigation began');
  const offsetMs = startS * 1000;

  let contradictionMs = 0;
  let bracketMs = Number.POSITIVE_INFINITY;
  for (let check = 0; check < CHECKS; check += 1) {
    const beforeMs = machineNow();
    const { result } = await session.send('Runtime.evaluate', { expression: 'performance.now()' });
    const afterMs = machineNow();
    const readMs = Number(result.value) + offsetMs;
    contradictionMs = Math.max(contradictionMs, beforeMs - readMs, readMs - afterMs);
    bracketMs = Math.min(bracketMs, afterMs - beforeMs);
  }
  return { offsetMs, contradictionMs: Math.max(0, contradictionMs), bracketMs };
}

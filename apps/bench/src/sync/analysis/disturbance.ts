import type { MediaEvent, Sample } from '../page/recording.js';
import type { Period } from './periods.js';
import type { RoomTimeline } from './room-timeline.js';

/** What of keeping together can be heard on one page. */
export interface Disturbance {
  /** Time at a rate other than the room's, in seconds. */
  offRateS: number;
  /** The same, each second weighted by how far the rate was off, as a share of the room's. */
  weightedOffRateS: number;
  /** Times that sound and picture stood although the room ran. */
  interruptions: number;
  /** How long they stood in all, in milliseconds. */
  interruptedMs: number;
}

const SAME_RATE = 0.0005;
/** Samples farther apart leave open what was in between, in milliseconds. */
const LONGEST_GAP_MS = 250;
/** `HAVE_FUTURE_DATA`: less cannot go on. */
const CAN_GO_ON = 3;

export function disturbanceIn(
  periods: readonly Period[],
  samples: readonly Sample[],
  room: RoomTimeline,
): Disturbance {
  const sum: Disturbance = { offRateS: 0, weightedOffRateS: 0, interruptions: 0, interruptedMs: 0 };
  for (const period of periods) {
    let wasStanding = false;
    samples.forEach((sample, index) => {
      const next = samples[index + 1];
      if (!next || sample.atMs < period.fromMs || next.atMs > period.toMs) return;
      const tookMs = next.atMs - sample.atMs;
      if (tookMs > LONGEST_GAP_MS || !room.isMoving(sample.atMs)) return;

      const isStanding = sample.paused || sample.seeking || sample.readyState < CAN_GO_ON;
      if (isStanding) {
        sum.interruptedMs += tookMs;
        if (!wasStanding) sum.interruptions += 1;
      } else {
        const off = Math.abs(sample.rate / room.rateAt(sample.atMs) - 1);
        if (off > SAME_RATE) sum.offRateS += tookMs / 1000;
        sum.weightedOffRateS += (off * tookMs) / 1000;
      }
      wasStanding = isStanding;
    });
  }
  return sum;
}

export function countEvents(
  events: readonly MediaEvent[],
  name: MediaEvent['name'],
  periods: readonly Period[],
): number {
  return events.filter(
    (event) =>
      event.name === name && periods.some(({ fromMs, toMs }) => fromMs <= event.atMs && event.atMs < toMs),
  ).length;
}

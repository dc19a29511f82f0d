import type { Random } from './seeded-random.js';

/** How one direction of a simulated link behaves; a delay is drawn evenly between its bounds. */
export interface LinkProfile {
  minDelayMs: number;
  maxDelayMs: number;
  /** Share of messages that meet a standstill of the link, 0 to 1. */
  stallChance?: number;
  /** Longest standstill in milliseconds. */
  maxStallMs?: number;
  /** Now and then nothing gets through at all, however little is sent. */
  outages?: OutageProfile;
}

/** Drawn evenly between the bounds, in milliseconds. */
interface OutageProfile {
  /** From the end of one to the start of the next. */
  everyMs: readonly [min: number, max: number];
  lastingMs: readonly [min: number, max: number];
}

/** One direction of a TCP connection: whatever is slow holds up all that was sent after it. */
export interface FifoLink {
  /** @returns when what is sent at `sentAtMs` arrives; sends must come in the order of their times */
  arrivalOf(sentAtMs: number): number;
}

export function createFifoLink(profile: LinkProfile, random: Random): FifoLink {
  const { minDelayMs, maxDelayMs, stallChance = 0, maxStallMs = 0, outages } = profile;
  const outageEndOf = outages ? createOutages(outages, random.fork('outages')) : () => -Infinity;
  let lastArrivalMs = -Infinity;
  return {
    arrivalOf(sentAtMs) {
      const stallMs = random.chance(stallChance) ? random.between(0, maxStallMs) : 0;
      const arrivalMs = sentAtMs + stallMs + random.between(minDelayMs, maxDelayMs);
      lastArrivalMs = Math.max(lastArrivalMs, arrivalMs, outageEndOf(sentAtMs));
      return lastArrivalMs;
    },
  };
}

/** @returns when the outage ends that a moment falls into, before the moment if it is in none; moments must not go back */
function createOutages({ everyMs, lastingMs }: OutageProfile, random: Random): (atMs: number) => number {
  let startMs = random.between(...everyMs);
  let endMs = startMs + random.between(...lastingMs);
  return (atMs) => {
    while (atMs >= endMs) {
      startMs = endMs + random.between(...everyMs);
      endMs = startMs + random.between(...lastingMs);
    }
    return atMs >= startMs ? endMs : -Infinity;
  };
}

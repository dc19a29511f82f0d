import type { Random } from './seeded-random.js';

/** How one direction of a simulated link behaves; a delay is drawn evenly between its bounds. */
export interface LinkProfile {
  minDelayMs: number;
  maxDelayMs: number;
  /** Share of messages that meet a standstill of the link, 0 to 1. */
  stallChance?: number;
  /** Longest standstill in milliseconds. */
  maxStallMs?: number;
}

/** One direction of a TCP connection: whatever is slow holds up all that was sent after it. */
export interface FifoLink {
  /** @returns when what is sent at `sentAtMs` arrives; sends must come in the order of their times */
  arrivalOf(sentAtMs: number): number;
}

export function createFifoLink(profile: LinkProfile, random: Random): FifoLink {
  const { minDelayMs, maxDelayMs, stallChance = 0, maxStallMs = 0 } = profile;
  let lastArrivalMs = -Infinity;
  return {
    arrivalOf(sentAtMs) {
      const stallMs = random.chance(stallChance) ? random.between(0, maxStallMs) : 0;
      const arrivalMs = sentAtMs + stallMs + random.between(minDelayMs, maxDelayMs);
      lastArrivalMs = Math.max(lastArrivalMs, arrivalMs);
      return lastArrivalMs;
    },
  };
}

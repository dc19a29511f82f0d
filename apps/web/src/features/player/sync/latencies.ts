import { createLatency, type LearntLatency, type PlayerClock } from '@watchparty/shared';

/** What a player costs on this device, learnt as it goes. */
export interface Latencies {
  /** From a jump to something buffered until the player can go on. */
  readonly seek: LearntLatency;
  /** The same to what was loaded before, and dropped: the browser has mostly kept it. */
  readonly kept: LearntLatency;
  /** The same where the data must be fetched first. */
  readonly fetch: LearntLatency;
  /** From "play" until the position moves, after a jump. */
  readonly start: LearntLatency;
  /** The same after a mere pause. */
  readonly resume: LearntLatency;
}

/** Seconds. Chromium's own, on two slow cores; phones are learnt to be slower. */
export const FIRST_LATENCIES: Latencies = {
  seek: createLatency(0.12, 1.5),
  kept: createLatency(0.12, 1.5),
  fetch: createLatency(0.3, 1.5),
  start: createLatency(0.085, 0.3),
  // The sound that was decoded already goes on at once.
  resume: createLatency(0, 0.3),
};

/** Seconds that players in frames are taken to need before anything is known: each command is a message to another process. */
const FRAME_LATENCIES: Latencies = {
  seek: createLatency(0.5, 4),
  kept: createLatency(0.6, 4),
  fetch: createLatency(0.6, 4),
  start: createLatency(0.25, 1.5),
  resume: createLatency(0.15, 1.5),
};

export function firstLatenciesOf(clock: PlayerClock): Latencies {
  return clock === 'exact' ? FIRST_LATENCIES : FRAME_LATENCIES;
}

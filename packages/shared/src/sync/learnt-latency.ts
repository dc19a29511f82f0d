/** What something costs on this device, learnt from the times that it was done. */
export interface LearntLatency {
  /** Exponentially weighted mean, in seconds. */
  readonly meanS: number;
  readonly maxS: number;
  /** How often it was seen. */
  readonly times: number;
}

/** Weight of the latest time, once there were others, and of the first one, which may have met a busy moment. */
const EWMA_WEIGHT = 0.4;
const FIRST_WEIGHT = 0.5;

/** @param guessS seconds that are believed before anything was learnt */
export function createLatency(guessS: number, maxS: number): LearntLatency {
  return { meanS: guessS, maxS, times: 0 };
}

export function learnLatency(latency: LearntLatency, seconds: number): LearntLatency {
  const bounded = Math.min(Math.max(seconds, 0), latency.maxS);
  const weight = latency.times === 0 ? FIRST_WEIGHT : EWMA_WEIGHT;
  const meanS = latency.meanS + weight * (bounded - latency.meanS);
  return { ...latency, meanS, times: latency.times + 1 };
}

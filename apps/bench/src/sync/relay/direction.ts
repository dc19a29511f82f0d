import type { Random } from '@watchparty/shared/simulation';
import type { DirectionProfile } from './link-profiles.js';

/** One direction of a link: says when what is sent arrives. */
export interface Direction {
  /**
   * @param connection whose bytes they are: what is lost holds up the rest of its own connection only
   * @param nowMs when they are sent; never earlier than in the call before
   * @returns when they arrive, in the same milliseconds; never earlier than what the connection sent before
   */
  send(connection: object, bytes: number, nowMs: number): number;
  /** Nothing arrives before this moment: the link is out. */
  outUntil(untilMs: number): void;
}

const PACKET_BYTES = 1_460;
/** A sender learns of a loss by the three packets after it, or else by its timer, which Linux sets to this at least. */
const FAST_RETRANSMIT_PACKETS = 4;
const RETRANSMIT_TIMER_MS = 200;

/**
 * All connections share one queue, as they share a radio: jitter never changes the order. Lost is nothing on TCP, only
 * late: one round trip where enough follows for the sender to notice, else a timer more.
 *
 * @param roundTripMs what a retransmission costs
 */
export function createDirection(profile: DirectionProfile, roundTripMs: number, random: Random): Direction {
  const { delayMs, jitterMs, bandwidth, loss } = profile;
  const heldUntilMs = new WeakMap<object, number>();
  let sentUntilMs = 0;
  let lastArrivalMs = 0;
  let outUntilMs = 0;

  return {
    send(connection, bytes, nowMs) {
      sentUntilMs = Math.max(sentUntilMs, nowMs) + (bytes / bandwidth) * 1000;
      const flightMs = Math.max(0, delayMs + random.between(-jitterMs, jitterMs));
      lastArrivalMs = Math.max(lastArrivalMs, sentUntilMs + flightMs, outUntilMs);

      const packets = Math.ceil(bytes / PACKET_BYTES);
      const isHit = random.chance(1 - (1 - loss) ** packets);
      const timerMs = packets < FAST_RETRANSMIT_PACKETS ? RETRANSMIT_TIMER_MS : 0;
      const againMs = isHit ? roundTripMs + timerMs : 0;
      const arrivalMs = Math.max(lastArrivalMs + againMs, heldUntilMs.get(connection) ?? 0);
      heldUntilMs.set(connection, arrivalMs);
      return arrivalMs;
    },
    outUntil(untilMs) {
      outUntilMs = Math.max(outUntilMs, untilMs);
    },
  };
}

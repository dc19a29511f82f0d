import {
  addRoundTrip,
  CLOCK_BURST_SIZE,
  CLOCK_BURST_SPACING_MS,
  clockIntervalMs,
  emptyClockFilter,
  estimateAt,
  restartClockFilter,
  type ClockEstimate,
  type ClockFilter,
  type RoundTrip,
} from '../clock-filter.js';
import { createFifoLink, type LinkProfile } from './fifo-link.js';
import type { Random } from './seeded-random.js';

/** Both ways of a link. */
export interface ClockLinkProfile {
  up: LinkProfile;
  down: LinkProfile;
}

const evenly = (minDelayMs: number, maxDelayMs: number): LinkProfile => ({ minDelayMs, maxDelayMs });
const stalling = (minDelayMs: number, maxDelayMs: number): LinkProfile => ({
  minDelayMs,
  maxDelayMs,
  stallChance: 0.05,
  maxStallMs: 1_500,
});

/** As the relay of `pnpm bench:sync` plays it: stalls are of the link, however often somebody pings. */
const goingOut = (minDelayMs: number, maxDelayMs: number): LinkProfile => ({
  minDelayMs,
  maxDelayMs,
  outages: { everyMs: [6_000, 14_000], lastingMs: [200, 900] },
});

/** By round trip: lan 1±0.5 ms, 4g 60±20 ms, bad-4g 300±150 ms with stalls; then with ways that differ. */
export const CLOCK_LINKS = {
  lan: { up: evenly(0.25, 0.75), down: evenly(0.25, 0.75) },
  '4g': { up: evenly(20, 40), down: evenly(20, 40) },
  'bad-4g': { up: stalling(75, 225), down: stalling(75, 225) },
  'bad-4g, outages': { up: goingOut(75, 225), down: goingOut(75, 225) },
  '4g, slow up': { up: evenly(30, 50), down: evenly(10, 30) },
  '4g, jitter down': { up: evenly(20, 20), down: evenly(20, 60) },
  'bad-4g, jitter up': { up: stalling(75, 375), down: evenly(75, 75) },
} as const satisfies Record<string, ClockLinkProfile>;

export interface ClockSessionOptions {
  link: ClockLinkProfile;
  /** What the server's clock gains on the device's, in ppm. */
  skewPpm: number;
  durationMs: number;
  random: Random;
  /** The device sleeps: its monotonic clock stands still for this long, and the page measures anew. */
  sleep?: { atMs: number; lengthMs: number; isNoticed: boolean };
}

/** What is known at one moment of a session, and what is true. */
export interface ClockMoment {
  /** Milliseconds since the session began, by a true clock. */
  atMs: number;
  estimate: ClockEstimate;
  /** Milliseconds; the estimated server time minus the true one. */
  offMs: number;
}

export interface ClockSession {
  /** Two a second. */
  moments: ClockMoment[];
  /** When pings left, in milliseconds by a true clock. */
  pingsAtMs: number[];
}

const SERVER_START_MS = 1_700_000_000_000;
const LOOK_EVERY_MS = 500;
/** As apps/web/src/realtime/server-clock.ts does. */
const BURST_PAUSE_MS = 30_000;

/** Plays one session: a device that pings a server over a link, in steps of simulated time. */
export function playClockSession(options: ClockSessionOptions): ClockSession {
  const { link, skewPpm, durationMs, random, sleep } = options;
  const up = createFifoLink(link.up, random.fork('up'));
  const down = createFifoLink(link.down, random.fork('down'));
  const localAt = (atMs: number): number =>
    atMs * (1 - skewPpm / 1e6) - (sleep ? Math.min(Math.max(0, atMs - sleep.atMs), sleep.lengthMs) : 0);
  // Clocks do not tick together.
  const serverStartMs = SERVER_START_MS + random.between(0, 1);
  let filter: ClockFilter = emptyClockFilter;
  const onTheWay: { arrivesAtMs: number; trip: RoundTrip }[] = [];
  const session: ClockSession = { moments: [], pingsAtMs: [] };
  let nextPingAtMs = 0;
  let leftOfBurst = CLOCK_BURST_SIZE;
  let lastBurstAtMs = 0;
  let nextLookAtMs = 0;

  function startBurst(atMs: number): void {
    leftOfBurst = CLOCK_BURST_SIZE;
    lastBurstAtMs = atMs;
    nextPingAtMs = atMs;
  }

  function ping(atMs: number): void {
    session.pingsAtMs.push(atMs);
    const heardAtMs = up.arrivalOf(atMs);
    const arrivesAtMs = down.arrivalOf(heardAtMs);
    onTheWay.push({
      arrivesAtMs,
      trip: {
        sentAtMs: localAt(atMs),
        receivedAtMs: localAt(arrivesAtMs),
        serverTimeMs: Math.floor(serverStartMs + heardAtMs),
      },
    });
    leftOfBurst = Math.max(0, leftOfBurst - 1);
    nextPingAtMs = atMs + (leftOfBurst > 0 ? CLOCK_BURST_SPACING_MS : clockIntervalMs(filter));
  }

  function hear(atMs: number, trip: RoundTrip): void {
    const before = filter.contradictedAtMs;
    filter = addRoundTrip(filter, trip);
    if (filter.contradictedAtMs !== before && atMs - lastBurstAtMs >= BURST_PAUSE_MS) startBurst(atMs);
  }

  let hasSlept = false;
  for (;;) {
    const arrival = onTheWay[0]?.arrivesAtMs ?? Infinity;
    const wakesAtMs = sleep && !hasSlept ? sleep.atMs + sleep.lengthMs : Infinity;
    const atMs = Math.min(arrival, nextPingAtMs, nextLookAtMs, wakesAtMs);
    if (atMs > durationMs) return session;
    if (atMs === wakesAtMs) {
      hasSlept = true;
      // What was on the way measured two clocks.
      onTheWay.length = 0;
      if (sleep?.isNoticed) {
        filter = restartClockFilter(filter);
        startBurst(atMs);
      }
    } else if (sleep && atMs >= sleep.atMs && !hasSlept) {
      // Asleep: timers stand still with the clock, and no answer is heard.
      nextPingAtMs += sleep.lengthMs;
      nextLookAtMs += sleep.lengthMs;
      onTheWay.length = 0;
    } else if (atMs === arrival) {
      const answer = onTheWay.shift();
      if (answer) hear(atMs, answer.trip);
    } else if (atMs === nextPingAtMs) {
      ping(atMs);
    } else {
      const localMs = localAt(atMs);
      const estimate = estimateAt(filter, localMs);
      const offMs = (estimate?.offsetMs ?? NaN) + localMs - serverStartMs - atMs;
      if (estimate) session.moments.push({ atMs, estimate, offMs });
      nextLookAtMs += LOOK_EVERY_MS;
    }
  }
}

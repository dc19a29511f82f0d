import {
  addRoundTrip,
  CLOCK_BURST_SIZE,
  CLOCK_BURST_SPACING_MS,
  clockIntervalMs,
  emptyClockFilter,
  estimateAt,
  restartClockFilter,
  type ClientPayload,
  type ClockEstimate,
  type EpochMs,
  SYNC_REPORT_MAX_MS,
} from '@watchparty/shared';

export interface ServerClock {
  /** The server's clock as well as it is known now; the device's own before the first answer. */
  serverNow(): EpochMs;
  estimate(): ClockEstimate | null;
  /**
   * Measures a burst now and goes on, at first 4 times a second where the link is bad, then every 1 to 20 s; another
   * burst when the clock is found elsewhere. Called again, it doubts what it measured before: the device may have slept.
   */
  start(): void;
  stop(): void;
  /** Resolves with the first answer since the start, or when that is too long in coming. */
  measured(): Promise<void>;
}

interface ServerClockOptions {
  /** One round trip. */
  ping: (payload: ClientPayload<'clock:ping'>) => Promise<{ serverTime: EpochMs }>;
  /** Monotonic milliseconds. */
  now: () => number;
  /** The device's own idea of the time, for the moments before the first answer. */
  deviceNow: () => EpochMs;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** Longer is not waited for a measurement: the estimate of before is good enough then. */
const MEASURED_PATIENCE_MS = 1_000;
/** A link that contradicts itself all the time is not to be flooded for it. */
const BURST_PAUSE_MS = 30_000;

export function createServerClock({ ping, now, deviceNow, schedule }: ServerClockOptions): ServerClock {
  let filter = emptyClockFilter;
  let cancelNext: (() => void) | undefined;
  // An answer of before a restart measured another clock when the device slept in between.
  let run = 0;
  let burstAtMs = -Infinity;
  let firstAnswer = Promise.resolve();
  let endWaiting: (() => void) | undefined;
  const deviceOffsetMs = deviceNow() - now();

  async function measure(): Promise<void> {
    const startedIn = run;
    const sentAtMs = now();
    try {
      const { serverTime } = await ping(payloadAt(sentAtMs));
      if (startedIn !== run) return;
      const known = filter;
      filter = addRoundTrip(filter, { sentAtMs, receivedAtMs: now(), serverTimeMs: serverTime });
      endWaiting?.();
      const isContradicted = filter.contradictedAtMs !== known.contradictedAtMs;
      if (isContradicted && now() - burstAtMs >= BURST_PAUSE_MS) startBurst();
    } catch {
      // The next ping is never far, and a lost connection is told by the socket itself.
    }
  }

  function payloadAt(clientTime: number): ClientPayload<'clock:ping'> {
    const known = estimateAt(filter, clientTime);
    if (!known) return { clientTime };
    return { clientTime, rttMs: Math.min(known.rttMs + known.jitterMs, SYNC_REPORT_MAX_MS) };
  }

  function pingAndGoOn(done: number): void {
    void measure();
    const delayMs = done + 1 < CLOCK_BURST_SIZE ? CLOCK_BURST_SPACING_MS : clockIntervalMs(filter);
    cancelNext = schedule(() => pingAndGoOn(done + 1), delayMs);
  }

  function startBurst(): void {
    cancelNext?.();
    burstAtMs = now();
    pingAndGoOn(0);
  }

  function expectFirstAnswer(): void {
    endWaiting?.();
    firstAnswer = new Promise((resolve) => {
      const cancel = schedule(() => endWaiting?.(), MEASURED_PATIENCE_MS);
      endWaiting = () => {
        endWaiting = undefined;
        cancel();
        resolve();
      };
    });
  }

  return {
    serverNow() {
      const nowMs = now();
      return nowMs + (estimateAt(filter, nowMs)?.offsetMs ?? deviceOffsetMs);
    },
    estimate: () => estimateAt(filter, now()),
    start() {
      run += 1;
      filter = restartClockFilter(filter);
      expectFirstAnswer();
      startBurst();
    },
    stop() {
      cancelNext?.();
      cancelNext = undefined;
      endWaiting?.();
      run += 1;
    },
    measured: () => firstAnswer,
  };
}

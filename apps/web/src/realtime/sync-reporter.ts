import type { ClockEstimate } from '@watchparty/shared';
import type { EmitCommand } from '@watchparty/shared/room-client';

/** The first one is not waited for as long as the others, or short visits would not be heard of. */
const FIRST_AFTER_MS = 10_000;
const EVERY_MS = 30_000;

interface SyncReporterOptions {
  emit: EmitCommand;
  estimate: () => ClockEstimate | null;
  /** Signed milliseconds, player minus room, since it was last asked; undefined when nothing played. */
  takeDriftMs: () => number | undefined;
  /** Somebody looks on, and the room is in touch with the server. */
  isWatched: () => boolean;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/**
 * Tells the operator how well in sync this client is.
 *
 * @returns ends it
 */
export function startSyncReports(options: SyncReporterOptions): () => void {
  const { emit, estimate, takeDriftMs, isWatched, schedule } = options;

  function report(): void {
    // Taken in any case: what was measured unseen is not to count for the next time.
    const driftMs = takeDriftMs();
    const clock = estimate();
    if (!clock || !isWatched()) return;
    const measured = { rttMs: round(clock.rttMs), offsetErrorMs: round(clock.errorMs) };
    const report = driftMs === undefined ? measured : { ...measured, driftMs: round(driftMs) };
    // Nobody waits for it, and the next one is never far.
    emit('sync:report', report).catch(() => undefined);
  }

  let cancel = schedule(function next() {
    report();
    cancel = schedule(next, EVERY_MS);
  }, FIRST_AFTER_MS);
  return () => cancel();
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}

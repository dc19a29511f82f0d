import type { ClockEstimate, EpochMs } from '@watchparty/shared';

import type { ServerClock } from '../../../realtime/server-clock.js';
import type { SyncDetails } from '../sync/sync-details.js';
import type { SyncStatus, SyncView } from '../sync/sync-status.js';

/** Everything that is known of a screen's synchronisation at one moment. */
export interface SyncSnapshot {
  /** Server time. */
  atMs: EpochMs;
  status: SyncStatus;
  /** The device's clock minus the server's, in milliseconds; absent before the first measurement. */
  deviceClockMs?: number;
  clock?: Pick<ClockEstimate, 'rttMs' | 'errorMs' | 'jitterMs' | 'skewPpm'>;
  /** Absent without a player. */
  details?: SyncDetails;
}

export function takeSnapshot(
  { status, engine }: SyncView,
  { clock, deviceNow }: { clock: Pick<ServerClock, 'serverNow' | 'estimate'>; deviceNow: () => EpochMs },
): SyncSnapshot {
  const atMs = clock.serverNow();
  const estimate = clock.estimate();
  return {
    atMs,
    status,
    ...(estimate && { clock: estimate, deviceClockMs: deviceNow() - atMs }),
    ...(engine && { details: engine.details() }),
  };
}

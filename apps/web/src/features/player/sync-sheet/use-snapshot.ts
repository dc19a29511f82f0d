import { useEffect, useState } from 'react';

import { useRealtime } from '../../../realtime/realtime-context.js';
import type { SyncStatusStore } from '../sync/sync-status.js';
import type { Device } from './browser-device.js';
import { takeSnapshot, type SyncSnapshot } from './sync-snapshot.js';

/** Figures that change faster cannot be read. */
const REFRESH_MS = 1_000;

export function useSnapshot(status: SyncStatusStore, device: Device): SyncSnapshot {
  const { clock } = useRealtime();
  const take = (): SyncSnapshot => takeSnapshot(status.getState(), { clock, deviceNow: device.now });
  const [snapshot, setSnapshot] = useState(take);
  useEffect(() => {
    const timer = setInterval(
      () => setSnapshot(takeSnapshot(status.getState(), { clock, deviceNow: device.now })),
      REFRESH_MS,
    );
    return () => clearInterval(timer);
  }, [status, device, clock]);
  return snapshot;
}

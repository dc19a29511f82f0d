import type { SyncStatus } from './sync-status.js';

/** What a player that follows a running room is doing. */
export interface MovingState {
  /** Monotonic milliseconds. */
  nowMs: number;
  /** Something keeps it from running along: a jump under way, missing data. */
  isTroubled: boolean;
  isBuffering: boolean;
  /** Whether it can be told from the room at all. */
  isMeasured: boolean;
  /** Seconds behind the room; undefined while unknown. */
  driftS: number | undefined;
}

/** Seconds of difference that are called "in sync" where more than that can be told, and by how much more it ends. */
const SYNCED_S = 0.06;
const UNSYNCED_FACTOR = 2;
/** Trouble shorter than this is not worth a word. */
const TROUBLE_GRACE_MS = 400;

/**
 * Finds the word for a player that follows a running room, with the patience that keeps the word from flickering.
 *
 * @param bandS seconds of difference that this player is left alone with
 * @returns called at each look
 */
export function createStatusJudge(bandS: number): (state: MovingState) => SyncStatus {
  const syncedS = Math.max(SYNCED_S, bandS);
  let troubleSinceMs: number | undefined;
  let wasSynced = false;

  return ({ nowMs, isTroubled, isBuffering, isMeasured, driftS }) => {
    troubleSinceMs = isTroubled ? (troubleSinceMs ?? nowMs) : undefined;
    const differenceMs = Math.round((driftS ?? 0) * 1000);
    if (troubleSinceMs !== undefined && nowMs - troubleSinceMs > TROUBLE_GRACE_MS) {
      wasSynced = false;
      return isBuffering ? { type: 'waiting' } : { type: 'catching_up', differenceMs };
    }
    if (!isMeasured) return { type: 'synced' };
    if (driftS !== undefined) wasSynced = Math.abs(driftS) < (wasSynced ? UNSYNCED_FACTOR : 1) * syncedS;
    if (!wasSynced) return { type: 'catching_up', differenceMs };
    return driftS === undefined ? { type: 'synced' } : { type: 'synced', differenceMs };
  };
}

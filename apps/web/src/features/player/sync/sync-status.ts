import { createStore, type StoreApi } from 'zustand/vanilla';

import type { MediaProblem } from '../player-handle.js';
import type { SyncEngine } from './sync-engine.js';

/**
 * How this player stands to the room, in the words of the badge. `differenceMs` is positive while behind; being in sync
 * it is absent while nothing is measured, as during a pause.
 */
export type SyncStatus =
  | { type: 'idle' }
  | { type: 'loading' }
  | { type: 'synced'; differenceMs?: number }
  | { type: 'catching_up'; differenceMs: number }
  /** It ran out of data. */
  | { type: 'waiting' }
  /** An advertisement is shown instead; it catches up afterwards. */
  | { type: 'in_ad' }
  /** The player can be told nothing: people start it by hand. */
  | { type: 'manual' }
  /** The browser wants a gesture first. */
  | { type: 'needs_tap' }
  | { type: 'failed'; problem: MediaProblem };

export interface SyncView {
  status: SyncStatus;
  /** The browser let it play without sound only. */
  isSilenced: boolean;
  /** The engine of the present player: what others may ask of it. */
  engine: Pick<SyncEngine, 'details' | 'syncNow' | 'expectedDelayS' | 'awaitAnswer'> | undefined;
}

export type SyncStatusStore = StoreApi<SyncView>;

export function createSyncStatusStore(): SyncStatusStore {
  return createStore<SyncView>()(() => ({ status: { type: 'idle' }, isSilenced: false, engine: undefined }));
}

/** How far the player is behind the room, as far as that is known; negative if it is ahead. */
export function behindMsOf(status: SyncStatus): number {
  return differenceOf(status) ?? 0;
}

/** Whether the difference is worth telling: the same words with nearly the same number are not. */
export function saysTheSame(one: SyncStatus, other: SyncStatus): boolean {
  if (one.type !== other.type) return false;
  if (one.type === 'failed' && other.type === 'failed') return one.problem === other.problem;
  const [oneMs, otherMs] = [differenceOf(one), differenceOf(other)];
  if (oneMs === undefined || otherMs === undefined) return oneMs === otherMs;
  return Math.abs(oneMs - otherMs) < 5;
}

function differenceOf(status: SyncStatus): number | undefined {
  return 'differenceMs' in status ? status.differenceMs : undefined;
}

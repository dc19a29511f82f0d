import type { SafeStorage } from './safe-storage.js';

/** A party that somebody has just come from. */
export interface PastParty {
  /** They made the room. */
  isOwn: boolean;
}

const KEY = 'watchparty.past-party';
/** Whoever looked in for a moment has not been at a party. */
const PARTY_MIN_MS = 60_000;

/** @param storage of the tab: another launch knows nothing of it */
export function notePastParty(storage: SafeStorage, party: PastParty, lastedMs: number): void {
  if (lastedMs >= PARTY_MIN_MS) storage.set(KEY, party.isOwn ? 'own' : 'other');
}

/** Answers once for each party. */
export function takePastParty(storage: SafeStorage): PastParty | undefined {
  const noted = storage.get(KEY);
  if (noted !== 'own' && noted !== 'other') return undefined;
  storage.set(KEY, '');
  return { isOwn: noted === 'own' };
}

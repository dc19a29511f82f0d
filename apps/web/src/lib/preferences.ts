import { createContext, useContext } from 'react';

import type { SafeStorage } from './safe-storage.js';

/** Where preferences follow a person to; what is not reached is not there, and nothing rejects. */
interface Cloud {
  read(keys: readonly string[]): Promise<ReadonlyMap<string, string> | undefined>;
  write(key: string, value: string): Promise<void>;
}

/** Everything that a person settles once for all their devices. */
export const PREFERENCES = {
  language: 'watchparty.language',
  /** Asked whether the bot may write. */
  askedToWrite: 'watchparty.asked-to-write',
  /** Offered to add the app to the home screen. */
  offeredHomeScreen: 'watchparty.offered-home-screen',
} as const;

export type PreferenceKey = (typeof PREFERENCES)[keyof typeof PREFERENCES];

/**
 * What a person has settled, at once from this device, and soon as it was settled on another one. The later choice
 * wins on both sides. A device whose clock is wrong can only win too often.
 */
export interface Preferences {
  get(key: PreferenceKey): string | undefined;
  set(key: PreferenceKey, value: string): void;
  /** Brings this device and the cloud to the same. Never rejects. */
  merge(): Promise<void>;
  /** Tells of a value that was settled later elsewhere. @returns ends it */
  onArrival(key: PreferenceKey, listener: (value: string) => void): () => void;
}

interface PreferencesOptions {
  storage: SafeStorage;
  /** Undefined: this device is all there is. */
  cloud: Cloud | undefined;
  now: () => number;
}

export function createPreferences({ storage, cloud, now }: PreferencesOptions): Preferences {
  const listeners = new Map<PreferenceKey, Set<(value: string) => void>>();
  const keep = (key: PreferenceKey, value: string, atMs: number): void => {
    storage.set(key, value);
    storage.set(timeKey(key), String(atMs));
  };
  const keptAt = (key: PreferenceKey): number => Number(storage.get(timeKey(key)) ?? 0);

  return {
    get: (key) => storage.get(key),
    set(key, value) {
      const atMs = now();
      keep(key, value, atMs);
      void cloud?.write(key, stamp(value, atMs));
    },
    async merge() {
      const keys = Object.values(PREFERENCES);
      const there = await cloud?.read(keys);
      if (!there) return;
      for (const key of keys) {
        const theirs = readStamp(there.get(key));
        const ours = storage.get(key);
        const oursAtMs = keptAt(key);
        if (theirs && theirs.atMs > oursAtMs) {
          keep(key, theirs.value, theirs.atMs);
          if (theirs.value !== ours) listeners.get(key)?.forEach((listener) => listener(theirs.value));
        } else if (ours !== undefined && oursAtMs > (theirs?.atMs ?? 0)) {
          await cloud?.write(key, stamp(ours, oursAtMs));
        }
      }
    },
    onArrival(key, listener) {
      const those = listeners.get(key) ?? new Set();
      listeners.set(key, those.add(listener));
      return () => void those.delete(listener);
    },
  };
}

export const PreferencesContext = createContext<Preferences | undefined>(undefined);

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('usePreferences needs a PreferencesContext above');
  return preferences;
}

function timeKey(key: PreferenceKey): string {
  return `${key}.at`;
}

function stamp(value: string, atMs: number): string {
  return `${atMs}:${value}`;
}

/** The cloud may hold what another release has left there. */
function readStamp(text: string | undefined): { atMs: number; value: string } | undefined {
  const [, time, value] = /^(\d+):(.*)$/s.exec(text ?? '') ?? [];
  return time !== undefined && value !== undefined ? { atMs: Number(time), value } : undefined;
}

import { createStore, type StoreApi } from 'zustand/vanilla';

import type { SafeStorage } from '../../lib/safe-storage.js';

/** What a person wants of voice, on this device. */
export interface VoiceSettings {
  /** The film gets quieter while somebody speaks. */
  isDucking: boolean;
  /** The microphone is on only while a key is held. */
  isPushToTalk: boolean;
  deviceId: string | undefined;
  /** How loud others are, 0..1, by user id; 1 where nothing is said. */
  volumes: Readonly<Record<string, number>>;
}

export type VoiceSettingsStore = StoreApi<VoiceSettings>;

const KEY = 'watchparty.voice';
/** People whose volume is remembered: those who were turned down last. */
const MAX_VOLUMES = 100;

export function createVoiceSettings(storage: SafeStorage): VoiceSettingsStore {
  const store = createStore<VoiceSettings>()(() => read(storage.get(KEY)));
  store.subscribe((settings) => storage.set(KEY, JSON.stringify(settings)));
  return store;
}

export function withVolume(settings: VoiceSettings, userId: string, volume: number): VoiceSettings {
  const others = Object.entries(settings.volumes).filter(([id]) => id !== userId);
  const next = volume === 1 ? others : [...others, [userId, volume] as const];
  return { ...settings, volumes: Object.fromEntries(next.slice(-MAX_VOLUMES)) };
}

/**
 * Makes people as loud as was chosen, now and whenever that changes.
 *
 * @returns ends it
 */
export function followVolumes(
  settings: VoiceSettingsStore,
  setVolume: (userId: string, volume: number) => void,
): () => void {
  const apply = ({ volumes }: VoiceSettings, before?: VoiceSettings): void => {
    // Of whoever is as loud as anybody again nothing is kept.
    const everybody = new Set([...Object.keys(volumes), ...Object.keys(before?.volumes ?? {})]);
    for (const userId of everybody) setVolume(userId, volumes[userId] ?? 1);
  };
  apply(settings.getState());
  return settings.subscribe(apply);
}

function read(stored: string | undefined): VoiceSettings {
  const known = parse(stored);
  return {
    isDucking: known.isDucking === true,
    isPushToTalk: known.isPushToTalk === true,
    deviceId: typeof known.deviceId === 'string' ? known.deviceId : undefined,
    volumes: volumesOf(known.volumes),
  };
}

function volumesOf(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0 && entry[1] <= 1,
  );
  return Object.fromEntries(entries);
}

function parse(stored: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

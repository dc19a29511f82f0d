/** Every platform of the contract. */
export const PLATFORMS = [
  'youtube',
  'twitch',
  'file',
  'hls',
  'dash',
  'vimeo',
  'dailymotion',
  'soundcloud',
  'rutube',
  'vk',
  'ok',
  'dzen',
  'kinopoisk',
  'local',
  'iframe',
] as const;
export type Platform = (typeof PLATFORMS)[number];

/**
 * What a platform's player can do. The sync engine is driven by this record and never probes an element:
 * players accept properties that they then ignore.
 */
export interface Capabilities {
  play: boolean;
  pause: boolean;
  seek: boolean;
  /** `any` rate, the player's own `steps`, `none`, or to be found out by measuring (`probe`). */
  rate: 'any' | 'steps' | 'none' | 'probe';
  /** Whether the player tells its position. */
  time: boolean;
  duration: boolean;
  live: boolean;
  /** Whether advertisements are signalled. */
  ads: boolean;
}

/**
 * How a player's position is known: its own `exact` time, as a frame repeats it some four times a second (`polled`), or
 * as its `events` tell it, up to a second apart. Of a player that tells no time, whatever is said here does not matter.
 */
export type PlayerClock = 'exact' | 'polled' | 'events';

/** Of a player that cannot be spoken to: people start it by hand, together. */
export const NO_CAPABILITIES: Capabilities = {
  play: false,
  pause: false,
  seek: false,
  rate: 'none',
  time: false,
  duration: false,
  live: false,
  ads: false,
};

/** Of a player that can be told everything but another rate. */
export const SEEKING_CAPABILITIES: Capabilities = {
  play: true,
  pause: true,
  seek: true,
  rate: 'none',
  time: true,
  duration: true,
  live: false,
  ads: false,
};

/** What a link does to what goes over it, in one direction. */
export interface DirectionProfile {
  /** Time from one end to the other, in milliseconds, before jitter. */
  delayMs: number;
  /** Greatest deviation from `delayMs`, in milliseconds; drawn evenly from both sides of it. */
  jitterMs: number;
  /** Bytes per second. */
  bandwidth: number;
  /** Chance that a packet is lost, 0 to 1. */
  loss: number;
}

/** Now and then nothing gets through at all, as when a phone changes cells. */
export interface OutageProfile {
  /** Time between two of them, in milliseconds. */
  everyMs: readonly [min: number, max: number];
  /** How long each lasts, in milliseconds. */
  lastingMs: readonly [min: number, max: number];
}

export interface LinkProfile {
  up: DirectionProfile;
  down: DirectionProfile;
  outages?: OutageProfile;
}

export const LINK_NAMES = ['lan', '4g', 'bad-4g'] as const;
export type LinkName = (typeof LINK_NAMES)[number];

const MEGABIT_PER_S = 1_000_000 / 8;

/** Round trips are twice the delays: 2 ms, 50 ± 20 ms, 300 ± 150 ms. */
export const LINKS: Readonly<Record<LinkName, LinkProfile>> = {
  lan: {
    up: { delayMs: 1, jitterMs: 0.5, bandwidth: 100 * MEGABIT_PER_S, loss: 0 },
    down: { delayMs: 1, jitterMs: 0.5, bandwidth: 100 * MEGABIT_PER_S, loss: 0 },
  },
  '4g': {
    up: { delayMs: 25, jitterMs: 10, bandwidth: 5 * MEGABIT_PER_S, loss: 0.001 },
    down: { delayMs: 25, jitterMs: 10, bandwidth: 20 * MEGABIT_PER_S, loss: 0.001 },
  },
  'bad-4g': {
    up: { delayMs: 150, jitterMs: 75, bandwidth: 1 * MEGABIT_PER_S, loss: 0.005 },
    down: { delayMs: 150, jitterMs: 75, bandwidth: 4 * MEGABIT_PER_S, loss: 0.005 },
    outages: { everyMs: [6_000, 14_000], lastingMs: [200, 900] },
  },
};

export const PROFILE_NAMES = [...LINK_NAMES, 'mixed'] as const;
/** `mixed`: each page has another link. */
export type ProfileName = (typeof PROFILE_NAMES)[number];

export function linkOf(profile: ProfileName, pageIndex: number): LinkName {
  if (profile !== 'mixed') return profile;
  return LINK_NAMES[pageIndex % LINK_NAMES.length] ?? 'lan';
}

import { PLAYBACK_RATE_MAX, PLAYBACK_RATE_MIN } from '../limits.js';
import { rateBeside, type Nudge } from './nudge.js';

/** What a player turned out to do with rates. */
export type ProvenRate = 'any' | 'steps' | 'none';

/** How far it is known what a player does with rates whose record says that this has to be tried. */
export type RateTrial =
  | { readonly known: ProvenRate }
  /** @property inVain trials so far that told nothing, or not enough */
  | { readonly trying: 'any' | 'steps'; readonly inVain: number };

export const UNTRIED_RATES: RateTrial = { trying: 'any', inVain: 0 };

/** The rates of a player that does not list them. */
export const QUARTER_RATES: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** What is tried first: whoever plays this plays whatever is asked for. Others round it toward 1, or ignore it. */
const FREE_SHARE = 0.05;
/** What a trial would bring, in seconds: five times what a coarse clock is good for, and within most bands. */
const TRIAL_GAIN_S = 0.15;
/** Whoever did more than this share of it obeys; noise is a fifth of it, and nobody does half. */
const OBEYED_SHARE = 0.5;
/** Beyond these, something else has moved the player, or held it: an advertisement, or a rate of the room that it ignores. */
const LEAST_TELLING_SHARE = -0.6;
const MOST_TELLING_SHARE = 1.7;
/** What spoils each trial is the player itself. */
const MAX_IN_VAIN = 3;

interface TrialNeed {
  /** Monotonic milliseconds. */
  nowMs: number;
  /** Seconds that the player is behind: a trial goes the way that brings it nearer to the room. */
  driftS: number;
  /** Seconds of video per second at which the room plays. */
  roomRate: number;
  /** The rates that the player lists. */
  rates: readonly number[];
}

/**
 * A nudge whose effect tells what the player does with rates.
 *
 * @returns undefined where there is nothing to try at this rate of the room
 */
export function planTrial(trial: RateTrial, need: TrialNeed): Nudge | undefined {
  if ('known' in trial) return undefined;
  const { nowMs, roomRate } = need;
  const sign = need.driftS < 0 ? -1 : 1;
  const rate =
    trial.trying === 'any'
      ? freeRate(roomRate, sign)
      : (rateBeside(roomRate, sign, need.rates) ?? rateBeside(roomRate, -sign, need.rates));
  if (rate === undefined) return undefined;
  const surplus = rate - roomRate;
  return {
    rate,
    endsAtMs: nowMs + (TRIAL_GAIN_S / Math.abs(surplus)) * 1000,
    keepsPitch: true,
    gainS: Math.sign(surplus) * TRIAL_GAIN_S,
  };
}

/** Away from 1, so that a player that rounds toward it comes to the room's own rate by that. */
function freeRate(roomRate: number, sign: number): number | undefined {
  const rate = roomRate * (1 + (roomRate === 1 ? sign : Math.sign(roomRate - 1)) * FREE_SHARE);
  return rate >= PLAYBACK_RATE_MIN && rate <= PLAYBACK_RATE_MAX ? rate : undefined;
}

/** @param doneShare how much of what it was to bring a trial has brought */
export function judgeTrial(trial: RateTrial, doneShare: number): RateTrial {
  if ('known' in trial) return trial;
  const isTelling = doneShare > LEAST_TELLING_SHARE && doneShare < MOST_TELLING_SHARE;
  if (isTelling && doneShare >= OBEYED_SHARE) return { known: trial.trying };
  // Whoever is called deaf to rates is so for long, so that one trial is not enough.
  const isDoubtful = !isTelling || trial.trying === 'steps';
  if (isDoubtful && trial.inVain + 1 < MAX_IN_VAIN) return { ...trial, inVain: trial.inVain + 1 };
  return trial.trying === 'any' ? { trying: 'steps', inVain: 0 } : { known: 'none' };
}

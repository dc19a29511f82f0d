import { positionAt, type EpochMs, type Playback } from '@watchparty/shared';

/** What everybody's clock says about a video that they start by hand. */
export type PartyClock =
  /** @property seconds until the start, 3 to 1 */
  | { phase: 'countdown'; seconds: number; position: number }
  | { phase: 'running'; position: number }
  /** Nobody has started yet, or it is paused. */
  | { phase: 'resting'; position: number };

const LONGEST_COUNT_S = 3;

export function partyClockAt(playback: Playback, nowMs: EpochMs): PartyClock {
  const position = positionAt(playback, nowMs);
  if (!playback.isPlaying) return { phase: 'resting', position };
  const leftMs = playback.effectiveAt - nowMs;
  if (leftMs <= 0) return { phase: 'running', position };
  return { phase: 'countdown', seconds: Math.min(LONGEST_COUNT_S, Math.ceil(leftMs / 1000)), position };
}

/** Where somebody said that their own player was, and when. */
export interface OwnPlace {
  /** Seconds. */
  position: number;
  atMs: EpochMs;
}

/**
 * How far somebody's player is from everybody's clock, if it has run on with it since.
 *
 * @returns seconds, positive: ahead
 */
export function differenceOf(own: OwnPlace, playback: Playback): number {
  return own.position - positionAt(playback, own.atMs);
}

/** Reads what a player shows: `754`, `12:34`, `1:02:03`. @returns seconds; undefined where it is no time */
export function parsePlace(text: string): number | undefined {
  const parts = /^\s*(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})\s*$/.exec(text);
  if (!parts) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  const hasMinutes = parts[2] !== undefined;
  if (hasMinutes && Number(seconds) > 59) return undefined;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

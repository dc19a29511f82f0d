import type { EpochMs, Playback } from '@watchparty/shared';
import { positionAt } from '@watchparty/shared';

/** Longer than people are apart who watch together; later the moment is over for everybody. */
const MAX_DELAY_MS = 3_000;

interface Film {
  playback: Playback;
  serverNow: EpochMs;
  /** How far one's own player is behind the room, in milliseconds; negative if it is ahead. */
  behindMs: number;
}

/** Where one's own player is, in seconds. */
export function filmPosition({ playback, serverNow, behindMs }: Film): number {
  const position = positionAt(playback, serverNow);
  return playback.isPlaying ? Math.max(0, position - (behindMs / 1000) * playback.rate) : position;
}

/** How long until one's own player shows what somebody felt something about, in milliseconds. */
export function showDelayMs(position: number, film: Film): number {
  if (!film.playback.isPlaying) return 0;
  const aheadMs = ((position - filmPosition(film)) / film.playback.rate) * 1000;
  // Whoever is that far from us has jumped, or watches another moment.
  return aheadMs > 0 && aheadMs <= MAX_DELAY_MS ? aheadMs : 0;
}

import type { EpochMs, Playback } from '@watchparty/shared';
import { useEffect } from 'react';

import type { PlayerHandle, TimeSpan } from './player-handle.js';

/** A live programme as the controls show it, in the room's positions. */
export interface LiveView {
  /** What can be sought to. */
  window: TimeSpan;
  /** Where one watches live with ease. */
  comfortable: number;
  isBehind: boolean;
}

/** Somebody who is this far from where one could be is behind, in seconds: segments are some 6 s long. */
const BEHIND_S = 10;

/** Tells the player where the room counts from, and what there is to see of the programme. Undefined for films. */
export function useLive(
  player: PlayerHandle | undefined,
  { liveOrigin }: Pick<Playback, 'liveOrigin'>,
  position: number,
): LiveView | undefined {
  useEffect(() => player?.liveProgram?.setOrigin(liveOrigin), [player, liveOrigin]);

  const seen = lookAt(player, liveOrigin);
  return seen && { ...seen, isBehind: seen.comfortable - position > BEHIND_S };
}

/**
 * A room that rested for longer than the programme reaches back has nothing left to show where it stands.
 *
 * @returns where one watches live with ease, in seconds; undefined where there still is something
 */
export function whereToGoOn(
  player: PlayerHandle | undefined,
  { liveOrigin }: Pick<Playback, 'liveOrigin'>,
  position: number,
): number | undefined {
  const seen = lookAt(player, liveOrigin);
  return seen && position < seen.window.start ? seen.comfortable : undefined;
}

function lookAt(
  player: PlayerHandle | undefined,
  liveOrigin: EpochMs | undefined,
): Pick<LiveView, 'window' | 'comfortable'> | undefined {
  const window = player?.liveProgram?.window();
  const programTime = player?.liveProgram?.comfortableTime();
  if (liveOrigin === undefined || !window || programTime === undefined) return undefined;
  return { window, comfortable: (programTime - liveOrigin) / 1000 };
}

import type { Playback } from '@watchparty/shared';
import { useEffect } from 'react';

import type { PlayerHandle, TimeSpan } from './player-handle.js';

/** What a player knows of a live programme, in the room's positions. */
export interface LiveProgramView {
  /** What can be sought to. */
  window: TimeSpan;
  /** Where one watches live with ease. */
  comfortable: number;
  /** Where the room may be sent: within it, everybody's player finds something to play, and goes on finding it. */
  reach: TimeSpan;
}

/** A live programme as the controls show it. */
export interface LiveView extends LiveProgramView {
  isBehind: boolean;
}

/** Somebody who is this far from where one could be is behind, in seconds: segments are some 6 s long. */
const BEHIND_S = 10;
/** The window's start moves on by a segment at a time, and not for everybody at once: this many seconds are kept from it. */
const START_MARGIN_S = 10;

/** Undefined for films, and while the player or the room knows nothing of the programme. */
export function readLive(
  player: PlayerHandle | undefined,
  { liveOrigin }: Pick<Playback, 'liveOrigin'>,
): LiveProgramView | undefined {
  const window = player?.liveProgram?.window();
  const programTime = player?.liveProgram?.comfortableTime();
  if (liveOrigin === undefined || !window || programTime === undefined) return undefined;
  const comfortable = (programTime - liveOrigin) / 1000;
  const start = Math.min(window.start + START_MARGIN_S, comfortable);
  return { window, comfortable, reach: { start, end: comfortable } };
}

/** Tells the player where the room counts from, and what there is to see of the programme. Undefined for films. */
export function useLive(
  player: PlayerHandle | undefined,
  playback: Pick<Playback, 'liveOrigin'>,
  position: number,
): LiveView | undefined {
  const { liveOrigin } = playback;
  useEffect(() => player?.liveProgram?.setOrigin(liveOrigin), [player, liveOrigin]);

  const program = readLive(player, playback);
  return program && { ...program, isBehind: program.comfortable - position > BEHIND_S };
}

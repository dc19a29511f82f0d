import type { PlayerHandle } from '../player-handle.js';

/** What is nearer to its end than this is left to run out by itself, in seconds. */
const RUN_OUT_S = 1;
/** A film that stopped this close to its end has ended, in seconds. */
const END_BAND_S = 0.1;

/** Whether a player comes to the film's end, at `endS`, by itself, or is there. */
export function isEnding(player: PlayerHandle, endS: number): boolean {
  const isRunningOut = !player.isPaused() && endS - player.currentTime() < RUN_OUT_S;
  return player.isEnded() || isRunningOut || player.isSeeking();
}

/** Whether a player stands somewhere before the film's end, at `endS`. */
export function stopsShort(player: PlayerHandle, endS: number): boolean {
  return endS - player.currentTime() > END_BAND_S;
}

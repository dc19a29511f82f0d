import { CLOCK_SAMPLE_FPS } from '@watchparty/shared';
import { type Distribution, distributionOf } from '../../percentiles.js';
import type { FrameLook } from '../page/recording.js';

/** Whether pages showed what their `currentTime` said. */
export interface FrameCheck {
  /** Frames that were looked at while they were presented. */
  looks: number;
  /** Of those, how many had a strip that could be read. */
  read: number;
  /** Of the read ones, how many had the number of their media time. */
  numberFits: number;
  /** How many were on the screen within a frame of the moment that `currentTime` gives them. */
  withinFrame: number;
  /** `currentTime`, brought to the moment of the display, minus the frame's own time; absolute milliseconds. */
  differenceMs: Distribution;
  /** The same with its sign, in the median: positive, where the picture is behind `currentTime`. */
  medianMs?: number;
}

/** How long a frame is shown, rounded up to the coarseness of what pages know of the time. */
export const FRAME_MS = Math.ceil(1000 / CLOCK_SAMPLE_FPS);

/** @param looks at frames that moved */
export function checkFrames(looks: readonly FrameLook[]): FrameCheck {
  const moving = looks.filter(
    (look): look is FrameLook & { mediaTime: number } => look.mediaTime !== undefined,
  );
  const read = moving.filter(({ frame }) => frame !== undefined);
  const signedMs = moving.map(({ currentTime, rate, displayMs, atMs, mediaTime }) => {
    const atDisplayMs = currentTime * 1000 + (displayMs - atMs) * rate;
    return atDisplayMs - mediaTime * 1000;
  });
  const differences = signedMs.map(Math.abs);
  return {
    looks: moving.length,
    read: read.length,
    numberFits: read.filter(({ frame, mediaTime }) => frame === Math.round(mediaTime * CLOCK_SAMPLE_FPS))
      .length,
    withinFrame: differences.filter((difference) => difference <= FRAME_MS).length,
    differenceMs: distributionOf(differences),
    medianMs: distributionOf(signedMs).p50,
  };
}

/** How many frames lie between the pictures of pages that rest; undefined where one could not be read. */
export function restDifference(looks: readonly (FrameLook | undefined)[]): number | undefined {
  const frames = looks.map((look) => look?.frame);
  const known = frames.filter((frame) => frame !== undefined);
  if (known.length < frames.length || known.length === 0) return undefined;
  return Math.max(...known) - Math.min(...known);
}

import type { TimeSpan } from '../../player-handle.js';
import type { LiveProgram } from '../live/live-handle.js';
import type { DashDvrWindow, DashEngine } from './dash-element.js';

export interface DashProgram extends LiveProgram {
  /** Whether it is known that this is a film, or where a live programme is. */
  isKnown(): boolean;
  /** dash.js knows the stream that it feeds the element with. */
  follow(engine: DashEngine): void;
  /** Another video comes. */
  reset(): void;
}

/**
 * What dash.js knows of a live programme. A manifest says when its media time 0 was (availabilityStartTime), so that
 * everybody's programme has the same clock, however late their manifests are.
 */
export function createDashProgram(): DashProgram {
  let engine: DashEngine | undefined;

  const dvr = (): (TimeSpan & { startAsUtc: number }) | undefined => {
    if (!engine?.isDynamic()) return undefined;
    const { start, end, startAsUtc }: DashDvrWindow = engine.getDvrWindow();
    return start === undefined || end === undefined || startAsUtc === undefined
      ? undefined
      : { start, end, startAsUtc };
  };
  /** Seconds since 1970 at media time 0. */
  const origin = (): number | undefined => {
    const window = dvr();
    return window && window.startAsUtc - window.start;
  };

  return {
    isKnown: () => engine !== undefined && (!engine.isDynamic() || dvr() !== undefined),
    isLive: () => engine?.isDynamic() ?? false,
    programTimeAt(mediaTime) {
      const from = origin();
      return from === undefined ? undefined : (from + mediaTime) * 1000;
    },
    mediaTimeAt(programTime) {
      const from = origin();
      return from === undefined ? undefined : programTime / 1000 - from;
    },
    comfortableTime() {
      const window = dvr();
      return window && engine && window.end - engine.getTargetLiveDelay();
    },
    window() {
      const window = dvr();
      return window && { start: window.start, end: window.end };
    },
    follow(next) {
      engine = next;
    },
    reset() {
      engine = undefined;
    },
  };
}

import type { Playback } from '@watchparty/shared';
import type { FrameLook, MediaEvent, Sample } from './page/recording.js';
import type { Command, Mishap } from './scenario.js';

/**
 * Everything that was seen of one run. All moments are milliseconds of the machine's monotonic clock: those of the pages
 * and of the server have been brought to it.
 */
export interface Run {
  pages: PageTrack[];
  commands: GivenCommand[];
  mishaps: SufferedMishap[];
  /** What the server said to any of the pages. */
  timelines: PageHeard[];
  /** Pictures that rest: one of each page, a while after a pause. */
  rests: (FrameLook | undefined)[][];
  fromMs: number;
  toMs: number;
}

/** A timeline, and when the first bytes of it were there; `effectiveAt` is on the machine's clock too. */
export interface HeardPlayback {
  playback: Playback;
  heardMs: number;
}

export interface PageHeard extends HeardPlayback {
  page: number;
}

export interface PageTrack {
  samples: Sample[];
  events: MediaEvent[];
  frames: FrameLook[];
}

export interface GivenCommand {
  command: Command;
  by: number;
  /** When the finger was lifted. */
  pressedMs: number;
}

export interface SufferedMishap {
  mishap: Mishap;
  page: number;
  fromMs: number;
  toMs: number;
}

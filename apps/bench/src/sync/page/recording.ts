/** What the probe of a page has written down. Times are the page's `performance.now()`, in milliseconds. */
export interface Recording {
  samples: Sample[];
  events: MediaEvent[];
  frames: FrameLook[];
  /** When a finger or a mouse button was lifted: what sends a command. */
  pressesMs: number[];
  /** Frames of the present video element so far. */
  frameCounts: { total: number; dropped: number };
}

export interface Sample {
  atMs: number;
  /** Seconds. */
  currentTime: number;
  /** Seconds of video per second. */
  rate: number;
  paused: boolean;
  seeking: boolean;
  /** `HTMLMediaElement.readyState`. */
  readyState: number;
}

export const MEDIA_EVENTS = [
  'seeking',
  'seeked',
  'ratechange',
  'pause',
  'play',
  'playing',
  'waiting',
  'canplay',
  'ended',
] as const;

export interface MediaEvent {
  atMs: number;
  name: (typeof MEDIA_EVENTS)[number];
  /** Seconds of video per second, after the event. */
  rate: number;
}

/** One frame as the compositor presents it, looked at from three sides. */
export interface FrameLook {
  /** When the callback ran. */
  atMs: number;
  /** When the frame was to be on the screen; `atMs` for one that rests there. */
  displayMs: number;
  /** `currentTime` in that callback, in seconds. */
  currentTime: number;
  rate: number;
  /** The frame's own time, in seconds; absent for a picture that rests. */
  mediaTime?: number;
  /** The frame's number, read from its pixels; absent when they show no whole strip. */
  frame?: number;
}

/** What the probe offers to whoever drives the page. */
export interface Probe {
  /** Everything since the last time. */
  drain(): Recording;
  /** The picture that rests now. */
  look(): FrameLook | undefined;
}

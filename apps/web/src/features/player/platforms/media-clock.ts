/** Where a media element is, also between two renewals of its `currentTime`. */
export interface MediaClock {
  /** Seconds. */
  currentTime(): number;
  destroy(): void;
}

interface MediaClockOptions {
  /** What tells of the frames, where the browser does and there is a picture. */
  frames?: FrameSource;
  /** Monotonic milliseconds, on the axis of `performance.now()`. */
  now: () => number;
}

/** Of a `<video>`; older browsers lack them. */
export type FrameSource = Partial<
  Pick<HTMLVideoElement, 'requestVideoFrameCallback' | 'cancelVideoFrameCallback'>
>;

/** A frame, and when it is on the screen. */
interface ShownFrame {
  /** Seconds. */
  mediaTime: number;
  /** Monotonic milliseconds. */
  atMs: number;
}

/** A position that is read again after so long, and has not moved, is stale. */
const STALE_AFTER_MS = 25;
/** From this share of stale readings on the clock is coarse: one that stands for a moment at a start has fewer. */
const COARSE_SHARE = 0.35;
/** Some ten readings decide. */
const STALE_WEIGHT = 0.1;
/** A picture that has stood for longer says nothing of the sound. */
const LONGEST_FRAME_MS = 250;

/**
 * Some browsers renew `currentTime` a few times a second only. Between these, the frames tell: each says when it is shown,
 * and the film runs on from there. Single frames are not used for more, as they are shown up to 33 ms beside their time:
 * where `currentTime` moves at each look, it is the better clock, and nobody listens to frames.
 */
export function createMediaClock(element: HTMLMediaElement, { frames, now }: MediaClockOptions): MediaClock {
  const abort = new AbortController();
  let read: { position: number; atMs: number } | undefined;
  let staleShare = 0;
  let frame: ShownFrame | undefined;
  let listening: number | undefined;

  function forget(): void {
    read = undefined;
    frame = undefined;
  }

  /** Those that follow each other at once say nothing. */
  function note(position: number, nowMs: number): void {
    if (read && nowMs - read.atMs < STALE_AFTER_MS) return;
    if (read) staleShare += STALE_WEIGHT * (Number(position === read.position) - staleShare);
    read = { position, atMs: nowMs };
  }

  function listen(): void {
    listening = frames?.requestVideoFrameCallback?.((_nowMs, { mediaTime, expectedDisplayTime }) => {
      frame = { mediaTime, atMs: expectedDisplayTime };
      listen();
    });
  }

  function frameTimeAt(nowMs: number): number | undefined {
    if (!frame || nowMs - frame.atMs > LONGEST_FRAME_MS) return undefined;
    return frame.mediaTime + ((nowMs - frame.atMs) / 1000) * element.playbackRate;
  }

  for (const name of ['seeking', 'pause', 'ratechange', 'emptied', 'waiting'] as const) {
    element.addEventListener(name, forget, { signal: abort.signal });
  }

  return {
    currentTime() {
      const position = element.currentTime;
      const nowMs = now();
      if (element.paused || element.seeking || element.ended) return position;
      note(position, nowMs);
      if (staleShare < COARSE_SHARE) return position;
      if (listening === undefined) listen();
      // It never goes back: what was renewed last is true of a moment that has passed.
      return Math.max(position, frameTimeAt(nowMs) ?? position);
    },
    destroy() {
      abort.abort();
      if (listening !== undefined) frames?.cancelVideoFrameCallback?.(listening);
    },
  };
}

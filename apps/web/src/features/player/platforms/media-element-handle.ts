import type { Capabilities } from '@watchparty/shared';

import { createMediaClock, type FrameSource } from './media-clock.js';
import type { MediaProblem, PlayerEvent, PlayerHandle, PlayOutcome, TimeSpan } from '../player-handle.js';

interface MediaElementHandleOptions {
  /** Asks whoever owns the element for another source. */
  load: (url: string) => void;
  capabilities: Capabilities;
  /** What tells of the element's frames, if not the element itself. */
  frames?: FrameSource;
}

/** A player over a media element, for whoever owns the element. */
export interface MediaElementHandle extends PlayerHandle {
  /** Something beside the element, such as a script that feeds it, cannot go on with the present video. */
  fail(problem: MediaProblem): void;
  /** What can be chosen from, or what is chosen, has changed. */
  tellChoices(): void;
  /** Ends its listening. */
  destroy(): void;
}

export function createMediaElementHandle(
  element: HTMLMediaElement,
  { load, capabilities, frames = element as FrameSource }: MediaElementHandleOptions,
): MediaElementHandle {
  const listeners = new Set<(event: PlayerEvent) => void>();
  const abort = new AbortController();
  const clock = createMediaClock(element, { frames, now: () => performance.now() });
  // react-player sets volume and rate back to 1 whenever it renders, which is whenever the source changes.
  let volume = element.volume;
  let rate = element.playbackRate;
  let failure: MediaProblem | undefined;

  function tell(event: PlayerEvent): void {
    for (const listener of listeners) listener(event);
  }

  function on(name: keyof HTMLMediaElementEventMap, eventOf: () => PlayerEvent): void {
    element.addEventListener(name, () => tell(eventOf()), { signal: abort.signal });
  }

  function applySettings(): void {
    element.volume = volume;
    element.playbackRate = rate;
    // Small changes of rate must not be heard as changes of pitch.
    element.preservesPitch = true;
  }

  element.addEventListener('loadstart', applySettings, { signal: abort.signal });
  on('loadstart', () => ({ type: 'loading' }));
  on('loadedmetadata', () => ({ type: 'ready' }));
  on('durationchange', () => ({ type: 'durationchange', duration: finite(element.duration) }));
  on('playing', () => ({ type: 'playing' }));
  on('pause', () => ({ type: 'paused' }));
  on('waiting', () => ({ type: 'waiting' }));
  on('canplay', () => ({ type: 'canplay' }));
  on('seeking', () => ({ type: 'seeking' }));
  on('seeked', () => ({ type: 'seeked' }));
  on('progress', () => ({ type: 'buffered' }));
  on('ended', () => ({ type: 'ended' }));
  on('error', () => ({ type: 'error', problem: problemOf(element.error) }));
  applySettings();

  return {
    capabilities,
    load(url) {
      // Not when the element starts to load: whoever feeds it may have failed before it says so.
      failure = undefined;
      // The same source again is another try; nobody would render for it.
      if (isSource(element, url)) element.load();
      else load(url);
    },
    async play() {
      try {
        await element.play();
        return 'playing';
      } catch (error) {
        return outcomeOf(error);
      }
    },
    pause: () => element.pause(),
    seek(position) {
      element.currentTime = Math.max(0, Math.min(position, finite(element.duration) ?? position));
    },
    setRate(next, { keepsPitch } = { keepsPitch: true }) {
      rate = next;
      // At rate 1 it makes no difference but the work of changing it.
      if (next !== 1) element.preservesPitch = keepsPitch;
      element.playbackRate = next;
    },
    currentTime: () => clock.currentTime(),
    duration: () => finite(element.duration),
    buffered: () => spansOf(element.buffered),
    isReady: () => element.readyState >= HTMLMediaElement.HAVE_METADATA,
    isPaused: () => element.paused,
    isSeeking: () => element.seeking,
    isEnded: () => element.ended,
    problem: () => failure ?? (element.error ? problemOf(element.error) : undefined),
    hasData: () => element.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA,
    setVolume(next) {
      volume = next;
      element.volume = next;
    },
    setMuted(muted) {
      element.muted = muted;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fail(problem) {
      failure = problem;
      tell({ type: 'error', problem });
    },
    tellChoices: () => tell({ type: 'choices' }),
    destroy() {
      abort.abort();
      clock.destroy();
      listeners.clear();
    },
  };
}

/** By `src`, not `currentSrc`: a script that feeds the element puts an address of its own there. */
function isSource(element: HTMLMediaElement, url: string): boolean {
  const { src, baseURI } = element;
  return src !== '' && new URL(src, baseURI).href === new URL(url, baseURI).href;
}

function finite(seconds: number): number | undefined {
  return Number.isFinite(seconds) ? seconds : undefined;
}

function spansOf(ranges: TimeRanges): TimeSpan[] {
  return Array.from({ length: ranges.length }, (_, index) => ({
    start: ranges.start(index),
    end: ranges.end(index),
  }));
}

/** A refusal without a gesture is normal, and so is a pause or another source that comes before the start. */
function outcomeOf(error: unknown): PlayOutcome {
  return error instanceof DOMException && error.name === 'NotAllowedError' ? 'blocked' : 'interrupted';
}

function problemOf(error: MediaError | null): MediaProblem {
  switch (error?.code) {
    case MediaError.MEDIA_ERR_NETWORK:
      return 'network';
    case MediaError.MEDIA_ERR_DECODE:
      return 'decode';
    default:
      // A link that leads nowhere and a format that nobody knows look the same to a page.
      return 'unsupported';
  }
}

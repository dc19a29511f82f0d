import type { Capabilities } from '@watchparty/shared';

import { createEventClock } from './event-clock.js';
import type { MediaProblem, PlayerEvent, PlayerHandle, PlayOutcome, TimeSpan } from '../player-handle.js';

/** What a vendor's player can be told. Nothing of it is called before `ready` was reported, but `show` and `destroy`. */
export interface PlayerPort {
  /** Shows another video, paused at its start, and reports `ready` or `failed` when that has come to something. */
  show(url: string): void;
  play(): void;
  pause(): void;
  /** @param position seconds */
  seek(position: number): void;
  /** Absent where the player has one rate only. @param rate seconds of video per second */
  setRate?(rate: number): void;
  /** @param volume 0..1 */
  setVolume(volume: number): void;
  setMuted(muted: boolean): void;
  destroy(): void;
}

/** What a vendor's player says. Positions and durations are seconds; a position is where it is now. */
export interface PlayerReport {
  /** The present video takes commands. */
  ready(duration?: number): void;
  duration(duration: number | undefined): void;
  playing(position?: number): void;
  paused(position?: number): void;
  position(position: number): void;
  seeked(position?: number): void;
  /** It ran out of data. */
  waiting(): void;
  canPlay(): void;
  buffered(spans: readonly TimeSpan[]): void;
  ended(): void;
  /** The browser refused to play, or to play with sound. */
  blocked(): void;
  ad(isOn: boolean): void;
  rate(rate: number): void;
  capabilities(capabilities: Capabilities): void;
  failed(problem: MediaProblem): void;
}

export interface EventPlayerOptions {
  /** Of the platform; what is known of a single video is reported. */
  capabilities: Capabilities;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
  /** The player says when a jump has landed. Where it does not, a position near its aim does. */
  tellsSeeked: boolean;
  /** Jumps before the first start come to nothing; they are made good after it. */
  seeksOnceStarted?: boolean;
  /** The player does not say that the browser refused to play: silence for so long does, in milliseconds. */
  blockedAfterMs?: number;
}

/** A player over a vendor's own, for whoever owns it. */
export interface EventPlayer extends PlayerHandle {
  /** Takes it from the page, with everything that listens. */
  destroy(): void;
}

/** A frame that has not answered by then is not worth waiting for in silence; what comes later is still taken. */
const ANSWER_PATIENCE_MS = 10_000;
/** A jump that nobody has spoken of for so long is over, or forgotten. */
const SEEK_PATIENCE_MS = 4_000;
/** A jump that lands further from its aim than this was an earlier one, in seconds; vendors may land on keyframes. */
const LANDING_S = 3;
/** A paused player fetches on without saying when it has enough. */
const FETCH_PATIENCE_MS = 3_000;
/** A player whose position moves by more than this while it should stand does not stand, in seconds. */
const RUNAWAY_S = 0.4;
/** Further from where it was sent before its first start than this, a player has not heard of it, in seconds. */
const UNHEARD_S = 3;

/**
 * The player interface over a player that is only known by what it tells: commands are sent, and what is read is what
 * was told last, with a clock that runs on. What the vendor forgets to tell is bounded in time.
 *
 * @param makePort makes the vendor's side, which is handed what it reports to
 */
export function createEventPlayer(
  makePort: (report: PlayerReport) => PlayerPort,
  options: EventPlayerOptions,
): EventPlayer {
  const { now, schedule, tellsSeeked, seeksOnceStarted = false, blockedAfterMs } = options;
  const listeners = new Set<(event: PlayerEvent) => void>();
  const clock = createEventClock(now);
  let { capabilities } = options;
  let isOver = false;
  let isReady = false;
  let isPaused = true;
  let isEnded = false;
  let isInAd = false;
  let hasData = false;
  let lackingSinceMs = 0;
  let hasStarted = false;
  let problem: MediaProblem | undefined;
  let duration: number | undefined;
  let spans: readonly TimeSpan[] = [];
  let flight: { toS: number; fromS: number; sinceMs: number } | undefined;
  /** Where the player was sent before its first start. */
  let owedS: number | undefined;
  /** Where a player that should stand was heard of. */
  let strayedToS: number | undefined;
  let launches: ((outcome: PlayOutcome) => void)[] = [];
  let cancelAnswer: (() => void) | undefined;
  let cancelSilence: (() => void) | undefined;
  let volume = 1;
  let isMuted = false;
  let rate = 1;

  function tell(event: PlayerEvent): void {
    for (const listener of listeners) listener(event);
  }

  function settle(outcome: PlayOutcome): void {
    cancelSilence?.();
    const settled = launches;
    launches = [];
    for (const resolve of settled) resolve(outcome);
  }

  function rest(): void {
    isPaused = true;
    strayedToS = undefined;
    clock.stand();
  }

  function isSeeking(): boolean {
    if (flight && now() - flight.sinceMs >= SEEK_PATIENCE_MS) flight = undefined;
    return flight !== undefined;
  }

  function seek(position: number): void {
    // Without a position of its own it is wherever it is said to be, such as a channel at its present.
    const isNominal = !capabilities.seek && !capabilities.time;
    if (!isReady || (!capabilities.seek && !isNominal)) return;
    const toS = Math.max(0, Math.min(position, duration ?? position));
    isEnded = false;
    owedS = hasStarted || isNominal ? undefined : toS;
    if (isNominal || (!hasStarted && seeksOnceStarted)) {
      clock.place(toS);
      tell({ type: 'seeking' });
      tell({ type: 'seeked' });
      return;
    }
    flight = { toS, fromS: clock.currentTime(), sinceMs: now() };
    clock.place(toS);
    tell({ type: 'seeking' });
    port.seek(toS);
  }

  function land(position: number): void {
    flight = undefined;
    clock.place(position);
    tell({ type: 'seeked' });
  }

  /** It is where it should be after a jump, or there by what it was told. */
  function isLanding({ toS, fromS }: { toS: number; fromS: number }, position: number): boolean {
    return !tellsSeeked && Math.abs(position - toS) < Math.min(LANDING_S, Math.abs(position - fromS));
  }

  function run(): void {
    isPaused = false;
    isEnded = false;
    hasData = true;
    strayedToS = undefined;
    if (!isInAd) clock.run();
    hasStarted = true;
    settle('playing');
    tell({ type: 'playing' });
  }

  /** A player that was told to stand may not have heard it. */
  function stray(position: number): void {
    const hasMoved = strayedToS !== undefined && position - strayedToS > 0;
    const isAway = position - clock.currentTime() > RUNAWAY_S;
    if (isAway && hasMoved) {
      clock.place(position);
      run();
    } else if (isAway) strayedToS = position;
    else clock.tell(position);
  }

  const report: PlayerReport = {
    ready(known) {
      if (isOver) return;
      cancelAnswer?.();
      problem = undefined;
      isReady = true;
      hasData = true;
      if (known !== undefined) duration = known;
      port.setVolume(volume);
      port.setMuted(isMuted);
      if (rate !== 1 && capabilities.rate !== 'none') port.setRate?.(rate);
      tell({ type: 'ready' });
      tell({ type: 'canplay' });
    },
    duration(next) {
      if (isOver || next === duration) return;
      duration = next;
      tell({ type: 'durationchange', duration });
    },
    playing(position) {
      if (isOver || !isReady) return;
      run();
      if (position !== undefined) report.position(position);
    },
    paused(position) {
      if (isOver) return;
      rest();
      if (position !== undefined && !isSeeking() && owedS === undefined) clock.place(position);
      tell({ type: 'paused' });
    },
    position(position) {
      if (isOver || isInAd || !isReady) return;
      if (owedS !== undefined && hasStarted) {
        const unheardS = owedS;
        owedS = undefined;
        if (Math.abs(position - unheardS) > UNHEARD_S) {
          seek(unheardS);
          return;
        }
      }
      if (flight && isSeeking()) {
        if (isLanding(flight, position)) land(position);
        return;
      }
      if (isPaused && owedS !== undefined && position < owedS) return;
      if (isPaused && !isEnded) {
        stray(position);
        return;
      }
      const hasMoved = position > clock.currentTime();
      clock.tell(position);
      if (!hasData && hasMoved) report.canPlay();
    },
    seeked(position) {
      if (isOver || !isReady) return;
      if (flight && position !== undefined && Math.abs(position - flight.toS) > LANDING_S) return;
      land(position ?? flight?.toS ?? clock.currentTime());
    },
    waiting() {
      if (isOver || !hasData) return;
      hasData = false;
      lackingSinceMs = now();
      clock.stand();
      tell({ type: 'waiting' });
    },
    canPlay() {
      if (isOver || hasData || !isReady) return;
      hasData = true;
      if (!isPaused && !isInAd) clock.run();
      tell({ type: 'canplay' });
    },
    buffered(next) {
      if (isOver) return;
      spans = next;
      tell({ type: 'buffered' });
    },
    ended() {
      if (isOver) return;
      rest();
      isEnded = true;
      if (duration !== undefined) clock.place(duration);
      tell({ type: 'ended' });
    },
    blocked() {
      if (isOver) return;
      rest();
      settle('blocked');
    },
    ad(isOn) {
      if (isOver || isOn === isInAd) return;
      isInAd = isOn;
      if (isOn) clock.stand();
      else if (!isPaused) clock.run();
      tell({ type: 'ad', isOn });
    },
    rate(next) {
      if (!isOver) clock.setRate(next);
    },
    capabilities(next) {
      if (isOver || saysTheSame(capabilities, next)) return;
      const hadRates = capabilities.rate !== 'none';
      capabilities = next;
      if (isReady && !hadRates && next.rate !== 'none') port.setRate?.(rate);
      tell({ type: 'capabilities' });
    },
    failed(next) {
      if (isOver) return;
      cancelAnswer?.();
      problem = next;
      rest();
      settle('interrupted');
      tell({ type: 'error', problem: next });
    },
  };
  const port = makePort(report);

  return {
    get capabilities() {
      return capabilities;
    },
    isInAd: () => isInAd,
    load(url) {
      settle('interrupted');
      cancelAnswer?.();
      rest();
      clock.place(0);
      clock.setRate(1);
      isReady = false;
      isEnded = false;
      isInAd = false;
      hasData = false;
      lackingSinceMs = now();
      hasStarted = false;
      problem = undefined;
      duration = undefined;
      spans = [];
      flight = undefined;
      owedS = undefined;
      cancelAnswer = schedule(() => report.failed('no_answer'), ANSWER_PATIENCE_MS);
      tell({ type: 'loading' });
      port.show(url);
    },
    play() {
      if (!isReady || !capabilities.play) return Promise.resolve('interrupted');
      if (!isPaused) return Promise.resolve('playing');
      return new Promise((resolve) => {
        launches.push(resolve);
        cancelSilence?.();
        if (blockedAfterMs !== undefined) cancelSilence = schedule(report.blocked, blockedAfterMs);
        port.play();
      });
    },
    pause() {
      settle('interrupted');
      if (!isReady || !capabilities.pause) return;
      rest();
      port.pause();
    },
    seek,
    setRate(next) {
      rate = next;
      if (isReady && capabilities.rate !== 'none') port.setRate?.(next);
    },
    currentTime: () => (isSeeking() && flight ? flight.toS : clock.currentTime()),
    duration: () => duration,
    buffered: () => spans,
    isReady: () => isReady,
    isPaused: () => isPaused,
    isSeeking,
    isEnded: () => isEnded,
    problem: () => problem,
    hasData: () => hasData || (isReady && isPaused && now() - lackingSinceMs > FETCH_PATIENCE_MS),
    setVolume(next) {
      volume = next;
      if (isReady) port.setVolume(next);
    },
    setMuted(next) {
      isMuted = next;
      if (isReady) port.setMuted(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      isOver = true;
      settle('interrupted');
      cancelAnswer?.();
      listeners.clear();
      port.destroy();
    },
  };
}

function saysTheSame(one: Capabilities, other: Capabilities): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

import type { Capabilities } from '@watchparty/shared';

import type { MediaProblem, PlayerEvent, PlayerHandle, PlayOutcome } from '../../player-handle.js';
import { createTimer, type FrameTime } from './frame-time.js';
import { createPositionClock } from './position-clock.js';

/** What a frame can be told. */
export interface FrameCommands {
  /** Shows another video, or the same one anew. Answers with a problem where it cannot even try. */
  open(url: string): MediaProblem | undefined;
  play(): void;
  pause(): void;
  /** @param position seconds */
  seek(position: number): void;
  /** @param sound.volume 0..1 */
  setSound(sound: { volume: number; isMuted: boolean }): void;
  /** Asked only while the capabilities know rates. @param rate seconds of video per second */
  setRate?(rate: number): void;
  /** Takes the frame away, and ends all listening. */
  close(): void;
}

/** What a frame tells, in the words of all frames. Positions and durations are seconds. */
export interface FrameNews {
  /** The video is there, and commands are understood. */
  ready(): void;
  playing(): void;
  paused(): void;
  /** It waits for data. */
  buffering(): void;
  /** @param position where it landed, where that is told */
  seeked(position?: number): void;
  ended(): void;
  position(position: number): void;
  /** Nothing, or 0, where there is no end. */
  duration(duration: number | undefined): void;
  ad(isOn: boolean): void;
  /** The browser let it play neither with sound nor at all. */
  blocked(): void;
  problem(problem: MediaProblem): void;
  /** What the video can do turned out to be something else. */
  capabilities(capabilities: Partial<Capabilities>): void;
}

/** A player in a frame, for whoever owns its place. */
export interface FrameHandle extends PlayerHandle {
  /** Takes the frame away, and ends its timers and its listening. */
  destroy(): void;
}

interface FrameHandleOptions {
  capabilities: Capabilities;
  time: FrameTime;
  /** Makes what speaks the frame's language, which brings its news here. */
  speak: (news: FrameNews) => FrameCommands;
}

/** Whoever has said nothing by then will hardly do so: blocked in this network, or forbidden to be framed. */
const ANSWER_WITHIN_MS = 10_000;
/** Shorter than the patience of whoever waits for a start, which is 2 s. */
const PLAY_WITHIN_MS = 1_800;
/** A first start may take longer than that on a slow line; who has kept silent twice was refused. */
const SILENT_STARTS = 2;
/** What arrives this long after a command to pause may have been said before it. */
const PAUSE_WITHIN_MS = 1_000;
/** Some frames never tell that a seek is over. */
const SEEK_WITHIN_MS = 3_000;
/** A position that is told this near to where a seek leads has landed there, in seconds. */
const LANDED_BAND_S = 1;
/** A film that runs has not come further than this since it was looked at, in seconds. */
const JUMP_S = 2;
/** Seeks may land on a frame before; what is further away is the end of an earlier seek, in seconds. */
const KEYFRAME_BAND_S = 5;
/** Blocks of advertisements are shorter: whoever has not told their end by then has forgotten it. */
const LONGEST_AD_MS = 180_000;
/** What was told just before a pause may be as much ahead of it, in seconds. */
const MOVED_S = 0.15;

type Told = 'playing' | 'paused' | 'ended';

/**
 * The player interface over a frame that takes commands and tells news, both some time later. What was commanded counts at
 * once, as with an element, until the frame says otherwise or has had its time.
 */
export function createFrameHandle({ time, speak, ...options }: FrameHandleOptions): FrameHandle {
  const listeners = new Set<(event: PlayerEvent) => void>();
  const clock = createPositionClock(time.now);
  let { capabilities } = options;
  let isReady = false;
  let failure: MediaProblem | undefined;
  let told: Told = 'paused';
  let isBuffering = false;
  let isInAd = false;
  let duration: number | undefined;
  /** A seek on its way. */
  let seek: { to: number; heard?: number } | undefined;
  /** A start on its way. */
  let launch: { from: number; settle: (outcome: PlayOutcome) => void } | undefined;
  let silentStarts = 0;
  let rate = 1;
  let sound = { volume: 1, isMuted: false };

  const answerTimer = createTimer(time, () => news.problem('no_answer'), ANSWER_WITHIN_MS);
  const playTimer = createTimer(time, giveStartUp, PLAY_WITHIN_MS);
  const pauseTimer = createTimer(time, update, PAUSE_WITHIN_MS);
  const seekTimer = createTimer(time, () => land(seek?.heard ?? seek?.to ?? 0), SEEK_WITHIN_MS);
  const adTimer = createTimer(time, () => news.ad(false), LONGEST_AD_MS);
  const timers = [answerTimer, playTimer, pauseTimer, seekTimer, adTimer];

  function tell(event: PlayerEvent): void {
    for (const listener of listeners) listener(event);
  }

  /** Lets the clock run where the picture does. */
  function update(): void {
    const runs = told === 'playing' && !pauseTimer.isSet() && !isBuffering && !isInAd && !seek;
    clock.setRunning(runs);
  }

  function settleStart(outcome: PlayOutcome): void {
    playTimer.clear();
    const settled = launch;
    launch = undefined;
    settled?.settle(outcome);
  }

  function giveStartUp(): void {
    silentStarts += 1;
    settleStart(silentStarts < SILENT_STARTS ? 'interrupted' : 'blocked');
  }

  function endBuffering(): void {
    if (!isBuffering) return;
    isBuffering = false;
    tell({ type: 'canplay' });
  }

  function land(position: number): void {
    if (!seek) return;
    seek = undefined;
    seekTimer.clear();
    clock.set(position);
    update();
    tell({ type: 'seeked' });
  }

  function forget(): void {
    for (const timer of timers) timer.clear();
    settleStart('interrupted');
    isReady = false;
    failure = undefined;
    told = 'paused';
    isBuffering = false;
    isInAd = false;
    duration = undefined;
    seek = undefined;
    silentStarts = 0;
    clock.set(0);
    update();
  }

  const news: FrameNews = {
    ready() {
      if (isReady) return;
      answerTimer.clear();
      isReady = true;
      failure = undefined;
      commands.setSound(sound);
      if (capabilities.rate !== 'none') commands.setRate?.(rate);
      tell({ type: 'ready' });
    },
    playing() {
      silentStarts = 0;
      const isNews = told !== 'playing';
      told = 'playing';
      endBuffering();
      settleStart('playing');
      update();
      if (isNews) tell({ type: 'playing' });
    },
    paused() {
      pauseTimer.clear();
      if (told === 'playing') {
        told = 'paused';
        // What was said before the start that is on its way says nothing of it.
        if (!launch) tell({ type: 'paused' });
      }
      endBuffering();
      update();
    },
    buffering() {
      silentStarts = 0;
      if (isBuffering) return;
      isBuffering = true;
      // It has begun, and only lacks data.
      if (launch) {
        told = 'playing';
        settleStart('playing');
      }
      update();
      tell({ type: 'waiting' });
    },
    seeked(position) {
      if (!seek) return;
      if (position !== undefined && Math.abs(position - seek.to) > KEYFRAME_BAND_S) return;
      land(position ?? seek.to);
    },
    ended() {
      if (told === 'ended') return;
      told = 'ended';
      settleStart('interrupted');
      endBuffering();
      update();
      if (duration !== undefined && !seek) clock.set(duration);
      tell({ type: 'ended' });
    },
    position(position) {
      if (isInAd) return;
      if (seek) {
        seek.heard = position;
        if (Math.abs(position - seek.to) <= LANDED_BAND_S) land(position);
        return;
      }
      // It moves, though nothing else was told of its start.
      if (launch && position > launch.from + MOVED_S && position < launch.from + JUMP_S) news.playing();
      clock.hear(position);
    },
    duration(next) {
      const known = next !== undefined && next > 0 && Number.isFinite(next) ? next : undefined;
      if (known === duration) return;
      duration = known;
      tell({ type: 'durationchange', duration });
    },
    ad(isOn) {
      adTimer.clear();
      if (isOn) adTimer.set();
      if (isOn === isInAd) return;
      isInAd = isOn;
      silentStarts = 0;
      // An advertisement plays: so may the film.
      if (isOn) settleStart('playing');
      update();
      tell({ type: 'ad', isOn });
    },
    blocked: () => settleStart('blocked'),
    problem(problem) {
      answerTimer.clear();
      settleStart('interrupted');
      failure = problem;
      tell({ type: 'error', problem });
    },
    capabilities(next) {
      capabilities = { ...capabilities, ...next };
      const played = capabilities.rate === 'none' ? 1 : rate;
      clock.setRate(played);
      if (isReady && capabilities.rate !== 'none') commands.setRate?.(played);
      tell({ type: 'capabilities' });
    },
  };
  const commands = speak(news);

  return {
    get capabilities() {
      return capabilities;
    },
    isInAd: () => isInAd,
    load(url) {
      forget();
      tell({ type: 'loading' });
      answerTimer.set();
      const problem = commands.open(url);
      if (problem) news.problem(problem);
    },
    play() {
      settleStart('interrupted');
      if (!isReady || failure !== undefined) return Promise.resolve('interrupted');
      const isRunning = told === 'playing' && !pauseTimer.isSet();
      pauseTimer.clear();
      commands.play();
      if (isRunning || isInAd) return Promise.resolve('playing');
      playTimer.set();
      return new Promise((settle) => {
        launch = { from: clock.currentTime(), settle };
        // Whoever is still said to play was told to pause, and says nothing new until it has.
        told = 'paused';
        update();
      });
    },
    pause() {
      settleStart('interrupted');
      if (!isReady) return;
      pauseTimer.set();
      commands.pause();
      update();
    },
    seek(position) {
      if (!isReady || !capabilities.seek) return;
      seek = { to: Math.max(0, Math.min(position, duration ?? position)) };
      if (told === 'ended') told = 'paused';
      update();
      clock.set(seek.to);
      seekTimer.set();
      commands.seek(seek.to);
      tell({ type: 'seeking' });
    },
    setRate(next) {
      rate = next;
      if (capabilities.rate === 'none') return;
      clock.setRate(next);
      if (isReady) commands.setRate?.(next);
    },
    currentTime: () => clock.currentTime(),
    duration: () => duration,
    // Frames do not tell what they have.
    buffered: () => [],
    isReady: () => isReady,
    isPaused: () => launch === undefined && (pauseTimer.isSet() || told !== 'playing'),
    isSeeking: () => seek !== undefined,
    isEnded: () => told === 'ended',
    problem: () => failure,
    hasData: () => isReady && !isBuffering,
    setVolume(volume) {
      sound = { ...sound, volume };
      if (isReady) commands.setSound(sound);
    },
    setMuted(isMuted) {
      sound = { ...sound, isMuted };
      if (isReady) commands.setSound(sound);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      forget();
      listeners.clear();
      commands.close();
    },
  };
}

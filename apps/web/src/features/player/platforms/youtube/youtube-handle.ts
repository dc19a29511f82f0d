import type { Capabilities, VideoLink } from '@watchparty/shared';

import type { MediaProblem, PlayerEvent, TimeSpan } from '../../player-handle.js';
import type { EventPlayer } from '../event-player.js';
import { createOpening } from '../vendor/opening.js';
import { YOUTUBE_STATES, type YouTubeEvents, type YouTubePlayer } from './youtube-api.js';
import { createYouTubeJump } from './youtube-jump.js';
import type { OpenYouTube } from './youtube-library.js';
import { youtubeProblemOf } from './youtube-problem.js';
import type { YouTubeProgram } from './youtube-program.js';
import { createYouTubeStart } from './youtube-start.js';

interface YouTubeHandleOptions {
  /** Makes a player with a first video; rejects where the script does not load. */
  open: (embedUrl: string, events: YouTubeEvents) => Promise<OpenYouTube>;
  /** Finds out whether a video is live, and how long it is. */
  program: YouTubeProgram;
  capabilities: Capabilities;
  read: (url: string) => VideoLink | undefined;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** Lengths, loaded parts and landings are not told; reading what the frame told last costs nothing. */
const LOOK_EVERY_MS = 100;
/** Longer than the script is waited for, which has a patience of its own. */
const ANSWER_PATIENCE_MS = 10_000;
/** A start that follows a pause at once may leave the state as it was, and then nothing tells of it. */
const UNTOLD_START_MS = 500;
/** A player that rests may load for ever. */
const LOADING_PATIENCE_MS = 3_000;
/** Whoever starts this near to the beginning starts at the beginning, in seconds. */
const BEGINNING_S = 0.1;

/** A jump would start the player, which shows the video's poster, or what to watch next. */
const STILL_STATES: readonly number[] = [YOUTUBE_STATES.unstarted, YOUTUBE_STATES.cued, YOUTUBE_STATES.ended];

/**
 * YouTube's own player. It answers at once with what its frame told last, and runs on by itself for up to a second; it tells
 * neither of jumps nor of advertisements. One that shows its poster stays like that, wherever it is sent, and goes there
 * with its start.
 */
export function createYouTubeHandle(options: YouTubeHandleOptions): EventPlayer {
  const { open, program, capabilities, read, now, schedule } = options;
  const listeners = new Set<(event: PlayerEvent) => void>();
  let video: VideoLink | undefined;
  /** The id that the player was told to show last. */
  let shownId: string | undefined;
  /** Its frame has answered once; before, it hears nothing. */
  let isOpen = false;
  let isReady = false;
  let state: number = YOUTUBE_STATES.unstarted;
  let wantsToPlay = false;
  let problem: MediaProblem | undefined;
  /** Where to go with the next start, in seconds. */
  let owedS: number | undefined;
  /** Where it was when it was told to pause, until it says that it rests. */
  let haltedAtS: number | undefined;
  /** What it has loaded begins where it landed last and ends here, in seconds. */
  let landedAtS = 0;
  let loadedToS = 0;
  let loadsSinceMs: number | undefined;
  let toldDurationS: number | undefined;
  let wasLive = false;
  let cancelLook: (() => void) | undefined;
  let cancelAnswer: (() => void) | undefined;
  let volume = 1;
  let isMuted = false;
  let rate = 1;

  const jump = createYouTubeJump(now);
  const starting = createYouTubeStart({
    isLoading: () => state === YOUTUBE_STATES.buffering,
    onRefused: refuse,
    now,
    schedule,
  });
  const opening = createOpening<OpenYouTube>({
    // It hears nothing before it says by itself that it is ready.
    onOpen: () => undefined,
    onFailed: () => fail('no_answer'),
    remove({ player: left, remove }) {
      left.destroy();
      remove();
    },
  });
  const player = (): YouTubePlayer | undefined => (isOpen ? opening.current()?.player : undefined);

  function tell(event: PlayerEvent): void {
    for (const listener of listeners) listener(event);
  }

  function fail(next: MediaProblem): void {
    cancelAnswer?.();
    problem = next;
    wantsToPlay = false;
    starting.end('interrupted');
    tell({ type: 'error', problem: next });
  }

  function refuse(): void {
    wantsToPlay = false;
    starting.end('blocked');
  }

  function openFrame(embedUrl: string): void {
    isOpen = false;
    /** What a player says that is not there any more is nothing to anybody. */
    let isCurrent = true;
    closeFrame = () => {
      isCurrent = false;
      opening.close();
    };
    const heard =
      <T extends unknown[]>(listener: (...told: T) => void) =>
      (...told: T): void => {
        if (isCurrent) listener(...told);
      };
    opening.open(() =>
      open(embedUrl, {
        onReady: heard(() => {
          isOpen = true;
          show();
        }),
        onStateChange: heard(({ data }) => enter(data)),
        onError: heard(({ data }) => fail(youtubeProblemOf(data))),
        // Captions that a viewer has once chosen on YouTube come by themselves, whatever the frame's settings are.
        onApiChange: heard(() => player()?.unloadModule?.('captions')),
        onAutoplayBlocked: heard(refuse),
      }),
    );
  }
  let closeFrame = (): void => undefined;

  /** Has the open player show what was asked for last. */
  function show(): void {
    const id = video?.videoId;
    if (id === undefined && video?.playlistId !== undefined) {
      player()?.cuePlaylist({ list: video.playlistId, listType: 'playlist', index: 0 });
    } else if (id !== undefined && id !== shownId) cue(id);
    else becomeReady();
    look();
  }

  function cue(id: string): void {
    shownId = id;
    state = YOUTUBE_STATES.unstarted;
    player()?.cueVideoById({ videoId: id });
  }

  function becomeReady(): void {
    const shown = player();
    // What comes late is taken all the same.
    if (!shown || isReady || (problem !== undefined && problem !== 'no_answer')) return;
    cancelAnswer?.();
    problem = undefined;
    isReady = true;
    shown.setVolume(volume * 100);
    applyMuted();
    if (rate !== 1) shown.setPlaybackRate(rate);
    measure(shown);
    tell({ type: 'ready' });
    tell({ type: 'canplay' });
  }

  function enter(next: number): void {
    const before = state;
    state = next;
    if (next === YOUTUBE_STATES.cued && !isReady) arrive();
    if (!isReady) return;
    tellOfData(next === YOUTUBE_STATES.buffering);
    if (next === YOUTUBE_STATES.playing) run();
    if (next === YOUTUBE_STATES.paused) rest();
    if (next === YOUTUBE_STATES.ended && before !== YOUTUBE_STATES.ended) {
      wantsToPlay = false;
      haltedAtS = undefined;
      jump.forget();
      tell({ type: 'ended' });
    }
  }

  /** Something has been cued: the video that was asked for last, one before it, or a list, whose first video is shown. */
  function arrive(): void {
    if (video?.videoId === undefined && shownId === undefined) {
      const first = player()?.getPlaylist()?.[0];
      if (first !== undefined) cue(first);
      return;
    }
    const cuedId = idIn(player()?.getVideoUrl());
    if (cuedId === undefined || cuedId === shownId) becomeReady();
  }

  function tellOfData(isLoading: boolean): void {
    if (isLoading === (loadsSinceMs !== undefined)) return;
    loadsSinceMs = isLoading ? now() : undefined;
    tell({ type: isLoading ? 'waiting' : 'canplay' });
  }

  function run(): void {
    haltedAtS = undefined;
    if (!wantsToPlay) {
      // A pause that came too early for it, or somebody's press within the frame: the room decides.
      player()?.pauseVideo();
      return;
    }
    payOff();
    starting.end('playing');
    tell({ type: 'playing' });
  }

  function rest(): void {
    haltedAtS = undefined;
    // Before a start there may be a pause that was asked for earlier.
    if (starting.isUnderWay()) return;
    wantsToPlay = false;
    payOff();
    tell({ type: 'paused' });
  }

  /** A player that has a picture goes to where it was sent before it had one. */
  function payOff(): void {
    if (owedS === undefined) return;
    const toS = owedS;
    owedS = undefined;
    fly(toS);
  }

  function fly(toS: number): void {
    const shown = player();
    if (!shown) return;
    jump.begin(toS, shown.getCurrentTime());
    haltedAtS = undefined;
    shown.seekTo(toS, true);
  }

  function seek(position: number): void {
    if (!isReady) return;
    const toS = Math.max(0, Math.min(position, program.filmDuration() ?? position));
    tell({ type: 'seeking' });
    if (STILL_STATES.includes(state)) {
      owedS = toS;
      // What has ended is wherever it is sent.
      if (state === YOUTUBE_STATES.ended) state = YOUTUBE_STATES.unstarted;
      tell({ type: 'seeked' });
    } else fly(toS);
  }

  function look(): void {
    cancelLook?.();
    cancelLook = schedule(look, LOOK_EVERY_MS);
    const shown = player();
    if (!shown) return;
    if (!isReady) {
      // Whoever cues what is cued already may not be told of it.
      if (shown.getPlayerState() === YOUTUBE_STATES.cued) arrive();
      return;
    }
    measure(shown);
    const isRunning = shown.getPlayerState() === YOUTUBE_STATES.playing;
    if (starting.isUnderWay() && starting.ageMs() >= UNTOLD_START_MS && isRunning)
      enter(YOUTUBE_STATES.playing);
    const positionS = shown.getCurrentTime();
    if (jump.look({ positionS, isLoading: state === YOUTUBE_STATES.buffering })) {
      landedAtS = positionS;
      tell({ type: 'seeked' });
    }
  }

  function measure(shown: YouTubePlayer): void {
    const durationS = shown.getDuration();
    program.look({
      durationS,
      saysLive: shown.getVideoData?.()?.isLive,
      isPlaying: state === YOUTUBE_STATES.playing,
    });
    const nextS = program.filmDuration();
    // Whoever describes the video to the room looks at what is known whenever this is told.
    if (nextS !== toldDurationS || program.isLive() !== wasLive) {
      toldDurationS = nextS;
      wasLive = program.isLive();
      tell({ type: 'durationchange', duration: nextS });
    }
    const nextLoadedToS = shown.getVideoLoadedFraction() * durationS;
    if (nextLoadedToS === loadedToS) return;
    loadedToS = nextLoadedToS;
    tell({ type: 'buffered' });
  }

  function isPaused(): boolean {
    const isLaunched = !starting.isUnderWay() || state === YOUTUBE_STATES.buffering;
    return !wantsToPlay || !isLaunched;
  }

  function currentTime(): number {
    if (!isReady) return 0;
    return owedS ?? jump.aim() ?? haltedAtS ?? player()?.getCurrentTime() ?? 0;
  }

  function applyMuted(): void {
    if (isMuted) player()?.mute();
    else player()?.unMute();
  }

  function forget(): void {
    starting.end('interrupted');
    cancelAnswer?.();
    cancelLook?.();
    jump.forget();
    program.reset();
    isReady = false;
    wantsToPlay = false;
    problem = undefined;
    owedS = undefined;
    haltedAtS = undefined;
    landedAtS = 0;
    loadedToS = 0;
    loadsSinceMs = undefined;
    toldDurationS = undefined;
    wasLive = false;
    rate = 1;
  }

  return {
    capabilities,
    rates: () => [...(player()?.getAvailablePlaybackRates() ?? [1])].sort((one, other) => one - other),
    load(url) {
      forget();
      video = read(url);
      tell({ type: 'loading' });
      if (video?.embedUrl === undefined) {
        fail('missing');
        return;
      }
      cancelAnswer = schedule(() => fail('no_answer'), ANSWER_PATIENCE_MS);
      if (isOpen) {
        // The same again is another try.
        shownId = undefined;
        show();
      } else {
        closeFrame();
        shownId = video.videoId;
        openFrame(video.embedUrl);
      }
    },
    play() {
      const shown = player();
      if (!shown || !isReady) return Promise.resolve('interrupted');
      if (!isPaused()) return Promise.resolve('playing');
      wantsToPlay = true;
      const outcome = starting.begin();
      const isAtBeginning = owedS !== undefined && owedS < BEGINNING_S && landedAtS < BEGINNING_S;
      if (isAtBeginning) owedS = undefined;
      payOff();
      shown.playVideo();
      return outcome;
    },
    pause() {
      starting.end('interrupted');
      if (!wantsToPlay) return;
      haltedAtS = currentTime();
      wantsToPlay = false;
      player()?.pauseVideo();
    },
    seek,
    setRate(next) {
      rate = next;
      if (isReady) player()?.setPlaybackRate(next);
    },
    currentTime,
    duration: () => program.filmDuration(),
    buffered(): readonly TimeSpan[] {
      return loadedToS > currentTime() ? [{ start: landedAtS, end: loadedToS }] : [];
    },
    isReady: () => isReady,
    isPaused,
    isSeeking: () => jump.aim() !== undefined,
    isEnded: () => state === YOUTUBE_STATES.ended,
    problem: () => problem,
    hasData() {
      const hasLoadedLong = loadsSinceMs !== undefined && now() - loadsSinceMs > LOADING_PATIENCE_MS;
      return isReady && (loadsSinceMs === undefined || (isPaused() && hasLoadedLong));
    },
    setVolume(next) {
      volume = next;
      if (isReady) player()?.setVolume(next * 100);
    },
    setMuted(next) {
      isMuted = next;
      if (isReady) applyMuted();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      forget();
      listeners.clear();
      closeFrame();
      isOpen = false;
    },
  };
}

/** The id of a video in the address of its page; undefined where there is none. */
function idIn(url: string | undefined): string | undefined {
  return /[?&]v=([\w-]{11})/.exec(url ?? '')?.[1];
}

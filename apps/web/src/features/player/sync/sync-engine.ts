import {
  controlDrift,
  createDriftController,
  currentDrift,
  FILE_DRIFT_TUNING,
  learnSeekLatency,
  noteSeek,
  SETTLING_DRIFT_TUNING,
  type DriftTuning,
  type EpochMs,
  type Playback,
  type PlayerActivity,
} from '@watchparty/shared';

import type { PlayerEvent, PlayerHandle } from '../player-handle.js';
import type { SyncStatus } from './sync-status.js';
import { runsOnUntil, saysTheSameTimeline, targetAt, type Target } from './timeline-target.js';

/** Keeps one player where the room is. */
export interface SyncEngine {
  /** The room's newest timeline. */
  setPlayback(playback: Playback): void;
  /** Looks at the player; call at about 10 Hz. */
  tick(): void;
  /**
   * How far the player is from the room, in signed milliseconds, player minus room; undefined unless it runs steadily.
   */
  driftMs(): number | undefined;
  /** After a gesture, or after the page slept: what the browser refused is tried again, at once. */
  wake(): void;
  destroy(): void;
}

interface SyncEngineOptions {
  player: PlayerHandle;
  /** The address that the player was made with. */
  loadedUrl: string;
  serverNow: () => EpochMs;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
  onStatus: (status: SyncStatus) => void;
  /** The browser refused to play with sound: it has been muted to go on. */
  onSilenced: () => void;
}

/** A jump on its way: stand at `toS`, and run as soon as the room is there. */
interface Landing {
  toS: number;
  seekAtMs: number;
  /** The player can go on from there. */
  isDown: boolean;
}

/** A start on its way: what is read before the player runs steadily says nothing. */
interface Launch {
  calledAtMs: number;
  /** Absent until the player says that it plays. */
  startedAtMs?: number;
}

/** Beyond what a jump is believed to cost, so that most land before the room and start on the dot, in seconds. */
const LANDING_MARGIN_S = 0.08;
const LANDING_FACTOR = 1.3;
/** Some phones fetch nothing before they are told to play, so nobody waits longer than this for the data. */
const LANDING_PATIENCE_MS = 1_500;
/** Seconds by which a landing may be missed before it is worth another jump: what a settling start makes good soon. */
const MISSED_LANDING_S = 0.5;
/** How long after a start the player may hurry more than it ever does later. */
const SETTLING_MS = 4_000;
/** A stop that ends with less than this to make good is made good by running a little faster, in seconds. */
const CATCH_UP_BY_RATE_S = 0.25;
/** Time until a fresh start moves steadily. */
const START_SETTLE_MS = 250;
/** Some players never say that they started, or that they were refused. */
const LAUNCH_PATIENCE_MS = 2_000;
const START_LATENCY_WEIGHT = 0.4;
const INITIAL_START_LATENCY_S = 0.04;
const MAX_START_LATENCY_S = 0.3;
/**
 * A picture that comes to rest is put right to the frame once, so that everybody sees the same one. Not again: a
 * browser that rounds positions would be told the same for ever.
 */
const LANDED_TUNING: DriftTuning = { ...FILE_DRIFT_TUNING, pausedBandS: 0.001 };
/** A film that stopped this close to its end has ended, in seconds. */
const END_BAND_S = 0.1;
/** Pauses between two tries to start a player that something else has stopped. */
const RESTART_PAUSE_MS = 2_000;
/** Seconds of difference that are called "in sync", and that end it. */
const SYNCED_S = 0.06;
const UNSYNCED_S = 0.12;
/** Trouble shorter than this is not worth a word. */
const TROUBLE_GRACE_MS = 400;

export function createSyncEngine(options: SyncEngineOptions): SyncEngine {
  const { player, serverNow, now, schedule, onStatus, onSilenced } = options;
  const { capabilities } = player;

  let url = options.loadedUrl;
  let isReady = player.isReady();
  let failure = player.problem();
  /** What the player follows now, and what takes its place at its `effectiveAt`. */
  let current: Playback | undefined;
  let next: Playback | undefined;
  let cancelNext: (() => void) | undefined;
  let cancelStart: (() => void) | undefined;

  let controller = createDriftController();
  let landing: Landing | undefined;
  let isBlocked = false;
  let launch: Launch | undefined;
  let startLatencyS = INITIAL_START_LATENCY_S;
  /** The latest start was on the dot, so its first drift tells what a start costs here. */
  let isLearningStart = false;
  let restartAfterMs = 0;
  let settlingUntilMs = 0;
  /** The picture has been put right since the present timeline began. */
  let hasRested = false;
  let troubleSinceMs: number | undefined;
  let wasSynced = false;

  const unsubscribe = player.subscribe((event) => onPlayerEvent(event));

  function onPlayerEvent(event: PlayerEvent): void {
    switch (event.type) {
      case 'loading':
        isReady = false;
        failure = undefined;
        break;
      case 'ready':
        isReady = true;
        failure = undefined;
        enter();
        break;
      case 'error':
        failure = event.problem;
        break;
      case 'seeked':
      case 'canplay':
        step();
        break;
      default:
        break;
    }
    report();
  }

  function target(): Target | undefined {
    if (!current) return undefined;
    return targetAt(current, serverNow(), player.duration());
  }

  /** Begins to follow the current timeline, from wherever the player is. */
  function enter(): void {
    cancelStart?.();
    landing = undefined;
    launch = undefined;
    if (!current || !isReady) return;
    controller = { ...createDriftController(current.rate), seekLatencyS: controller.seekLatencyS };
    player.setRate(current.rate);
    isLearningStart = false;
    restartAfterMs = 0;
    hasRested = false;
    step();
  }

  /** One look at where the player should be and is. */
  function step(): void {
    const aim = target();
    if (!aim || !isReady || failure !== undefined) return;
    switch (aim.phase) {
      case 'resting':
        return rest(aim.position);
      case 'ended':
        return finish(aim.position);
      case 'moving':
        return move(aim);
    }
  }

  function rest(position: number): void {
    // A start begins a little before its moment.
    if (launch) return;
    landing = undefined;
    if (!player.isPaused()) player.pause();
    if (!player.isSeeking()) {
      const look = lookOf({ phase: 'moving', position, rate: controller.rate }, 'paused');
      const decided = controlDrift(controller, look, hasRested ? FILE_DRIFT_TUNING : LANDED_TUNING);
      controller = decided.controller;
      hasRested = true;
      if (decided.action.type === 'seek') player.seek(decided.action.toS);
    }
    planStart();
  }

  /** A timeline that waits for its moment is started a little early, by what a start costs here. */
  function planStart(): void {
    cancelStart?.();
    if (!current?.isPlaying) return;
    const startsInMs = current.effectiveAt - serverNow() - startLatencyS * 1000;
    cancelStart = schedule(() => {
      if (player.isSeeking() || !player.hasData()) return;
      isLearningStart = true;
      start();
    }, startsInMs);
  }

  function finish(position: number): void {
    landing = undefined;
    // What still runs is left to run out by itself.
    const isRunningOut = !player.isPaused() && position - player.currentTime() < 1;
    if (player.isEnded() || isRunningOut || player.isSeeking()) return;
    if (!player.isPaused()) player.pause();
    if (position - player.currentTime() > END_BAND_S) player.seek(position);
  }

  function move(aim: Extract<Target, { phase: 'moving' }>): void {
    if (isBlocked || isLaunching()) return;
    if (landing) return land(landing, aim);
    if (player.isPaused()) return resume(aim);
    const tuning = now() < settlingUntilMs ? SETTLING_DRIFT_TUNING : FILE_DRIFT_TUNING;
    const decided = controlDrift(controller, lookOf(aim, activityOf(player)), tuning);
    controller = decided.controller;
    learnStart();
    if (decided.action.type === 'rate') player.setRate(decided.action.rate);
    if (decided.action.type === 'seek') jump(aim);
  }

  function isLaunching(): boolean {
    if (!launch) return false;
    const { calledAtMs, startedAtMs } = launch;
    const isOver =
      startedAtMs === undefined
        ? now() - calledAtMs > LAUNCH_PATIENCE_MS
        : now() - startedAtMs > START_SETTLE_MS;
    if (isOver) launch = undefined;
    return !isOver;
  }

  /** The room runs and the player stands: at a start, after a sleep, or because something else stopped it. */
  function resume(aim: Extract<Target, { phase: 'moving' }>): void {
    if (now() < restartAfterMs) return;
    // A jump to where the room has begun meanwhile: what is on its way is nearer than what could be asked for now.
    const seekAgeMs = now() - (controller.lastSeekAtMs ?? -Infinity);
    const isOnItsWay = player.isSeeking() || !player.hasData();
    if (isOnItsWay && seekAgeMs < LANDING_PATIENCE_MS) return;
    restartAfterMs = now() + RESTART_PAUSE_MS;
    isLearningStart = false;
    if (Math.abs(aim.position - player.currentTime()) < CATCH_UP_BY_RATE_S) start();
    else jump(aim);
  }

  /** Goes ahead of the room and stands there until the room arrives. */
  function jump(aim: Extract<Target, { phase: 'moving' }>): void {
    const aheadS = controller.seekLatencyS * LANDING_FACTOR + LANDING_MARGIN_S;
    const toS = aim.position + aheadS * aim.rate;
    player.pause();
    player.setRate(aim.rate);
    controller = { ...noteSeek(controller, now()), rate: aim.rate };
    landing = { toS, seekAtMs: now(), isDown: false };
    player.seek(toS);
  }

  function land(flight: Landing, aim: Extract<Target, { phase: 'moving' }>): void {
    const flownMs = now() - flight.seekAtMs;
    const isDown = !player.isSeeking() && (player.hasData() || flownMs > LANDING_PATIENCE_MS);
    if (!isDown) return;
    if (!flight.isDown) {
      controller = learnSeekLatency(controller, flownMs / 1000);
      landing = { ...flight, isDown: true };
    }
    const aheadS = (flight.toS - aim.position) / aim.rate - startLatencyS;
    if (aheadS < -MISSED_LANDING_S) return jump(aim);
    cancelStart?.();
    isLearningStart = aheadS >= 0;
    if (aheadS <= 0) start();
    else cancelStart = schedule(start, aheadS * 1000);
  }

  function start(): void {
    landing = undefined;
    launch = { calledAtMs: now() };
    settlingUntilMs = now() + SETTLING_MS;
    void tryToPlay(launch, false);
  }

  async function tryToPlay(own: Launch, isMuted: boolean): Promise<void> {
    const outcome = await player.play();
    if (launch !== own) return;
    switch (outcome) {
      case 'playing':
        launch = { ...own, startedAtMs: now() };
        break;
      case 'interrupted':
        // Another command came in between, and it decides.
        launch = undefined;
        break;
      case 'blocked':
        if (!isMuted) {
          player.setMuted(true);
          onSilenced();
          return tryToPlay(own, true);
        }
        isBlocked = true;
        launch = undefined;
        break;
    }
    report();
  }

  function learnStart(): void {
    const driftS = currentDrift(controller);
    if (!isLearningStart || driftS === undefined) return;
    isLearningStart = false;
    const learnt = startLatencyS + START_LATENCY_WEIGHT * driftS;
    startLatencyS = Math.min(Math.max(learnt, 0), MAX_START_LATENCY_S);
  }

  function lookOf(aim: Extract<Target, { phase: 'moving' }>, activity: PlayerActivity) {
    return {
      nowMs: now(),
      expectedS: aim.position,
      measuredS: player.currentTime(),
      activity,
      roomRate: aim.rate,
      capabilities,
    };
  }

  function report(): void {
    onStatus(status());
  }

  function status(): SyncStatus {
    if (failure !== undefined) return { type: 'failed', problem: failure };
    if (isBlocked) return { type: 'needs_tap' };
    const aim = target();
    if (!aim) return { type: 'idle' };
    if (!isReady) return { type: 'loading' };
    if (aim.phase !== 'moving') return { type: 'synced', differenceMs: 0 };

    const activity = activityOf(player);
    const isTroubled = landing !== undefined || activity !== 'playing';
    troubleSinceMs = isTroubled ? (troubleSinceMs ?? now()) : undefined;
    const driftS = currentDrift(controller);
    const differenceMs = Math.round((driftS ?? 0) * 1000);
    if (troubleSinceMs !== undefined && now() - troubleSinceMs > TROUBLE_GRACE_MS) {
      wasSynced = false;
      return activity === 'buffering' ? { type: 'waiting' } : { type: 'catching_up', differenceMs };
    }
    if (driftS !== undefined) wasSynced = Math.abs(driftS) < (wasSynced ? UNSYNCED_S : SYNCED_S);
    return wasSynced ? { type: 'synced', differenceMs } : { type: 'catching_up', differenceMs };
  }

  function follow(playback: Playback): void {
    cancelNext?.();
    next = undefined;
    const isNewVideo = playback.videoUrl !== url;
    current = playback;
    if (isNewVideo && playback.videoUrl !== null) {
      url = playback.videoUrl;
      isReady = false;
      isBlocked = false;
      player.pause();
      player.load(url);
    }
    enter();
    report();
  }

  return {
    setPlayback(playback) {
      if (playback.version === (next ?? current)?.version) return;
      if (current && !next && saysTheSameTimeline(current, playback, serverNow())) {
        current = playback;
        return;
      }
      const waitMs = playback.effectiveAt - serverNow();
      cancelNext?.();
      next = undefined;
      // A start is planned from the resting state itself, because it begins before its moment.
      const isStart = playback.isPlaying && current?.isPlaying === false;
      if (!current || waitMs <= 0 || isStart || !runsOnUntil(current, playback)) {
        follow(playback);
        return;
      }
      next = playback;
      cancelNext = schedule(() => follow(playback), waitMs);
    },
    tick() {
      step();
      report();
    },
    driftMs() {
      const isSteady = landing === undefined && launch === undefined && failure === undefined && isReady;
      if (!isSteady || isBlocked || target()?.phase !== 'moving' || activityOf(player) !== 'playing')
        return undefined;
      const behindS = currentDrift(controller);
      return behindS === undefined ? undefined : -behindS * 1000;
    },
    wake() {
      isBlocked = false;
      restartAfterMs = 0;
      step();
    },
    destroy() {
      unsubscribe();
      cancelNext?.();
      cancelStart?.();
    },
  };
}

function activityOf(player: PlayerHandle): PlayerActivity {
  if (player.isEnded()) return 'ended';
  if (player.isSeeking()) return 'seeking';
  if (player.isPaused()) return 'paused';
  return player.hasData() ? 'playing' : 'buffering';
}

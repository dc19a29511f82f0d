import {
  controlDrift,
  createDriftController,
  currentDrift,
  driftTuningOf,
  hasCoarseClock,
  isStuck,
  nextLookAtMs,
  noteSeek,
  ownRateFor,
  positionAt,
  provenRate,
  quietDrift,
  restartDriftController,
  type EpochMs,
  type Playback,
  type PlayerActivity,
  type PlayerClock,
  type ProvenRate,
} from '@watchparty/shared';

import type { PlayerEvent, PlayerHandle } from '../player-handle.js';
import { createAdBreak } from './ad-break.js';
import { createAnswerWait } from './answer-wait.js';
import { firstLatenciesOf, type Latencies } from './latencies.js';
import { createPreview, type Wish } from './preview.js';
import { createSeeker } from './seeker.js';
import { createSettling } from './settling.js';
import { createStarter, type StartKind } from './starter.js';
import { createStatusJudge } from './status-judge.js';
import { withCorrection, type Correction, type SyncDetails } from './sync-details.js';
import type { SyncStatus } from './sync-status.js';
import { createTimelineFollower } from './timeline-follower.js';
import { targetAt, type Target } from './timeline-target.js';

/** Keeps one player where the room is. */
export interface SyncEngine {
  /** The room's newest timeline. */
  setPlayback(playback: Playback): void;
  /** Looks at the player; call at about 10 Hz. */
  tick(): void;
  /**
   * Shows at once what this person has just asked for, until the room's timeline says it or it takes too long.
   *
   * @returns takes what the server answered; with 'done' the engine knows the timeline that says so already
   */
  preview(wish: Wish): (answer: 'done' | 'refused') => void;
  /**
   * How far the player is from the room, in signed milliseconds, player minus room; undefined unless it runs steadily.
   */
  driftMs(): number | undefined;
  /** The room was asked to wait for this player, which does not start before the answer, unless that takes too long. */
  awaitAnswer(answer: Promise<unknown>): void;
  /** Seconds by which the player will be late, because what it was sent to must be fetched first; 0 where it will not. */
  expectedDelayS(): number;
  details(): SyncDetails;
  /** Jumps to where the room is, however near it is. */
  syncNow(): void;
  /** The page slept, and nobody knows for how long: nothing is done before `wake`. */
  doze(): void;
  /** After a gesture, or after the page slept: what the browser refused is tried again, at once. */
  wake(): void;
  /** What was learnt of this player on this device. */
  latencies(): Latencies;
  destroy(): void;
}

interface SyncEngineOptions {
  player: PlayerHandle;
  /** How its position is known; `exact` unless said. */
  clock?: PlayerClock;
  /** The address that the player was made with. */
  loadedUrl: string;
  /** What was learnt of such a player on this device before. */
  latencies?: Latencies;
  /** What trials of its rates came to on this device before. */
  provenRate?: ProvenRate;
  serverNow: () => EpochMs;
  /** How far that is likely to be from the truth: a standard deviation, in milliseconds. */
  clockSdMs: () => number;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
  onStatus: (status: SyncStatus) => void;
  /** The browser refused to play with sound: it has been muted to go on. */
  onSilenced: () => void;
  /** It has been tried what the player does with rates. */
  onRatesProven?: (proven: ProvenRate) => void;
}

type Moving = Extract<Target, { phase: 'moving' }>;

/** Some phones fetch nothing before they are told to play, so nobody waits longer than this for the data. */
const LANDING_PATIENCE_MS = 1_500;
/** Another jump would begin to fetch anew, so whoever is at it is left to it for long. */
const FETCH_PATIENCE_MS = 8_000;
/** What a start that comes late makes good by running faster, in seconds; another jump would take as long. */
const CATCH_UP_BY_RATE_S = 0.6;
/** A late start that is more behind than this jumps instead, if it has not jumped for this timeline yet, in seconds. */
const LATE_START_S = 0.12;
/** Where a jump costs more than this, hurrying is no slower, in seconds. */
const QUICK_SEEK_S = 0.25;
/** How often a player is read after a start, so that what it came to is known within some 0.3 s, and a coarse clock ever. */
const CLOSE_LOOK_MS = 40;
/** Whoever stands this near to where a hold stands goes on from there instead of jumping, in seconds. */
const HOLD_BAND_S = 0.1;
/** A jump that came to rest farther from its aim than this has landed on a keyframe, in seconds. */
const LANDED_ELSEWHERE_S = 0.05;
/** Keyframes are seldom farther apart; whoever stands farther off has not jumped at all, in seconds. */
const KEYFRAMES_S = 10;
/** A film that stopped this close to its end has ended, in seconds. */
const END_BAND_S = 0.1;
/** Pauses between two tries to start a player that something else has stopped. */
const RESTART_PAUSE_MS = 2_000;

export function createSyncEngine(options: SyncEngineOptions): SyncEngine {
  const { player, serverNow, clockSdMs, now, schedule, onStatus, onSilenced } = options;
  const { clock = 'exact' } = options;
  const isExact = clock === 'exact';
  const tunings = driftTuningOf(clock);
  let { capabilities } = player;

  let url = options.loadedUrl;
  let isReady = player.isReady();
  let failure = player.problem();
  let controller = createDriftController(1, options.provenRate);
  let toldProven = options.provenRate;
  const learnt = options.latencies ?? firstLatenciesOf(clock);
  /** A jump ahead of the room is on its way: stand there, and run as soon as the room comes by. */
  let isLanding = false;
  let cancelStart: (() => void) | undefined;
  let cancelLook: (() => void) | undefined;
  let restartAfterMs = 0;
  /** The player has jumped for the present timeline. */
  let hasJumped = false;
  /** The picture has been put right since the present timeline began. */
  let hasRested = false;
  /** The player has run since it jumped last. */
  let hasRun = false;
  /** What was planned for the present timeline's moment has begun. */
  let isStartingEarly = false;
  /** A landing that came late has been followed by another jump. */
  let hasJumpedAgain = false;
  let isDozing = false;
  let corrections: readonly Correction[] = [];

  const judgeStatus = createStatusJudge(isExact ? 0 : tunings.steady.seekOnlyBandS);
  const settling = createSettling(now, tunings);
  const preview = createPreview(now);
  const answerWait = createAnswerWait({ now, onOver: step });
  const seeker = createSeeker({ player, latencies: learnt, now });
  const starter = createStarter({
    player,
    latencies: learnt,
    settleMs: tunings.quietAfterPlayingMs,
    now,
    onSilenced,
    onOutcome: report,
  });
  const adBreak = createAdBreak({
    isSignalled: () => player.isInAd?.() === true,
    // Files show none: what stands is stuck, and is put right like any other drift.
    isSuspected: () => !isExact && isStuck(controller, tunings.steady),
    quietMs: tunings.quietAfterPlayingMs,
    now,
  });
  const follower = createTimelineFollower({ serverNow, schedule, onFollow: follow });
  const unsubscribe = player.subscribe((event) => onPlayerEvent(event));

  function onPlayerEvent(event: PlayerEvent): void {
    switch (event.type) {
      case 'loading':
        isReady = false;
        failure = player.problem();
        break;
      case 'ready':
        isReady = true;
        failure = undefined;
        ({ capabilities } = player);
        enter();
        break;
      case 'error':
        failure = event.problem;
        break;
      case 'canplay':
        settling.goOn();
        step();
        break;
      case 'seeked':
        step();
        break;
      case 'playing':
        if (!isExact) controller = quietDrift(controller, now() + tunings.quietAfterPlayingMs);
        break;
      case 'ad':
        watchAd(event.isOn);
        break;
      case 'capabilities':
        learnCapabilities();
        break;
      default:
        break;
    }
    report();
  }

  function watchAd(isOn: boolean): void {
    if (isOn) {
      halt();
      // What it cost to get here, with an advertisement on the way, tells nothing.
      seeker.abandon();
      return;
    }
    enter();
    adBreak.owe();
  }

  function learnCapabilities(): void {
    const before = capabilities;
    ({ capabilities } = player);
    const { play, seek, time } = capabilities;
    if (play !== before.play || seek !== before.seek || time !== before.time) enter();
  }

  /** Whether the player can be told anything, and it would reach the film. */
  function canCommand(): boolean {
    return capabilities.play && !adBreak.isSignalled();
  }

  /** A jump needs to know where to, and where from. */
  function canSeek(): boolean {
    return capabilities.seek && capabilities.time;
  }

  function ownRate(roomRate: number): number {
    return ownRateFor(controller, { capabilities, rates: player.rates?.() }, roomRate);
  }

  /** Gives up whatever is planned or under way. */
  function halt(): void {
    cancelStart?.();
    cancelLook?.();
    isLanding = false;
    starter.abandon();
  }

  function follow(playback: Playback): void {
    const isNewVideo = playback.videoUrl !== url;
    if (!isNewVideo && preview.outlasts(playback)) return;
    // The jump that somebody was shown at once is the one for the timeline that answers it.
    const hasJumpedAlready = !isNewVideo && preview.shown()?.type === 'seek';
    preview.end();
    // Whoever hears late of another rate is off by as much, and makes it good as quickly as after a start.
    if (!player.isPaused()) settling.start();
    if (isNewVideo && playback.videoUrl !== null) {
      url = playback.videoUrl;
      isReady = false;
      starter.unblock();
      player.pause();
      player.load(url);
    }
    enter(hasJumpedAlready);
    report();
  }

  function target(): Target | undefined {
    const current = follower.current();
    return current && targetAt(current, serverNow(), player.duration());
  }

  /** Begins to follow the current timeline, from wherever the player is. */
  function enter(hasJumpedAlready = false): void {
    halt();
    const current = follower.current();
    if (!current || !isReady || !canCommand()) return;
    const rate = ownRate(current.rate);
    controller = restartDriftController(controller, rate);
    if (player.isSeeking()) controller = noteSeek(controller, now());
    player.setRate(rate);
    restartAfterMs = 0;
    hasRested = false;
    isStartingEarly = false;
    hasJumped = hasJumpedAlready;
    hasJumpedAgain = false;
    adBreak.reset();
    step();
  }

  /** One look at where the player should be and is. */
  function step(): void {
    if (!canCommand()) return;
    seeker.look();
    const aim = target();
    if (!aim || !isReady || isDozing || failure !== undefined) return;
    if (preview.isOverdue()) endPreview();
    if (preview.shown()) return;
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
    if (starter.isUnderWay() || isStartingEarly) return;
    isLanding = false;
    if (!player.isPaused()) player.pause();
    if (standsNear(position)) return planStart();
    if (player.isSeeking() && seeker.latest()?.toS !== position) {
      controller = noteSeek(controller, now());
      seekTo(position);
    } else if (!player.isSeeking() && capabilities.time) {
      const look = lookOf({ phase: 'moving', position, rate: controller.rate }, 'paused');
      const landed = hasRun ? tunings.ranOut : tunings.landed;
      const decided = controlDrift(controller, look, hasRested ? tunings.steady : landed);
      controller = decided.controller;
      hasRested = true;
      if (decided.action.type === 'seek') seekTo(position);
    }
    planStart();
  }

  /** Seconds that the player stands ahead of a position: on a keyframe before it, or where its clock is no better. */
  function offFrom(position: number): number {
    const offS = player.currentTime() - position;
    return capabilities.time && Math.abs(offS) < KEYFRAMES_S ? offS : 0;
  }

  /** In a hold it is enough to stand nearly there: who starts from where is known. */
  function standsNear(position: number): boolean {
    const goesOn = follower.current()?.isPlaying === true;
    if (!capabilities.time) return goesOn;
    return goesOn && hasRun && !player.isSeeking() && Math.abs(player.currentTime() - position) < HOLD_BAND_S;
  }

  /** A timeline that waits for its moment is started a little early, by what a start costs here. */
  function planStart(): void {
    cancelStart?.();
    const current = follower.current();
    if (!current?.isPlaying) return;
    // Whoever does not stand quite there starts that much later, or earlier.
    const offS = standsNear(current.position) || !isExact ? offFrom(current.position) : 0;
    const startsInMs = current.effectiveAt - serverNow() + (offS / current.rate - startLatencyS()) * 1000;
    cancelStart = schedule(() => {
      if (player.isSeeking() || !player.hasData() || answerWait.isOn() || !canCommand()) return;
      isStartingEarly = true;
      start();
    }, startsInMs);
  }

  function finish(position: number): void {
    isLanding = false;
    // What still runs is left to run out by itself.
    const isRunningOut = !player.isPaused() && position - player.currentTime() < 1;
    if (player.isEnded() || isRunningOut || player.isSeeking()) return;
    if (!player.isPaused()) player.pause();
    if (canSeek() && position - player.currentTime() > END_BAND_S) seekTo(position);
  }

  function move(aim: Moving): void {
    if (starter.isBlocked() || starter.isUnderWay() || (player.isPaused() && answerWait.isOn())) return;
    if (isLanding) return land(aim);
    if (player.isPaused()) return resume(aim);
    if (adBreak.isOwed()) return payForAd(aim);
    const decided = controlDrift(controller, lookOf(aim, activityOf(player)), settling.tuning());
    controller = decided.controller;
    adBreak.look();
    tellProven();
    const driftS = currentDrift(controller);
    if (driftS !== undefined) starter.learn(driftS / aim.rate);
    if (decided.action.type === 'rate') changeRate(decided.action);
    if (decided.action.type === 'seek') jump(aim);
    else planLook();
  }

  /** The film stood while the room went on: there is nothing to measure first. */
  function payForAd(aim: Moving): void {
    if (!adBreak.isDue()) return;
    adBreak.reset();
    const isFar = Math.abs(aim.position - player.currentTime()) > tunings.steady.seekOnlyBandS;
    if (isFar && canSeek()) jump(aim);
  }

  function tellProven(): void {
    const proven = provenRate(controller);
    if (capabilities.rate !== 'probe' || proven === undefined || proven === toldProven) return;
    toldProven = proven;
    options.onRatesProven?.(proven);
  }

  function changeRate({ rate, keepsPitch }: { rate: number; keepsPitch: boolean }): void {
    player.setRate(rate, { keepsPitch });
    log({ type: 'rate', rate, atMs: serverNow() });
  }

  /** What cannot wait for the next look of `tick`. */
  function planLook(): void {
    cancelLook?.();
    const endsAtMs = nextLookAtMs(controller);
    // To the millisecond: what a nudge makes good is its length times its strength.
    if (endsAtMs !== undefined) cancelLook = schedule(step, endsAtMs - now());
    else if (settling.isOn() || hasCoarseClock(controller)) cancelLook = schedule(step, CLOSE_LOOK_MS);
  }

  /** The room runs and the player stands: at a start, after a sleep, or because something else stopped it. */
  function resume(aim: Moving): void {
    if (now() < restartAfterMs) return;
    // Whoever stood a little ahead of the others in a hold starts that much later than they do.
    if (standsNear(follower.current()?.position ?? 0) && (behindS() ?? 0) + startLatencyS() < 0)
      return planStart();
    // A jump to where the room has begun meanwhile: what is on its way is nearer than what could be asked for now.
    const seekAgeMs = now() - (seeker.latest()?.sinceMs ?? -Infinity);
    if (player.isSeeking() && seekAgeMs < FETCH_PATIENCE_MS) return;
    if (!player.hasData() && seekAgeMs < LANDING_PATIENCE_MS) return;
    restartAfterMs = now() + RESTART_PAUSE_MS;
    if (!canSeek()) return start();
    const lateS = Math.abs((behindS() ?? 0) + startLatencyS());
    const isLoaded = seeker.hasLoaded(aim.position, aim.position + 1);
    const isQuick = !hasJumped && isLoaded && seeker.latencies().seek.meanS < QUICK_SEEK_S;
    if (lateS < (isQuick ? LATE_START_S : catchUpS())) start();
    else jump(aim);
  }

  /** What a player that runs makes good by itself, in seconds. */
  function catchUpS(): number {
    return capabilities.rate === 'none' ? tunings.steady.seekOnlyBandS : CATCH_UP_BY_RATE_S;
  }

  /** Goes ahead of the room and stands there until the room arrives. */
  function jump(aim: Moving): void {
    player.pause();
    const rate = ownRate(aim.rate);
    player.setRate(rate);
    cancelLook?.();
    controller = { ...noteSeek(controller, now()), rate };
    isLanding = true;
    seekTo(seeker.aheadOf(aim.position, aim.rate));
  }

  function seekTo(position: number): void {
    log({ type: 'seek', byS: position - player.currentTime(), atMs: serverNow() });
    hasRun = false;
    hasJumped = true;
    seeker.seekTo(position);
  }

  function land(aim: Moving): void {
    const flight = seeker.latest();
    if (!flight || player.isSeeking()) return;
    if (!player.hasData() && now() - flight.sinceMs <= LANDING_PATIENCE_MS) return;
    const landedS = whereLanded(flight.toS);
    const aheadS = (landedS - aim.position) / aim.rate - startLatencyS();
    // Another jump to nearly the same place would land on the same keyframe; once more has been fetched, it would not.
    if (aheadS < -catchUpS() && landedS === flight.toS && mayJumpAgain()) return jump(aim);
    cancelStart?.();
    if (aheadS <= 0) start();
    else cancelStart = schedule(() => canCommand() && start(), aheadS * 1000);
  }

  /** Where a player stands that has jumped. Files stand where they were sent, and one that ignored it is found out later. */
  function whereLanded(toS: number): number {
    const offS = player.currentTime() - toS;
    const isElsewhere = Math.abs(offS) > LANDED_ELSEWHERE_S && Math.abs(offS) < KEYFRAMES_S;
    return !isExact && isElsewhere ? toS + offS : toS;
  }

  /** Jumps in frames take very different times, so that chasing the room by them might never end. */
  function mayJumpAgain(): boolean {
    if (isExact) return true;
    const isFirst = !hasJumpedAgain;
    hasJumpedAgain = true;
    return isFirst;
  }

  function start(): void {
    const kind = startKind();
    isLanding = false;
    hasRun = true;
    settling.start();
    log({ type: 'start', atMs: serverNow() });
    starter.start(player.hasData() && capabilities.time ? behindS() : undefined, kind);
  }

  function startKind(): StartKind {
    return hasRun ? 'resume' : 'start';
  }

  function startLatencyS(): number {
    return starter.latencies()[startKind()].meanS;
  }

  /** Seconds of time until the room has come to where the player stands, negative; or since. */
  function behindS(): number | undefined {
    const current = follower.current();
    if (!current) return undefined;
    const { effectiveAt, position, rate } = current;
    return (serverNow() - effectiveAt) / 1000 + (position - player.currentTime()) / rate;
  }

  function expectedDelayS(): number {
    const current = follower.current();
    const jump = seeker.latest();
    if (!current?.isPlaying || !isReady || !canCommand()) return 0;
    if (preview.shown() || !jump || jump.isOver || jump.isBuffered) return 0;
    const startsInS = seeker.remainingS() + startLatencyS();
    const roomThenS = positionAt(current, serverNow() + startsInS * 1000);
    return Math.max(0, (roomThenS - jump.toS) / current.rate);
  }

  function log(correction: Correction): void {
    corrections = withCorrection(corrections, correction);
  }

  function endPreview(): void {
    if (preview.end()) enter();
  }

  /** What the server did may have been followed already, or be due only later. */
  function acknowledgePreview(): void {
    const newest = follower.newestVersion();
    if (newest === undefined || newest === follower.current()?.version) endPreview();
    else preview.answered(newest);
  }

  function lookOf(aim: Moving, activity: PlayerActivity) {
    return {
      nowMs: now(),
      expectedS: aim.position,
      measuredS: player.currentTime(),
      activity,
      roomRate: aim.rate,
      capabilities,
      rates: player.rates?.(),
      clockSdS: clockSdMs() / 1000,
    };
  }

  function report(): void {
    onStatus(status());
  }

  function status(): SyncStatus {
    if (failure !== undefined) return { type: 'failed', problem: failure };
    if (starter.isBlocked()) return { type: 'needs_tap' };
    const aim = target();
    if (!aim) return { type: 'idle' };
    if (!capabilities.play) return { type: 'manual' };
    if (isReady && adBreak.isOn()) return { type: 'in_ad' };
    if (!isReady) return { type: 'loading' };
    if (aim.phase !== 'moving' || preview.shown()) return { type: 'synced' };
    const activity = activityOf(player);
    return judgeStatus({
      nowMs: now(),
      isTroubled: isLanding || activity !== 'playing' || isStuck(controller, tunings.steady),
      isBuffering: activity === 'buffering',
      isMeasured: capabilities.time,
      driftS: currentDrift(controller),
    });
  }

  function steadyDriftMs(): number | undefined {
    const isSteady = !isLanding && !starter.isUnderWay() && failure === undefined && isReady;
    if (!isSteady || starter.isBlocked() || target()?.phase !== 'moving') return undefined;
    if (activityOf(player) !== 'playing' || adBreak.isOn() || isStuck(controller, tunings.steady))
      return undefined;
    const behindS = currentDrift(controller);
    return behindS === undefined ? undefined : -behindS * 1000;
  }

  return {
    setPlayback: (playback) => follower.set(playback),
    tick() {
      step();
      report();
    },
    preview(wish) {
      const isPossible = canCommand() && (wish.type === 'pause' || canSeek());
      if (!isReady || failure !== undefined || !isPossible) return () => undefined;
      preview.begin(wish);
      const shown = preview.shown();
      halt();
      player.pause();
      if (wish.type === 'seek') seekTo(wish.position);
      report();
      return (answer) => {
        if (preview.shown() !== shown) return;
        if (answer === 'done') acknowledgePreview();
        else endPreview();
      };
    },
    driftMs: steadyDriftMs,
    awaitAnswer: answerWait.begin,
    expectedDelayS,
    details() {
      return {
        ...(steadyDriftMs() !== undefined && { differenceMs: steadyDriftMs() }),
        rate: controller.rate,
        roomRate: follower.current()?.rate ?? 1,
        seekLatencyMs: seeker.latencies().seek.meanS * 1000,
        fetchLatencyMs: seeker.latencies().fetch.meanS * 1000,
        startLatencyMs: starter.latencies().start.meanS * 1000,
        corrections,
      };
    },
    syncNow() {
      starter.unblock();
      enter();
      const aim = target();
      if (aim?.phase === 'moving' && isReady && !player.isSeeking() && canCommand() && canSeek()) jump(aim);
    },
    doze() {
      isDozing = true;
    },
    wake() {
      isDozing = false;
      starter.unblock();
      restartAfterMs = 0;
      step();
    },
    latencies: () => ({ ...seeker.latencies(), ...starter.latencies() }),
    destroy() {
      unsubscribe();
      follower.destroy();
      cancelStart?.();
      cancelLook?.();
    },
  };
}

function activityOf(player: PlayerHandle): PlayerActivity {
  if (player.isEnded()) return 'ended';
  if (player.isSeeking()) return 'seeking';
  if (player.isPaused()) return 'paused';
  return player.hasData() ? 'playing' : 'buffering';
}

import type { Playback } from '@watchparty/shared';

import type { PlayerEvent } from '../player-handle.js';
import { createEngineParts, type EnginePartsOptions } from './engine-parts.js';
import { expectedDelayS } from './expected-delay.js';
import type { Latencies } from './latencies.js';
import { createLiveStanding } from './live-standing.js';
import { createPhases } from './phases.js';
import { createPreview, type Wish } from './preview.js';
import { statusOf, steadyDriftMs } from './standing.js';
import { syncDetailsOf, type SyncDetails } from './sync-details.js';
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
  /** After the page slept, once the clock has been measured anew. */
  wake(): void;
  /** After a gesture: what the browser refused is tried again, at once, unless the page has only just awoken. */
  retry(): void;
  /** What was learnt of this player on this device. */
  latencies(): Latencies;
  destroy(): void;
}

interface SyncEngineOptions extends EnginePartsOptions {
  onStatus: (status: SyncStatus) => void;
}

/** Each look asks what the room wants now (`target`), what the player does, and which step follows (`step`). */
export function createSyncEngine(options: SyncEngineOptions): SyncEngine {
  const { player, serverNow, now, schedule, onStatus } = options;
  const follower = createTimelineFollower({ serverNow, schedule, onFollow: follow });
  const preview = createPreview(now);
  const start = (): void => phases.start();
  const parts = createEngineParts(options, follower.current, { step, start, report });
  const { state, adBreak, corrector, settling, seeker, starter, pilot } = parts;
  const { landing, resting, resuming, startPlan, nextLook, canCommand } = parts;
  const phases = createPhases(player, parts);
  const standing = createLiveStanding({ player, parts, preview, target, now });
  /** The page slept, and how long is not known yet. */
  let isDozing = false;
  const unsubscribe = player.subscribe((event) => onPlayerEvent(event));

  function onPlayerEvent(event: PlayerEvent): void {
    const mustEnter = state.note(event);
    if (mustEnter) enter();
    switch (event.type) {
      case 'canplay':
        settling.goOn();
        step();
        break;
      case 'seeked':
        step();
        break;
      case 'playing':
        corrector.hush();
        break;
      case 'ad':
        watchAd(event.isOn);
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

  /** Gives up whatever is planned or under way. */
  function halt(): void {
    startPlan.cancel();
    nextLook.cancel();
    landing.end();
    starter.abandon();
  }

  function follow(playback: Playback): void {
    const isNewVideo = playback.videoUrl !== state.url();
    if (!isNewVideo && preview.outlasts(playback)) return;
    // The jump that somebody was shown at once is the one for the timeline that answers it.
    const hasJumpedAlready = !isNewVideo && preview.shown()?.type === 'seek';
    preview.end();
    // Whoever hears late of another rate is off by as much, and makes it good as quickly as after a start.
    if (!player.isPaused()) settling.start();
    if (isNewVideo && playback.videoUrl !== null) {
      state.expect(playback.videoUrl);
      starter.unblock();
      pilot.beginVideo();
      player.pause();
      player.load(playback.videoUrl);
    }
    enter(hasJumpedAlready);
    report();
  }

  /** Begins to follow the current timeline, from wherever the player is. */
  function enter(hasJumpedAlready = false): void {
    halt();
    const current = follower.current();
    if (!current || !state.isReady() || !canCommand()) return;
    const rate = corrector.ownRate(current.rate);
    corrector.restart(rate);
    if (player.isSeeking()) corrector.noteSeek();
    player.setRate(rate);
    resuming.forget();
    resting.beginTimeline();
    startPlan.beginTimeline();
    pilot.beginTimeline(hasJumpedAlready);
    landing.beginTimeline();
    adBreak.reset();
    step();
  }

  function target(): Target | undefined {
    const current = follower.current();
    return current && targetAt(current, serverNow(), player.duration());
  }

  /** One look at where the player should be and is. */
  function step(): void {
    if (!canCommand()) return;
    // Until then it may still have what it had of the film before.
    if (state.isReady()) seeker.look();
    const aim = target();
    if (!aim || !state.isReady() || isDozing || state.problem() !== undefined) return;
    if (preview.isOverdue()) return endPreview();
    if (preview.shown()) return;
    switch (aim.phase) {
      case 'resting':
        return phases.rest(aim.position);
      case 'ended':
        return phases.finish(aim.position);
      case 'moving':
        return phases.move(aim);
    }
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

  function expectedDelay(): number {
    const current = follower.current();
    const latest = seeker.latest();
    if (!current?.isPlaying || !state.isReady() || !canCommand() || preview.shown() || !latest) return 0;
    const nowMs = serverNow();
    const startsAtMs = nowMs + (seeker.remainingS() + pilot.startLatencyS()) * 1000;
    return expectedDelayS({ timeline: current, jump: latest, nowMs, startsAtMs });
  }

  function retry(): void {
    starter.unblock();
    resuming.forget();
    step();
  }

  function latencies(): Latencies {
    return { ...seeker.latencies(), ...starter.latencies() };
  }

  function report(): void {
    onStatus(statusOf(standing, parts.judgeMoving));
  }

  return {
    setPlayback: follower.set,
    tick() {
      step();
      report();
    },
    preview(wish) {
      const isPossible = canCommand() && (wish.type === 'pause' || state.canSeek());
      if (!state.isReady() || state.problem() !== undefined || !isPossible) return () => undefined;
      preview.begin(wish);
      const shown = preview.shown();
      halt();
      player.pause();
      if (wish.type === 'seek') pilot.seekTo(wish.position);
      report();
      return (answer) => {
        if (preview.shown() !== shown) return;
        if (answer === 'done') acknowledgePreview();
        else endPreview();
      };
    },
    driftMs: () => steadyDriftMs(standing),
    awaitAnswer: parts.answerWait.begin,
    expectedDelayS: expectedDelay,
    details: () =>
      syncDetailsOf({
        differenceMs: steadyDriftMs(standing),
        rate: corrector.rate(),
        roomRate: follower.current()?.rate ?? 1,
        latencies: latencies(),
        corrections: pilot.corrections(),
      }),
    syncNow() {
      starter.unblock();
      enter();
      const aim = target();
      if (aim?.phase !== 'moving' || !state.isReady() || player.isSeeking()) return;
      if (canCommand() && state.canSeek()) phases.jump(aim);
    },
    doze() {
      isDozing = true;
      startPlan.cancel();
      nextLook.cancel();
    },
    wake() {
      isDozing = false;
      retry();
    },
    retry,
    latencies,
    destroy() {
      unsubscribe();
      follower.destroy();
      startPlan.cancel();
      nextLook.cancel();
    },
  };
}

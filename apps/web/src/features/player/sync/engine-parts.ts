import {
  driftTuningOf,
  type EpochMs,
  type Playback,
  type PlayerClock,
  type PlayerTuning,
  type ProvenRate,
} from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';
import { createAdBreak, type AdBreak } from './ad-break.js';
import { createAnswerWait, type AnswerWait } from './answer-wait.js';
import { createCorrector, type Corrector } from './corrector.js';
import { createLanding, type Landing } from './landing.js';
import { firstLatenciesOf, type Latencies } from './latencies.js';
import { createNextLook, type NextLook } from './next-look.js';
import { createPilot, type Pilot } from './pilot.js';
import { createPlace, type Place } from './place.js';
import { createPlayerState, type PlayerState } from './player-state.js';
import { createResting, type Resting } from './resting.js';
import { createResuming, type Resuming } from './resuming.js';
import { createSeeker, type Seeker } from './seeker.js';
import { createSettling, type Settling } from './settling.js';
import { createStartPlan, type StartPlan } from './start-plan.js';
import { createStarter, type Starter } from './starter.js';
import { createStatusJudge, type MovingState } from './status-judge.js';
import type { SyncStatus } from './sync-status.js';

export interface EnginePartsOptions {
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
  /** The browser refused to play with sound: it has been muted to go on. */
  onSilenced: () => void;
  /** It has been tried what the player does with rates. */
  onRatesProven?: (proven: ProvenRate) => void;
}

/** What an engine is made of. Each part says in its own file what it remembers; none knows the engine. */
export interface EngineParts {
  /** Bands and times for players with such a clock. */
  tunings: PlayerTuning;
  // What is known of the player.
  state: PlayerState;
  adBreak: AdBreak;
  place: Place;
  corrector: Corrector;
  settling: Settling;
  // What moves it.
  seeker: Seeker;
  starter: Starter;
  pilot: Pilot;
  // What follows next, phase by phase.
  resting: Resting;
  resuming: Resuming;
  landing: Landing;
  startPlan: StartPlan;
  answerWait: AnswerWait;
  nextLook: NextLook;
  // What people are told.
  judgeMoving: (state: MovingState) => SyncStatus;
  /** Whether the player can be told anything, and it would reach the film. */
  canCommand: () => boolean;
}

/** What parts call back for. */
interface EngineCalls {
  /** The player is to be looked at. */
  step: () => void;
  start: () => void;
  /** Something has changed that people are told of. */
  report: () => void;
}

/** @param timeline what is followed now */
export function createEngineParts(
  options: EnginePartsOptions,
  timeline: () => Playback | undefined,
  { step, start, report }: EngineCalls,
): EngineParts {
  const { player, clock = 'exact', provenRate, serverNow, clockSdMs, now, schedule } = options;
  const { onSilenced, onRatesProven } = options;
  const isExact = clock === 'exact';
  const tunings = driftTuningOf(clock);
  const quietMs = tunings.quietAfterPlayingMs;
  const latencies = options.latencies ?? firstLatenciesOf(clock);

  const state = createPlayerState(player, options.loadedUrl);
  const { capabilities, canSeek } = state;
  const isMeasured = () => capabilities().time;
  const corrector = createCorrector({
    player,
    capabilities,
    tunings,
    isExact,
    provenRate,
    clockSdMs,
    now,
    onRatesProven,
  });
  const settling = createSettling(now, tunings);
  const adBreak = createAdBreak({
    isSignalled: () => player.isInAd?.() === true,
    // Files show none: what stands is stuck, and is put right like any other drift.
    isSuspected: () => !isExact && corrector.isStuck(),
    quietMs,
    now,
  });
  const canCommand = () => capabilities().play && !adBreak.isSignalled();

  const seeker = createSeeker({ player, latencies, now });
  const starter = createStarter({ player, latencies, settleMs: quietMs, now, onSilenced, onOutcome: report });
  const pilot = createPilot({ player, seeker, starter, serverNow });
  const place = createPlace({ player, timeline, isMeasured, isExact, hasRun: pilot.hasRun, serverNow });

  const answerWait = createAnswerWait({ now, onOver: step });
  const isPrepared = () => !player.isSeeking() && player.hasData() && !answerWait.isOn();
  return {
    tunings,
    state,
    adBreak,
    place,
    corrector,
    settling,
    seeker,
    starter,
    pilot,
    answerWait,
    canCommand,
    // The band of a file is too narrow to be seen.
    judgeMoving: createStatusJudge(isExact ? 0 : tunings.steady.seekOnlyBandS),
    resting: createResting({ player, seeker, place, pilot, corrector, tunings, isMeasured }),
    resuming: createResuming({ player, timeline, seeker, place, pilot, corrector, canSeek, now }),
    landing: createLanding({ player, seeker, place, pilot, corrector, isExact, now }),
    startPlan: createStartPlan({
      place,
      pilot,
      timeline,
      isExact,
      serverNow,
      schedule,
      canCommand,
      isPrepared,
      start,
    }),
    nextLook: createNextLook({ now, schedule, onLook: step }),
  };
}

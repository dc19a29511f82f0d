import {
  controlDrift,
  createDriftController,
  currentDrift,
  hasCoarseClock,
  isStuck,
  nextLookAtMs,
  noteSeek,
  ownRateFor,
  provenRate,
  quietDrift,
  restartDriftController,
  type Capabilities,
  type DriftAction,
  type DriftTuning,
  type PlayerActivity,
  type PlayerTuning,
  type ProvenRate,
} from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';
import { activityOf } from './player-activity.js';
import type { Moving } from './timeline-target.js';

/** Measures how far a player is from the room, and says what to do about it; tells the player nothing by itself. */
export interface Corrector {
  /** The rate that the player is to be told where the room plays at `roomRate`. */
  ownRate(roomRate: number): number;
  /** The rate that the player was told last. */
  rate(): number;
  /** Another timeline is followed, at this rate of the player's own: what was read is void. */
  restart(rate: number): void;
  /** The player jumps, and goes on at this rate of its own; at the one that it has, unless said. */
  noteSeek(rate?: number): void;
  /** The player says that it plays. What some tell of their position right after that is of before. */
  hush(): void;
  /** One look at a player that runs. */
  look(aim: Moving, tuning: DriftTuning): DriftAction;
  /** One look at a player that rests where the room rests, at `position`. */
  lookAtRest(position: number, tuning: DriftTuning): DriftAction;
  /** Seconds that the player is behind; undefined while unknown. */
  driftS(): number | undefined;
  /** It says that it plays, and has not moved for a while. */
  isStuck(): boolean;
  /** Its position is renewed so seldom that it has to be looked at closely. */
  isCoarse(): boolean;
  /** When the correction under way ends, in monotonic milliseconds. */
  nextLookAtMs(): number | undefined;
  /** What a player that runs makes good by itself, in seconds. */
  catchUpS(): number;
}

interface CorrectorOptions {
  player: PlayerHandle;
  capabilities: () => Capabilities;
  tunings: PlayerTuning;
  /** The player keeps its own exact time, as files do. */
  isExact: boolean;
  /** What trials of its rates came to on this device before. */
  provenRate: ProvenRate | undefined;
  /** How far the server's clock is likely to be from what it is taken for: a standard deviation, in milliseconds. */
  clockSdMs: () => number;
  /** Monotonic milliseconds. */
  now: () => number;
  /** It has been tried what the player does with rates. */
  onRatesProven: ((proven: ProvenRate) => void) | undefined;
}

/** What a start that comes late makes good by running faster, in seconds; another jump would take as long. */
const CATCH_UP_BY_RATE_S = 0.6;

export function createCorrector(options: CorrectorOptions): Corrector {
  const { player, capabilities, tunings, isExact, clockSdMs, now } = options;
  let controller = createDriftController(1, options.provenRate);
  let toldProven = options.provenRate;

  function decide(aim: Moving, activity: PlayerActivity, tuning: DriftTuning): DriftAction {
    const look = {
      nowMs: now(),
      expectedS: aim.position,
      measuredS: player.currentTime(),
      activity,
      roomRate: aim.rate,
      capabilities: capabilities(),
      rates: player.rates?.(),
      clockSdS: clockSdMs() / 1000,
    };
    const decided = controlDrift(controller, look, tuning);
    ({ controller } = decided);
    return decided.action;
  }

  function tellProven(): void {
    const proven = provenRate(controller);
    if (capabilities().rate !== 'probe' || proven === undefined || proven === toldProven) return;
    toldProven = proven;
    options.onRatesProven?.(proven);
  }

  return {
    ownRate: (roomRate) =>
      ownRateFor(controller, { capabilities: capabilities(), rates: player.rates?.() }, roomRate),
    rate: () => controller.rate,
    restart(rate) {
      controller = restartDriftController(controller, rate);
    },
    noteSeek(rate = controller.rate) {
      controller = { ...noteSeek(controller, now()), rate };
    },
    hush() {
      // What a file tells of itself is of now.
      if (!isExact) controller = quietDrift(controller, now() + tunings.quietAfterPlayingMs);
    },
    look(aim, tuning) {
      const action = decide(aim, activityOf(player), tuning);
      tellProven();
      return action;
    },
    lookAtRest: (position, tuning) =>
      decide({ phase: 'moving', position, rate: controller.rate }, 'paused', tuning),
    driftS: () => currentDrift(controller),
    isStuck: () => isStuck(controller, tunings.steady),
    isCoarse: () => hasCoarseClock(controller),
    nextLookAtMs: () => nextLookAtMs(controller),
    catchUpS: () => (capabilities().rate === 'none' ? tunings.steady.seekOnlyBandS : CATCH_UP_BY_RATE_S),
  };
}

import type { LinkProfile, Random } from '@watchparty/shared/simulation';

import { eventPlayer, youtubeLike } from './frame-player-classes.js';
import type { CommandType, SessionPlan } from './simulated-session.js';

/** What is promised to people with a player of one class. */
export interface Promises {
  /** Seconds between picture and room, from `settledMs` after the last command or incident on. */
  bandS: number;
  settledMs: number;
  /** Rate changes of a settled player within `STEADY_MS`. */
  rateChanges: number;
  /** The greatest share by which its rate is changed then, and how often it jumps. */
  maxNudge: number;
  steadySeeks: number;
  /** Jumps that a command may take; whoever lands later than ever before may need another. */
  jumpsPerCommand: number;
  /** Longest time that the picture runs while the room rests, and the other way round. */
  runsOnMs: number;
  standsMs: number;
}

export interface PlayerClass {
  plan: (random: Random) => SessionPlan;
  promises: Promises;
}

/** How long a settled player is looked at. */
export const STEADY_MS = 15_000;

/** The last command may be so long on its way. */
const LAST_NEWS_MS = 2_300;

const EXACT: Promises = {
  bandS: 0.015,
  settledMs: 4_000,
  rateChanges: 2,
  maxNudge: 0.08,
  steadySeeks: 0,
  jumpsPerCommand: 1,
  runsOnMs: 300,
  standsMs: 1_000,
};

const YOUTUBE: Partial<Promises> = {
  bandS: 0.125,
  settledMs: 25_000,
  rateChanges: 4,
  steadySeeks: 1,
  jumpsPerCommand: 3,
  // Whoever stands on a keyframe before starts that much earlier, while the command is on its way.
  runsOnMs: 500,
  standsMs: 6_000,
};

const EVENTS: Partial<Promises> = {
  bandS: 0.25,
  settledMs: 20_000,
  rateChanges: 4,
  steadySeeks: 1,
  jumpsPerCommand: 3,
  standsMs: 6_000,
};

/** Round trips of 1, 60 and 300 ms, the last with standstills. */
const LINKS: readonly LinkProfile[] = [
  { minDelayMs: 0.25, maxDelayMs: 0.75 },
  { minDelayMs: 20, maxDelayMs: 40 },
  { minDelayMs: 75, maxDelayMs: 225, stallChance: 0.05, maxStallMs: 1_500 },
];
const COMMANDS: readonly CommandType[] = ['play', 'pause', 'seek', 'rate'];
const COMMANDS_AT_ONE_RATE: readonly CommandType[] = ['play', 'pause', 'seek'];

type Peculiarities = Partial<Omit<SessionPlan, 'calmMs'>>;

/** A player like any other, but for what is given. */
function playerClass(promises: Partial<Promises>, peculiar: (random: Random) => Peculiarities): PlayerClass {
  const promised = { ...EXACT, ...promises };
  return {
    promises: promised,
    plan(random) {
      const startMs = random.between(20, 120);
      const seekMs = random.between(60, 250);
      const { player, ...more } = peculiar(random);
      return {
        link: random.pick(LINKS),
        clock: 'exact',
        commands: COMMANDS,
        incidents: [],
        isHidden: false,
        maxClockErrorMs: 0,
        calmMs: LAST_NEWS_MS + promised.settledMs + STEADY_MS,
        ...more,
        player: {
          startMs: () => startMs * random.between(0.8, 1.2),
          seekMs: () => seekMs * random.between(0.8, 1.2),
          stretchLossS: random.between(0.017, 0.025),
          skewPpm: random.between(-50, 50),
          ...player,
        },
      };
    },
  };
}

export const PLAYER_CLASSES = {
  'is exact': playerClass({}, () => ({})),
  // It is not known to better than 30 ms, at a rate of 1.
  'renews its position four times a second': playerClass({ settledMs: 6_000, bandS: 0.05 }, () => ({
    player: { renewsEveryMs: 250 },
  })),
  // The looks beat with it.
  'renews its position now and then': playerClass({ settledMs: 6_000, bandS: 0.05 }, (random) => ({
    player: { renewsEveryMs: random.between(40, 250) },
  })),
  'seeks and starts slowly': playerClass(
    { settledMs: 6_000, jumpsPerCommand: 2, standsMs: 6_000 },
    (random) => ({
      player: { seekMs: () => random.between(200, 1_500), startMs: () => random.between(20, 250) },
    }),
  ),
  // A quarter rate is too coarse for less than 80 ms.
  'knows quarter rates only': playerClass({ bandS: 0.085, maxNudge: 0.25 }, () => ({
    player: { rates: 'steps' },
  })),
  // It has to be found out, and then there are jumps only, from 150 ms on.
  'ignores rates': playerClass({ bandS: 0.155, settledMs: 25_000, rateChanges: 4, steadySeeks: 1 }, () => ({
    player: { rates: 'ignored' },
    commands: COMMANDS_AT_ONE_RATE,
  })),
  // Asked again after 2 s, and after 4 s more where that was ignored, too.
  'ignores a seek now and then': playerClass({ settledMs: 10_000 }, (random) => ({
    player: { ignoresSeek: () => random.chance(0.25) },
  })),
  // Nothing can be done for it, and it must not be pestered.
  'ignores every seek': playerClass(
    { bandS: Infinity, settledMs: 30_000, steadySeeks: 1, maxNudge: 0.4 },
    () => ({
      player: { ignoresSeek: () => true },
    }),
  ),
  'shows advertisements': playerClass({}, () => ({ incidents: ['advertisement'] })),
  // What jumped stands until there is data again.
  'runs out of data': playerClass({ standsMs: 5_000 }, () => ({ incidents: ['stall'] })),
  'has a clock that steps': playerClass({}, () => ({ incidents: ['step'] })),
  'tells wrong positions now and then': playerClass({}, (random) => ({
    player: { readingErrorS: () => (random.chance(0.15) ? random.pick([-0.017, 0.017]) : 0) },
  })),
  // Ten times fewer looks: everything takes longer, and ends up to a second late.
  'is in a hidden tab': playerClass(
    { bandS: 0.11, settledMs: 20_000, rateChanges: 4, jumpsPerCommand: 2, runsOnMs: 1_100, standsMs: 4_500 },
    () => ({ isHidden: true }),
  ),
  // Real devices have more than one fault.
  'has several faults at once': playerClass(
    { bandS: 0.1, settledMs: 14_000, rateChanges: 4, steadySeeks: 1, jumpsPerCommand: 3, standsMs: 8_000 },
    (random) => ({
      incidents: random.chance(0.5) ? [random.pick(['advertisement', 'stall', 'step'] as const)] : [],
      maxClockErrorMs: random.chance(0.5) ? random.between(5, 20) : 0,
      player: {
        // A position that is renewed seldom is read the same each time until then.
        ...(random.chance(0.4)
          ? { renewsEveryMs: random.between(50, 250) }
          : { readingErrorS: () => (random.chance(0.1) ? random.pick([-0.017, 0.017]) : 0) }),
        ...(random.chance(0.4) && {
          seekMs: () => random.between(200, 1_500),
          startMs: () => random.between(20, 250),
        }),
        ...(random.chance(0.3) && { ignoresSeek: () => random.chance(0.15) }),
      },
    }),
  ),
  // The room itself seems to drift, by 1 ms a second.
  'knows the time badly': playerClass({ rateChanges: 4 }, (random) => ({
    maxClockErrorMs: random.between(5, 20),
  })),
  // The target: two people within 250 ms.
  'is like YouTube, and plays any rate': playerClass(YOUTUBE, (random) => youtubeLike(random, 'any')),
  'is like YouTube, and rounds rates toward 1': playerClass({ ...YOUTUBE, maxNudge: 0.25 }, (random) =>
    youtubeLike(random, 'steps'),
  ),
  'is like YouTube, and ignores rates': playerClass({ ...YOUTUBE, maxNudge: 0.25, bandS: 0.2 }, (random) => ({
    ...youtubeLike(random, 'ignored'),
    commands: COMMANDS_AT_ONE_RATE,
  })),
  // It stands for two seconds and more before it is believed.
  'is like YouTube, and shows advertisements': playerClass({ ...YOUTUBE, standsMs: 16_000 }, (random) => ({
    ...youtubeLike(random, 'any'),
    incidents: ['advertisement'],
  })),
  // The target: two people within 500 ms.
  'tells its position with events': playerClass(EVENTS, (random) => eventPlayer(random, { rate: 'any' })),
  'tells its position with events, and only jumps': playerClass(EVENTS, (random) => ({
    ...eventPlayer(random),
    commands: COMMANDS_AT_ONE_RATE,
  })),
  // It is told nothing meanwhile, be it to stop or to go on.
  'signals its advertisements': playerClass({ ...EVENTS, runsOnMs: 16_000, standsMs: 22_000 }, (random) => ({
    ...eventPlayer(random, { rate: 'none', ads: true }),
    commands: COMMANDS_AT_ONE_RATE,
    incidents: ['advertisement'],
  })),
  // Nobody knows where it is, so it plays and rests with the room, and that is all.
  'is live and cannot be sought': playerClass(
    { bandS: Infinity, jumpsPerCommand: 0, rateChanges: 0, standsMs: 3_500 },
    (random) => ({
      ...eventPlayer(random, { rate: 'none', seek: false, time: false, duration: false, live: true }),
      commands: ['play', 'pause'],
    }),
  ),
} as const satisfies Record<string, PlayerClass>;

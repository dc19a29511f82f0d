import type { EpochMs } from './entities.js';

export const ACHIEVEMENT_LEVELS = ['bronze', 'silver', 'gold'] as const;
export type AchievementLevel = (typeof ACHIEVEMENT_LEVELS)[number];

/** What is counted of a person. Times are seconds. */
export interface PersonFigures {
  totalWatchTime: number;
  /** Days by the person's own calendar with at least `WATCH_DAY_MIN_S`. */
  watchDays: number;
  /** Most of them in a row. */
  longestStreak: number;
  /** The longest of them. */
  bestDayTime: number;
  /** From midnight to five, by the person's own clock. */
  nightTime: number;
  /** From five to nine. */
  morningTime: number;
  weekendTime: number;
  liveTime: number;
  /** While talking with somebody. */
  voiceTime: number;
  /** What others watched in rooms that the person hosted, all of them together. */
  hostedTime: number;
  /** With whomever the person has watched most. */
  closestTime: number;
  /** Most people in one room. */
  biggestParty: number;
  /** With whom the person has watched for at least `COMPANY_MIN_S`. */
  people: number;
  platforms: number;
  roomsCreated: number;
  roomsJoined: number;
  messagesSent: number;
}

/** Seconds that make a day one on which somebody has watched. */
export const WATCH_DAY_MIN_S = 300;
/** Seconds together that make somebody company. */
export const COMPANY_MIN_S = 300;

export interface AchievementDefinition {
  /** The figure that it is given for. */
  of: keyof PersonFigures;
  unit: 'count' | 'seconds';
  /** What the figure has to reach. */
  levels: Readonly<Record<AchievementLevel, number>>;
}

const MINUTE_S = 60;
const HOUR_S = 3_600;

function counted(
  of: keyof PersonFigures,
  [bronze, silver, gold]: readonly [number, number, number],
): AchievementDefinition {
  return { of, unit: 'count', levels: { bronze, silver, gold } };
}

function timed(
  of: keyof PersonFigures,
  [bronze, silver, gold]: readonly [number, number, number],
): AchievementDefinition {
  return { of, unit: 'seconds', levels: { bronze, silver, gold } };
}

/** In the order in which they are shown. A code never changes its meaning, and a threshold never rises. */
export const ACHIEVEMENTS = {
  watch_time: timed('totalWatchTime', [HOUR_S, 20 * HOUR_S, 100 * HOUR_S]),
  watch_days: counted('watchDays', [3, 20, 100]),
  streak: counted('longestStreak', [3, 7, 30]),
  marathon: timed('bestDayTime', [2 * HOUR_S, 5 * HOUR_S, 10 * HOUR_S]),
  company: counted('people', [3, 15, 50]),
  best_friend: timed('closestTime', [HOUR_S, 10 * HOUR_S, 50 * HOUR_S]),
  big_party: counted('biggestParty', [4, 10, 50]),
  host: counted('roomsCreated', [1, 10, 50]),
  good_host: timed('hostedTime', [HOUR_S, 20 * HOUR_S, 200 * HOUR_S]),
  guest: counted('roomsJoined', [1, 10, 50]),
  talker: counted('messagesSent', [10, 200, 2_000]),
  voice: timed('voiceTime', [30 * MINUTE_S, 5 * HOUR_S, 25 * HOUR_S]),
  platforms: counted('platforms', [2, 4, 7]),
  live: timed('liveTime', [30 * MINUTE_S, 5 * HOUR_S, 25 * HOUR_S]),
  night_owl: timed('nightTime', [30 * MINUTE_S, 5 * HOUR_S, 25 * HOUR_S]),
  early_bird: timed('morningTime', [30 * MINUTE_S, 5 * HOUR_S, 25 * HOUR_S]),
  weekend: timed('weekendTime', [2 * HOUR_S, 15 * HOUR_S, 60 * HOUR_S]),
} as const satisfies Record<string, AchievementDefinition>;

export type AchievementCode = keyof typeof ACHIEVEMENTS;
export const ACHIEVEMENT_CODES = Object.keys(ACHIEVEMENTS) as AchievementCode[];

/** How one level of one achievement is named in lists, such as `streak:gold`. */
export type AchievementKey = `${AchievementCode}:${AchievementLevel}`;
export const ACHIEVEMENT_KEYS: readonly AchievementKey[] = ACHIEVEMENT_CODES.flatMap((code) =>
  ACHIEVEMENT_LEVELS.map((level) => achievementKey({ code, level })),
);

export interface Achievement {
  code: AchievementCode;
  level: AchievementLevel;
}

export interface EarnedAchievement extends Achievement {
  earnedAt: EpochMs;
  /** Whether the person has been shown it. */
  isSeen: boolean;
}

export function achievementKey({ code, level }: Achievement): AchievementKey {
  return `${code}:${level}`;
}

/** Every level of every achievement that these figures are enough for. */
export function achievementsOf(figures: PersonFigures): Achievement[] {
  return ACHIEVEMENT_CODES.flatMap((code) => {
    const { of, levels } = ACHIEVEMENTS[code];
    return ACHIEVEMENT_LEVELS.filter((level) => figures[of] >= levels[level]).map((level) => ({
      code,
      level,
    }));
  });
}

export interface AchievementProgress {
  value: number;
  /** Absent once there is nothing above. */
  next?: { level: AchievementLevel; target: number };
  /** Of the way from nothing to `next`, 0 to 1; 1 where there is no next one. */
  share: number;
}

/** What is known of one achievement: which levels somebody has, by the server's word, and how far the next one is. */
export function achievementProgress(
  code: AchievementCode,
  figures: PersonFigures,
  earned: ReadonlySet<AchievementKey>,
): AchievementProgress {
  const { of, levels } = ACHIEVEMENTS[code];
  const value = figures[of];
  const level = ACHIEVEMENT_LEVELS.find((known) => !earned.has(achievementKey({ code, level: known })));
  if (level === undefined) return { value, share: 1 };
  const target = levels[level];
  return { value, next: { level, target }, share: Math.max(0, Math.min(1, value / target)) };
}

/** The highest level that somebody has. */
export function achievementLevel(
  code: AchievementCode,
  earned: ReadonlySet<AchievementKey>,
): AchievementLevel | undefined {
  return [...ACHIEVEMENT_LEVELS].reverse().find((level) => earned.has(achievementKey({ code, level })));
}

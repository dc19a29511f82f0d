import { describe, expect, it } from '@jest/globals';
import {
  ACHIEVEMENT_CODES,
  ACHIEVEMENT_KEYS,
  achievementKey,
  type AchievementKey,
  achievementLevel,
  achievementProgress,
  ACHIEVEMENTS,
  achievementsOf,
  type PersonFigures,
} from './achievements.js';

const NOTHING: PersonFigures = {
  totalWatchTime: 0,
  watchDays: 0,
  longestStreak: 0,
  bestDayTime: 0,
  nightTime: 0,
  morningTime: 0,
  weekendTime: 0,
  liveTime: 0,
  voiceTime: 0,
  hostedTime: 0,
  closestTime: 0,
  biggestParty: 0,
  people: 0,
  platforms: 0,
  roomsCreated: 0,
  roomsJoined: 0,
  messagesSent: 0,
};
const NONE: ReadonlySet<AchievementKey> = new Set();

describe('the achievements', () => {
  it('are at least fifteen, each for a figure of its own', () => {
    expect(ACHIEVEMENT_CODES.length).toBeGreaterThanOrEqual(15);
    expect(new Set(ACHIEVEMENT_CODES.map((code) => ACHIEVEMENTS[code].of)).size).toBe(
      ACHIEVEMENT_CODES.length,
    );
    expect(new Set(ACHIEVEMENT_KEYS).size).toBe(ACHIEVEMENT_CODES.length * 3);
  });

  it.each(ACHIEVEMENT_CODES)(
    '%s asks for more with every level, and for something with the first',
    (code) => {
      const { bronze, silver, gold } = ACHIEVEMENTS[code].levels;
      expect([0, bronze, silver, gold]).toEqual(
        [...new Set([0, bronze, silver, gold])].sort((a, b) => a - b),
      );
    },
  );

  it.each(ACHIEVEMENT_CODES)('%s is given at its threshold and not before', (code) => {
    const { of, levels } = ACHIEVEMENTS[code];
    const given = (value: number): string[] =>
      achievementsOf({ ...NOTHING, [of]: value }).map(achievementKey);
    expect(given(levels.bronze - 0.01)).toEqual([]);
    expect(given(levels.bronze)).toEqual([`${code}:bronze`]);
    expect(given(levels.silver)).toEqual([`${code}:bronze`, `${code}:silver`]);
    expect(given(levels.gold * 2)).toEqual([`${code}:bronze`, `${code}:silver`, `${code}:gold`]);
  });

  it('nobody has any to begin with', () => {
    expect(achievementsOf(NOTHING)).toEqual([]);
  });
});

describe('progress', () => {
  it('is measured against the next level that was not given yet', () => {
    const figures = { ...NOTHING, roomsCreated: 4 };
    expect(achievementProgress('host', NOTHING, NONE)).toEqual({
      value: 0,
      next: { level: 'bronze', target: 1 },
      share: 0,
    });
    expect(achievementProgress('host', figures, new Set(['host:bronze']))).toEqual({
      value: 4,
      next: { level: 'silver', target: 10 },
      share: 0.4,
    });
  });

  it('is never more than the whole way, and has no next one after gold', () => {
    const figures = { ...NOTHING, roomsCreated: 70 };
    expect(achievementProgress('host', figures, new Set(['host:bronze'])).share).toBe(1);
    expect(
      achievementProgress('host', figures, new Set(['host:bronze', 'host:silver', 'host:gold'])),
    ).toEqual({ value: 70, share: 1 });
  });

  it('knows the highest level', () => {
    expect(achievementLevel('host', NONE)).toBeUndefined();
    expect(achievementLevel('host', new Set(['host:bronze', 'host:silver', 'guest:gold']))).toBe('silver');
  });
});

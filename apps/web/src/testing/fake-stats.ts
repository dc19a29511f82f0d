import type { UserStats } from '@watchparty/shared';

/** Of somebody who has just come. */
export function fakeStats(known: Partial<UserStats> = {}): UserStats {
  return {
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
    achievements: [],
    streak: 0,
    today: '2026-02-28',
    calendar: [],
    updatedAt: 0,
    ...known,
  };
}

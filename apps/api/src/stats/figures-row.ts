import type { PersonFigures } from '@watchparty/shared';

/** What is counted of a person, as SQL returns it. */
export interface FiguresRow {
  total_watch_time: number;
  watch_days: number;
  longest_streak: number;
  best_day_seconds: number;
  night_seconds: number;
  morning_seconds: number;
  weekend_seconds: number;
  live_seconds: number;
  voice_seconds: number;
  hosted_seconds: number;
  closest_seconds: number;
  biggest_party: number;
  people: number;
  platform_count: number;
  rooms_created: number;
  rooms_joined: number;
  messages_sent: number;
}

/** The columns of a FiguresRow, of statistics called `s`. */
export const FIGURES_COLUMNS = `
  s.total_watch_time, s.watch_days, s.longest_streak, s.best_day_seconds, s.night_seconds, s.morning_seconds,
  s.weekend_seconds, s.live_seconds, s.voice_seconds, s.hosted_seconds, s.closest_seconds, s.biggest_party, s.people,
  cardinality(s.platforms) AS platform_count, s.rooms_created, s.rooms_joined, s.messages_sent`;

export function toFigures(row: FiguresRow): PersonFigures {
  return {
    totalWatchTime: row.total_watch_time,
    watchDays: row.watch_days,
    longestStreak: row.longest_streak,
    bestDayTime: row.best_day_seconds,
    nightTime: row.night_seconds,
    morningTime: row.morning_seconds,
    weekendTime: row.weekend_seconds,
    liveTime: row.live_seconds,
    voiceTime: row.voice_seconds,
    hostedTime: row.hosted_seconds,
    closestTime: row.closest_seconds,
    biggestParty: row.biggest_party,
    people: row.people,
    platforms: row.platform_count,
    roomsCreated: row.rooms_created,
    roomsJoined: row.rooms_joined,
    messagesSent: row.messages_sent,
  };
}

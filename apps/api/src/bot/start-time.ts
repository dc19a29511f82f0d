import { type Language } from '@watchparty/shared';

/** A day of the calendar, as its numbers are written. */
interface Day {
  year: number;
  month: number;
  day: number;
}

export interface TimeContext {
  /** Epoch milliseconds. */
  now: number;
  /** IANA name. */
  timeZone: string;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const TOMORROW = /^(?:завтра|tomorrow)$/i;
const DAY_AFTER = /^послезавтра$/i;
const TODAY = /^(?:сегодня|today|tonight)$/i;
const FILLER = /^(?:в|во|на|at|on)$/i;
const CLOCK = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i;
const DATE = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?$/;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** From Sunday, by the letters that tell them apart. */
const WEEKDAYS = [
  /^(?:воскресенье|вс|sunday|sun)$/i,
  /^(?:понедельник|пн|monday|mon)$/i,
  /^(?:вторник|вт|tuesday|tue)$/i,
  /^(?:сред[ау]|ср|wednesday|wed)$/i,
  /^(?:четверг|чт|thursday|thu)$/i,
  /^(?:пятниц[ау]|пт|friday|fri)$/i,
  /^(?:суббот[ау]|сб|saturday|sat)$/i,
];

/**
 * Reads when somebody wants to begin: `21:00`, `завтра в 20:30`, `friday 8:30 pm`, `05.12 21:00`. A time without a day is
 * the next one that comes.
 *
 * @returns epoch milliseconds, or undefined for what cannot be read and for what is over
 */
export function readStartTime(words: string, { now, timeZone }: TimeContext): number | undefined {
  const parts = words
    .trim()
    .replace(/,/g, ' ')
    .replace(/(\d)\s+(am|pm)\b/i, '$1$2')
    .split(/\s+/)
    .filter((part) => part !== '' && !FILLER.test(part));
  const last = parts.pop();
  if (last === undefined || parts.length > 1) return undefined;
  const clock = readClock(last);
  if (!clock) return undefined;
  const today = dayOf(now, timeZone);
  const [dayWord] = parts;
  if (dayWord === undefined) {
    const soon = instantOf({ ...today, ...clock }, timeZone);
    return soon > now ? soon : instantOf({ ...plusDays(today, 1), ...clock }, timeZone);
  }
  const day = readDay(dayWord, today);
  if (!day) return undefined;
  const instant = instantOf({ ...day, ...clock }, timeZone);
  if (instant > now) return instant;
  // A weekday or a date without a year that is just over is the next of its name.
  if (WEEKDAYS.some((name) => name.test(dayWord))) {
    return instantOf({ ...plusDays(day, 7), ...clock }, timeZone);
  }
  const isYearless = DATE.exec(dayWord)?.[3] === undefined && DATE.test(dayWord);
  return isYearless ? instantOf({ ...day, year: day.year + 1, ...clock }, timeZone) : undefined;
}

function readClock(text: string): { hour: number; minute: number } | undefined {
  const [, hours, minutes = '0', half] = CLOCK.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (minute > 59) return undefined;
  if (half === undefined) return hour <= 23 ? { hour, minute } : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return { hour: (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0), minute };
}

function readDay(word: string, today: Day): Day | undefined {
  if (TODAY.test(word)) return today;
  if (TOMORROW.test(word)) return plusDays(today, 1);
  if (DAY_AFTER.test(word)) return plusDays(today, 2);
  const weekday = WEEKDAYS.findIndex((name) => name.test(word));
  if (weekday >= 0) return plusDays(today, (weekday - weekdayOf(today) + 7) % 7);
  const [, year, month, day] = ISO_DATE.exec(word) ?? [];
  if (year !== undefined) return existing({ year: Number(year), month: Number(month), day: Number(day) });
  const [, dayNumber, monthNumber, fullYear] = DATE.exec(word) ?? [];
  if (dayNumber === undefined) return undefined;
  return existing({
    year: fullYear === undefined ? today.year : Number(fullYear),
    month: Number(monthNumber),
    day: Number(dayNumber),
  });
}

/** The 31st of June is nobody's day. */
function existing(day: Day): Day | undefined {
  const same = plusDays(day, 0);
  return same.month === day.month && same.day === day.day ? day : undefined;
}

function plusDays({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day) + days * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function weekdayOf({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

function dayOf(instant: number, timeZone: string): Day {
  const wall = new Date(instant + offsetAt(instant, timeZone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/** When clocks there show this. What they skip in spring is taken as the hour after. */
function instantOf(wall: Day & { hour: number; minute: number }, timeZone: string): number {
  const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const guess = shown - offsetAt(shown, timeZone);
  return shown - offsetAt(guess, timeZone);
}

/** How far clocks there are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return shown - Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}

const DAY_NAMES: Record<Language, readonly [today: string, tomorrow: string]> = {
  ru: ['сегодня', 'завтра'],
  en: ['today', 'tomorrow'],
};
const AT: Record<Language, string> = { ru: 'в', en: 'at' };
const LOCALES: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

/** Says a start in words, and by whose clock: whoever reads it may be elsewhere. */
export function sayStartTime(startsAt: number, language: Language, { now, timeZone }: TimeContext): string {
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone, ...options }).format(startsAt);
  const days = daysBetween(dayOf(now, timeZone), dayOf(startsAt, timeZone));
  const day = DAY_NAMES[language][days] ?? format({ weekday: 'short', day: 'numeric', month: 'long' });
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  return `${day} ${AT[language]} ${clock} (${zoneName(offsetAt(startsAt, timeZone))})`;
}

function daysBetween(from: Day, to: Day): number {
  return (Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / DAY_MS;
}

/** `GMT+3`, which everybody can compare with their own. */
function zoneName(offsetMs: number): string {
  const minutes = Math.abs(Math.round(offsetMs / MINUTE_MS));
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
  return offsetMs === 0 ? 'GMT' : `GMT${offsetMs < 0 ? '−' : '+'}${hours}`;
}

/** By which clock times are read and said while nobody knows somebody's own: it is always named. */
export function assumedZone(language: Language): string {
  return language === 'ru' ? 'Europe/Moscow' : 'UTC';
}

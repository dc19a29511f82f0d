import { describe, expect, it } from '@jest/globals';
import { readStartTime, sayStartTime } from './start-time.js';

/** A Thursday, 18:30 in Moscow. */
const NOW = Date.UTC(2026, 11, 3, 15, 30);
const MOSCOW = { now: NOW, timeZone: 'Europe/Moscow' };
const read = (words: string, context = MOSCOW): string | undefined => {
  const instant = readStartTime(words, context);
  return instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 16);
};

describe('readStartTime', () => {
  it.each([
    ['21:00', '2026-12-03T18:00'],
    ['в 21:00', '2026-12-03T18:00'],
    ['21.00', '2026-12-03T18:00'],
    ['21', '2026-12-03T18:00'],
    ['9pm', '2026-12-03T18:00'],
    ['at 9:15 PM', '2026-12-03T18:15'],
    ['12am', '2026-12-03T21:00'],
    // Over for today.
    ['18:30', '2026-12-04T15:30'],
    ['9:00', '2026-12-04T06:00'],
    ['сегодня 21:00', '2026-12-03T18:00'],
    ['Завтра в 20:30', '2026-12-04T17:30'],
    ['tomorrow at 20:30', '2026-12-04T17:30'],
    ['послезавтра 20:30', '2026-12-05T17:30'],
    ['в пятницу в 20:00', '2026-12-04T17:00'],
    ['friday, 8 pm', '2026-12-04T17:00'],
    ['чт 21:00', '2026-12-03T18:00'],
    ['чт 10:00', '2026-12-10T07:00'],
    ['5.12 21:00', '2026-12-05T18:00'],
    ['05.12.2026 в 21:00', '2026-12-05T18:00'],
    ['2026-12-31 23:59', '2026-12-31T20:59'],
    ['1.12 21:00', '2027-12-01T18:00'],
  ])('takes %s for %s', (words, instant) => {
    expect(read(words)).toBe(instant);
  });

  it.each([
    '',
    'завтра',
    'когда-нибудь',
    '25:00',
    '21:60',
    '13pm',
    '0am',
    'сегодня 10:00',
    '31.06 21:00',
    '2025-12-01 21:00',
    'завтра вечером 21:00',
    '21:00 завтра послезавтра',
  ])('does not take %j', (words) => {
    expect(read(words)).toBeUndefined();
  });

  it('goes by the clock of the zone, through its changes', () => {
    const berlin = { now: Date.UTC(2026, 2, 28, 12), timeZone: 'Europe/Berlin' };
    expect(read('сегодня 21:00', berlin)).toBe('2026-03-28T20:00');
    // Clocks go from 2:00 to 3:00 there.
    expect(read('завтра 21:00', berlin)).toBe('2026-03-29T19:00');
    expect(read('завтра 2:30', berlin)).toBe('2026-03-29T01:30');
    expect(read('21:00', { now: NOW, timeZone: 'Asia/Kathmandu' })).toBe('2026-12-04T15:15');
    expect(read('10:00', { now: NOW, timeZone: 'America/New_York' })).toBe('2026-12-04T15:00');
  });
});

describe('sayStartTime', () => {
  it.each([
    [Date.UTC(2026, 11, 3, 18), 'ru', 'сегодня в 21:00 (GMT+3)'],
    [Date.UTC(2026, 11, 4, 17, 30), 'ru', 'завтра в 20:30 (GMT+3)'],
    [Date.UTC(2026, 11, 5, 18), 'ru', 'сб, 5 декабря в 21:00 (GMT+3)'],
    [Date.UTC(2026, 11, 3, 18), 'en', 'today at 21:00 (GMT+3)'],
    // After midnight there.
    [Date.UTC(2026, 11, 3, 21, 10), 'en', 'tomorrow at 00:10 (GMT+3)'],
  ] as const)('calls %d in %s %s', (startsAt, language, words) => {
    expect(sayStartTime(startsAt, language, MOSCOW)).toBe(words);
  });

  it('names zones by their distance', () => {
    const zone = (timeZone: string): string =>
      sayStartTime(NOW + 60_000, 'en', { now: NOW, timeZone }).replace(/^.*\(/, '(');
    expect(['UTC', 'America/New_York', 'Asia/Kathmandu'].map(zone)).toEqual([
      '(GMT)',
      '(GMT−5)',
      '(GMT+5:45)',
    ]);
  });
});

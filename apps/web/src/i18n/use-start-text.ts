import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Says when a party begins, by the clock of the device. */
export function useStartText(): (startsAt: number, nowMs: number) => string {
  const { t, i18n } = useTranslation('common');
  return useCallback(
    (startsAt: number, nowMs: number) => {
      const format = (options: Intl.DateTimeFormatOptions): string =>
        new Intl.DateTimeFormat(i18n.language, options).format(startsAt);
      const time = format({ hour: 'numeric', minute: '2-digit' });
      const days = Math.round((midnightOf(startsAt) - midnightOf(nowMs)) / DAY_MS);
      if (days === 0) return t('start.today', { time });
      if (days === 1) return t('start.tomorrow', { time });
      return t('start.day', { day: format({ weekday: 'short', day: 'numeric', month: 'long' }), time });
    },
    [t, i18n],
  );
}

const DAY_MS = 86_400_000;

/** Days around a change of clocks have 23 or 25 hours: whoever counts days rounds. */
function midnightOf(instant: number): number {
  return new Date(instant).setHours(0, 0, 0, 0);
}

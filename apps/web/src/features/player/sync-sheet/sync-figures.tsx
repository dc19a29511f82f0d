import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { formatMs } from '../format-ms.js';
import styles from './sync-sheet.module.css';
import type { SyncSnapshot } from './sync-snapshot.js';

/** What is not known yet. */
const UNKNOWN = '—';
/** A nudge changes the third digit. */
const RATE_DIGITS = { maximumFractionDigits: 3 };

export function SyncFigures({ snapshot }: { snapshot: SyncSnapshot }): ReactNode {
  const { t, i18n } = useTranslation('sync');
  const { clock, deviceClockMs, details } = snapshot;

  // Round trips can be below one; what was learnt of a player is not known that well.
  const ms = (value: number | undefined, fractionDigits = 0): string =>
    value === undefined ? UNKNOWN : formatMs(i18n.language, value, fractionDigits);
  const apart = (value: number | undefined): string => {
    if (value === undefined) return UNKNOWN;
    const time = formatMs(i18n.language, Math.abs(Math.round(value)));
    if (Math.round(value) === 0) return time;
    return value > 0 ? t('ahead', { time }) : t('behind', { time });
  };
  const rate = (value: number | undefined): string =>
    value === undefined ? UNKNOWN : `${value.toLocaleString(i18n.language, RATE_DIGITS)}×`;
  const skew =
    clock === undefined
      ? UNKNOWN
      : `${clock.skewPpm.toLocaleString(i18n.language, { maximumFractionDigits: 1 })} ppm`;

  return (
    <dl className={styles.figures}>
      <Figure name={t('difference')} value={apart(details?.differenceMs)} />
      <Figure name={t('rate')} value={rate(details?.rate)} />
      <Figure name={t('roomRate')} value={rate(details?.roomRate)} />
      <Figure name={t('clock')} value={apart(deviceClockMs)} />
      <Figure name={t('clockError')} value={clock ? `±${ms(clock.errorMs, 1)}` : UNKNOWN} />
      <Figure name={t('roundTrip')} value={ms(clock?.rttMs, 1)} />
      <Figure name={t('jitter')} value={ms(clock?.jitterMs, 1)} />
      <Figure name={t('skew')} value={skew} />
      <Figure name={t('seekLatency')} value={ms(details?.seekLatencyMs)} />
      <Figure name={t('fetchLatency')} value={ms(details?.fetchLatencyMs)} />
      <Figure name={t('startLatency')} value={ms(details?.startLatencyMs)} />
    </dl>
  );
}

function Figure({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Correction } from '../sync/sync-details.js';
import styles from './sync-sheet.module.css';

/** The report has all of them. */
const SHOWN = 6;

/** What was done to the player lately, the newest first. */
export function CorrectionList({ corrections }: { corrections: readonly Correction[] }): ReactNode {
  const { t, i18n } = useTranslation('sync');
  const headerId = useId();
  const timeFormat = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' });
  const newest = corrections.slice(-SHOWN).reverse();

  const textOf = (correction: Correction): string => {
    switch (correction.type) {
      case 'rate':
        return t('corrected.rate', {
          rate: correction.rate.toLocaleString(i18n.language, { maximumFractionDigits: 3 }),
        });
      case 'seek':
        return t('corrected.seek', { time: signedSeconds(i18n.language, correction.byS) });
      case 'start':
        return t('corrected.start');
    }
  };

  return (
    <section aria-labelledby={headerId}>
      <h3 id={headerId} className={styles.header}>
        {t('corrections')}
      </h3>
      {newest.length === 0 && <p className={styles.none}>{t('noCorrections')}</p>}
      <ol className={styles.corrections}>
        {newest.map((correction, index) => (
          <li key={`${correction.atMs} ${index}`} className={styles.figure}>
            <span>{textOf(correction)}</span>
            <time dateTime={new Date(correction.atMs).toISOString()}>
              {timeFormat.format(correction.atMs)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function signedSeconds(language: string, seconds: number): string {
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 2,
  });
  return format.format(seconds);
}

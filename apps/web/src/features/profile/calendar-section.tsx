import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Section } from '../../ui/section.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import styles from './calendar-section.module.css';
import { calendarWeeks } from './calendar-weeks.js';
import { useStats } from './stats-query.js';

/** Twelve weeks at a glance. For whoever does not see it, how many days there were is all that it says. */
export function CalendarSection(): ReactNode {
  const { t } = useTranslation('profile');
  const stats = useStats().data;
  return (
    <Section header={t('calendar.title')}>
      <div className={styles.weeks} aria-hidden="true">
        {stats &&
          calendarWeeks(stats.today, stats.calendar).map((days) => (
            <div key={days[0]?.day} className={styles.week}>
              {days.map(({ day, shade }) => (
                <span key={day} className={styles.day} data-shade={shade} />
              ))}
            </div>
          ))}
      </div>
      {stats && <VisuallyHidden>{t('calendar.summary', { count: stats.calendar.length })}</VisuallyHidden>}
    </Section>
  );
}

import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useStartText } from '../../i18n/use-start-text.js';
import styles from './my-rooms.module.css';
import { RoomCard } from './room-card.js';
import { useUpcomingParties } from './rooms-query.js';

/** What is planned, the next one first; not there at all where nothing is, or while it is unknown. */
export function UpcomingParties(): ReactNode {
  const { t } = useTranslation('home');
  const startText = useStartText();
  const { data } = useUpcomingParties();
  // Taken once: a list that loses a line under one's finger is odd, and a party that has begun opens all the same.
  const [nowMs] = useState(() => Date.now());
  if (!data || data.rooms.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="upcoming-title">
      <h2 id="upcoming-title" className={styles.title}>
        {t('upcoming.title')}
      </h2>
      <ul className={styles.row}>
        {data.rooms.map((room) => (
          <li key={room.id} className={styles.item}>
            <RoomCard
              room={room}
              compact
              {...(room.startsAt !== undefined && { note: startText(room.startsAt, nowMs) })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

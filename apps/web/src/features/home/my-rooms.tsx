import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import styles from './my-rooms.module.css';
import { RoomCard } from './room-card.js';
import { useMyRooms } from './rooms-query.js';

/** Where one may go on; not there at all for who has no rooms yet, or while it is unknown. */
export function MyRooms(): ReactNode {
  const { t } = useTranslation('home');
  const { data } = useMyRooms();
  if (!data || data.rooms.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="mine-title">
      <h2 id="mine-title" className={styles.title}>
        {t('mine.title')}
      </h2>
      <ul className={styles.row}>
        {data.rooms.map((room) => (
          <li key={room.id} className={styles.item}>
            <RoomCard room={room} compact />
          </li>
        ))}
      </ul>
    </section>
  );
}

import { videoName } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useWatchHistory } from '../../lib/watch-history.js';
import { Poster } from '../../ui/poster.js';
import styles from './recent-row.module.css';

/** More than that is a search, not a suggestion. */
const MAX_SHOWN = 8;

/** What this person has watched lately, to be watched again with others. Takes no room until there is something. */
export function RecentRow({ onUse }: { onUse: (url: string) => void }): ReactNode {
  const { t } = useTranslation('create');
  const { videos } = useWatchHistory();
  // A file on this device is chosen anew in each room.
  const shown = videos.filter(({ platform }) => platform !== 'local').slice(0, MAX_SHOWN);
  if (shown.length === 0) return null;
  return (
    <section className={styles.root} aria-labelledby="recent-title">
      <h2 id="recent-title" className={styles.heading}>
        {t('recent')}
      </h2>
      <ul className={styles.row}>
        {shown.map((video) => (
          <li key={video.url}>
            <button type="button" className={styles.video} onClick={() => onUse(video.url)}>
              <Poster seed={video.url} thumbnailUrl={video.thumbnailUrl} className={styles.still} />
              <span className={styles.name} dir="auto">
                {videoName(video)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

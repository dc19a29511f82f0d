import { useId, type ReactNode } from 'react';

import { Poster } from './poster.js';
import styles from './video-row.module.css';

export interface RowVideo {
  url: string;
  name: string;
  thumbnailUrl?: string;
}

interface VideoRowProps {
  title: string;
  videos: readonly RowVideo[];
  onUse: (url: string) => void;
  /** The title's own look; a small one otherwise. */
  titleClass?: string;
}

/** Videos side by side, each a press away. Takes no room until there is something. */
export function VideoRow({ title, videos, onUse, titleClass = styles.heading }: VideoRowProps): ReactNode {
  const titleId = useId();
  if (videos.length === 0) return null;
  return (
    <section className={styles.root} aria-labelledby={titleId}>
      <h2 id={titleId} className={titleClass}>
        {title}
      </h2>
      <ul className={styles.row}>
        {videos.map(({ url, name, thumbnailUrl }) => (
          <li key={url}>
            <button type="button" className={styles.video} onClick={() => onUse(url)}>
              <Poster seed={url} thumbnailUrl={thumbnailUrl} className={styles.still} />
              <span className={styles.name} dir="auto">
                {name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

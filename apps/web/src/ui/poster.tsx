import { useState, type CSSProperties, type ReactNode } from 'react';

import { hashOf } from './avatar-colour.js';
import { cx } from './cx.js';
import styles from './poster.module.css';

/** Night skies, neon and red velvet: hues that a cinema has. */
const HUES = [226, 252, 276, 304, 334, 350, 14, 186, 206] as const;

interface PosterProps {
  /** Decides the drawn poster's colours; a room's id, say. */
  seed: string;
  thumbnailUrl?: string;
  /** Above the fold: fetched at once. */
  eager?: boolean;
  className?: string;
  /** What lies over the picture. */
  children?: ReactNode;
}

/** A 16:9 still; where there is none, or it does not load, a poster drawn from the seed. */
export function Poster({ seed, thumbnailUrl, eager = false, className, children }: PosterProps): ReactNode {
  const [brokenUrl, setBrokenUrl] = useState<string>();
  const hash = hashOf(seed);
  const hue = HUES[hash % HUES.length] ?? HUES[0];
  const showsStill = thumbnailUrl !== undefined && thumbnailUrl !== '' && thumbnailUrl !== brokenUrl;
  const colours = {
    '--poster-hue': hue,
    '--poster-hue-2': (hue + 24 + ((hash >>> 9) % 36)) % 360,
    '--poster-x': `${20 + ((hash >>> 16) % 60)}%`,
  } as CSSProperties;

  return (
    <div className={cx(styles.poster, className)} style={colours}>
      {showsStill ? (
        <img
          className={styles.still}
          src={thumbnailUrl}
          alt=""
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : 'auto'}
          decoding="async"
          draggable={false}
          referrerPolicy="no-referrer"
          onError={() => {
            setBrokenUrl(thumbnailUrl);
          }}
        />
      ) : (
        <svg
          className={styles.drawing}
          viewBox="0 0 320 180"
          preserveAspectRatio="xMidYMid slice"
          aria-hidden="true"
        >
          <path d="M-20 -30 L250 190 L90 190 Z" fill="#fff" opacity=".07" />
          <path d="M-20 -30 L330 150 L300 190 L170 190 Z" fill="#fff" opacity=".05" />
          <circle cx="160" cy="90" r="64" fill="none" stroke="#fff" strokeOpacity=".08" strokeWidth="1.5" />
          <circle cx="160" cy="90" r="42" fill="#fff" fillOpacity=".1" />
          <path
            d="M150 73.5v33c0 2.4 2.6 3.9 4.7 2.6l26-16.5c1.9-1.2 1.9-4 0-5.2l-26-16.5c-2.1-1.3-4.7.2-4.7 2.6z"
            fill="#fff"
            fillOpacity=".85"
          />
        </svg>
      )}
      {children}
    </div>
  );
}

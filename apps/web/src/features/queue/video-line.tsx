import { type Platform, videoName } from '@watchparty/shared';
import type { ReactNode } from 'react';

import { formatClock } from '../../lib/format-duration.js';
import { Poster } from '../../ui/poster.js';
import styles from './video-line.module.css';

export interface LineVideo {
  url: string;
  platform: Platform;
  title?: string;
  thumbnailUrl?: string;
  /** Seconds. */
  duration?: number;
}

/** A video's small still with its length in the corner. */
export function VideoStill({ video, children }: { video: LineVideo; children?: ReactNode }): ReactNode {
  return (
    <Poster seed={video.url} thumbnailUrl={video.thumbnailUrl} className={styles.still}>
      {children}
      {video.duration !== undefined && <span className={styles.length}>{formatClock(video.duration)}</span>}
    </Poster>
  );
}

/** What a video is called, and a line of details below. */
export function VideoWords({ video, children }: { video: LineVideo; children: ReactNode }): ReactNode {
  return (
    <span className={styles.words}>
      <span className={styles.title} dir="auto">
        {videoName(video)}
      </span>
      <span className={styles.details}>{children}</span>
    </span>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { formatClock } from '../../lib/format-duration.js';
import type { VideoPreview } from '../../lib/use-video-preview.js';
import { Chip } from '../../ui/chip.js';
import { Icon } from '../../ui/icon.js';
import { PlatformMark } from '../../ui/platform-mark.js';
import { Poster } from '../../ui/poster.js';
import { Skeleton } from '../../ui/skeleton.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import styles from './video-stage.module.css';

interface VideoStageProps {
  preview: VideoPreview;
  /** There is a link, and no player for it. */
  isUnsupported: boolean;
  /** Decides the colours of the poster of a video that has no still. */
  seed: string;
}

/** The screen before the show: dark and waiting, then the video's still. Its size never changes. */
export function VideoStage({ preview, isUnsupported, seed }: VideoStageProps): ReactNode {
  const { t } = useTranslation(['create', 'common']);
  switch (preview.status) {
    case 'none':
    case 'failed': {
      const hasFailed = preview.status === 'failed' || isUnsupported;
      return (
        <div className={styles.stage}>
          <div className={styles.beam} aria-hidden="true" />
          <Icon name={hasFailed ? 'warning' : 'film'} size={36} className={styles.icon} />
          <p className={styles.hint}>{hasFailed ? t('create:stage.failed') : t('create:stage.empty')}</p>
        </div>
      );
    }
    case 'loading':
      return (
        <div className={styles.stage} role="status">
          <VisuallyHidden>{t('common:loading')}</VisuallyHidden>
          <Skeleton height="100%" radius={0} className={styles.loading} />
        </div>
      );
    case 'ready': {
      const { video } = preview;
      return (
        <Poster seed={seed} thumbnailUrl={video.thumbnailUrl} eager className={styles.poster}>
          <div className={styles.shade} />
          <div className={styles.top}>
            {video.isLive ? (
              <Chip tone="overlay" live>
                {t('create:stage.live')}
              </Chip>
            ) : (
              video.duration !== undefined && <Chip tone="overlay">{formatClock(video.duration)}</Chip>
            )}
          </div>
          <div className={styles.caption}>
            {video.title !== undefined && <p className={styles.title}>{video.title}</p>}
            <PlatformMark platform={video.platform} className={styles.platform} />
          </div>
        </Poster>
      );
    }
  }
}

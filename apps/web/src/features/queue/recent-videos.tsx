import { type WatchedVideo, videoName } from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useWatchHistory } from '../../lib/watch-history.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PlatformMark } from '../../ui/platform-mark.js';
import { Skeleton } from '../../ui/skeleton.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import { Spinner } from '../../ui/spinner.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import styles from './recent-videos.module.css';
import { VideoStill, VideoWords } from './video-line.js';

interface RecentVideosProps {
  /** Links that wait already. */
  queuedUrls: ReadonlySet<string>;
  /** Throws what is to be put into words. */
  onAdd: (url: string) => Promise<unknown>;
}

/** What this person has watched lately: a tap puts it into the queue. */
export function RecentVideos({ queuedUrls, onAdd }: RecentVideosProps): ReactNode {
  const { t } = useTranslation(['queue', 'common']);
  const { status, videos, hasMore, isLoadingMore, loadMore, retry } = useWatchHistory();
  switch (status) {
    case 'loading':
      return (
        <div className={styles.loading} role="status">
          <VisuallyHidden>{t('common:loading')}</VisuallyHidden>
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} height={52} />
          ))}
        </div>
      );
    case 'failed':
      return (
        <EmptyState
          title={t('queue:history.failed')}
          actions={
            <Button variant="tinted" icon="retry" onClick={retry}>
              {t('common:retry')}
            </Button>
          }
        />
      );
    case 'ready':
      if (videos.length === 0) {
        return <EmptyState title={t('queue:history.empty')} text={t('queue:history.emptyText')} />;
      }
      return (
        <>
          <ul>
            {videos.map((video) => (
              <RecentVideo
                key={video.url}
                video={video}
                isQueued={queuedUrls.has(video.url)}
                onAdd={() => onAdd(video.url)}
              />
            ))}
          </ul>
          {hasMore && (
            <Button variant="plain" stretched busy={isLoadingMore} onClick={loadMore}>
              {t('queue:history.more')}
            </Button>
          )}
        </>
      );
  }
}

interface RecentVideoProps {
  video: WatchedVideo;
  isQueued: boolean;
  onAdd: () => Promise<unknown>;
}

function RecentVideo({ video, isQueued, onAdd }: RecentVideoProps): ReactNode {
  const { t } = useTranslation('queue');
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const title = videoName(video);

  const add = async (): Promise<void> => {
    setIsBusy(true);
    try {
      await onAdd();
    } catch (error) {
      snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.video}
        aria-label={t(isQueued ? 'history.added' : 'history.add', { title })}
        aria-disabled={isQueued || isBusy || undefined}
        aria-busy={isBusy || undefined}
        onClick={() => {
          if (!isQueued && !isBusy) void add();
        }}
      >
        <VideoStill video={video} />
        <VideoWords video={video}>
          <PlatformMark platform={video.platform} />
        </VideoWords>
        <span className={styles.mark}>
          {isBusy ? <Spinner size={20} /> : <Icon name={isQueued ? 'check' : 'plus'} size={20} />}
        </span>
      </button>
    </li>
  );
}

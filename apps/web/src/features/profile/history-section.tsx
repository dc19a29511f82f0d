import { type WatchedVideo, videoName } from '@watchparty/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useApi } from '../../lib/api-context.js';
import { usePreloadOnIntent } from '../../lib/page-preload.js';
import { paths } from '../../lib/paths.js';
import { useWatchHistory, WATCH_HISTORY_KEY } from '../../lib/watch-history.js';
import { Button } from '../../ui/button.js';
import { Cell } from '../../ui/cell.js';
import { PageLink } from '../../ui/page-link.js';
import { Poster } from '../../ui/poster.js';
import { Section } from '../../ui/section.js';
import { Skeleton } from '../../ui/skeleton.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import styles from './history-section.module.css';

/** What was watched, when and with whom; a tap leads to a new room with it. */
export function HistorySection(): ReactNode {
  const { t } = useTranslation(['profile', 'common']);
  const { status, videos, hasMore, isLoadingMore, loadMore, retry } = useWatchHistory();
  const api = useApi();
  const queryClient = useQueryClient();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const clear = useMutation({
    mutationFn: () => api.clearWatchHistory(),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: WATCH_HISTORY_KEY });
      void queryClient.invalidateQueries({ queryKey: WATCH_HISTORY_KEY });
      snackbar.show({ text: t('profile:history.cleared'), icon: 'check' });
    },
    onError: (error) => snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' }),
  });

  return (
    <Section header={t('profile:history.title')}>
      {status === 'loading' && (
        <div className={styles.loading} aria-hidden="true">
          <Skeleton height={56} radius={8} />
          <Skeleton height={56} radius={8} />
        </div>
      )}
      {status === 'failed' && (
        <div className={styles.note} role="alert">
          <p>{t('profile:history.failed')}</p>
          <Button variant="tinted" icon="retry" onClick={retry}>
            {t('common:retry')}
          </Button>
        </div>
      )}
      {status === 'ready' && videos.length === 0 && (
        <p className={styles.note}>{t('profile:history.empty')}</p>
      )}
      {videos.length > 0 && (
        <ul>
          {videos.map((video) => (
            <li key={video.url} className={styles.item}>
              <Watched video={video} />
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Button variant="plain" stretched busy={isLoadingMore} onClick={loadMore}>
          {t('profile:history.more')}
        </Button>
      )}
      {videos.length > 0 && (
        <Cell
          icon="trash"
          title={t('profile:history.clear')}
          disabled={clear.isPending}
          onClick={() => clear.mutate()}
        />
      )}
    </Section>
  );
}

function Watched({ video }: { video: WatchedVideo }): ReactNode {
  const { t, i18n } = useTranslation('profile');
  const intent = usePreloadOnIntent('create');
  const title = videoName(video);
  const { people = [], peopleCount = people.length } = video;
  const day = new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'long' }).format(
    video.watchedAt,
  );
  const words = (
    <>
      <Poster seed={video.url} thumbnailUrl={video.thumbnailUrl} className={styles.still} />
      <span className={styles.words}>
        <span className={styles.title} dir="auto">
          {title}
        </span>
        <span className={styles.details}>
          {day}
          {people.length > 0 && ` · ${t('history.with', { names: namesOf(people, peopleCount) })}`}
        </span>
      </span>
    </>
  );
  // A file on a device is chosen anew in each room.
  if (video.platform === 'local') return <div className={styles.video}>{words}</div>;
  return (
    <PageLink to={paths.create(video.url)} className={styles.video} {...intent}>
      <VisuallyHidden>{t('history.open')} </VisuallyHidden>
      {words}
    </PageLink>
  );
}

function namesOf(people: NonNullable<WatchedVideo['people']>, count: number): string {
  const [first] = people;
  return count > 1 ? `${first?.firstName ?? ''} +${count - 1}` : (first?.firstName ?? '');
}

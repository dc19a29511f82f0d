import { type Platform, SEARCH_MAX_LENGTH } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { POSTERS_IN_SIGHT } from '../../lib/fetch-posters.js';
import type { RoomFilter } from '../../lib/rooms-keys.js';
import { WhenLive } from '../../realtime/when-live.js';
import { Button } from '../../ui/button.js';
import { ErrorView } from '../../ui/error-view.js';
import { IconButton } from '../../ui/icon-button.js';
import { TextField } from '../../ui/text-field.js';
import { EmptyHome } from './empty-home.js';
import { EmptySearch } from './empty-search.js';
import { roomsOf } from './patch-rooms.js';
import { PlatformFilter } from './platform-filter.js';
import styles from './public-rooms.module.css';
import { RoomCard } from './room-card.js';
import { RoomGridSkeleton } from './room-grid-skeleton.js';
import { usePublicRooms } from './rooms-query.js';
import { StaleNotice } from './stale-notice.js';
import { useInView } from './use-in-view.js';

interface PublicRoomsProps {
  search: string;
  /** What the list answers: the search as it was when typing paused, and the platform. */
  filter: RoomFilter;
  onSearchChange: (search: string) => void;
  onPlatformChange: (platform: Platform | undefined) => void;
}

export function PublicRooms({
  search,
  filter,
  onSearchChange,
  onPlatformChange,
}: PublicRoomsProps): ReactNode {
  const { t } = useTranslation('home');
  return (
    <section className={styles.section} aria-labelledby="live-title">
      <div className={styles.head}>
        <div className={styles.titleLine}>
          <h2 id="live-title" className={styles.title}>
            {t('live.title')}
          </h2>
          <span className={styles.stale} role="status">
            <WhenLive>
              <StaleNotice />
            </WhenLive>
          </span>
        </div>
        <TextField
          className={styles.search}
          type="search"
          icon="search"
          label={t('search.label')}
          labelHidden
          quiet
          placeholder={t('search.placeholder')}
          maxLength={SEARCH_MAX_LENGTH}
          enterKeyHint="search"
          autoComplete="off"
          data-testid="search"
          value={search}
          onChange={(event) => {
            onSearchChange(event.target.value);
          }}
          after={
            search !== '' && (
              <IconButton
                icon="close"
                iconSize={18}
                label={t('search.clear')}
                onClick={() => {
                  onSearchChange('');
                }}
              />
            )
          }
        />
      </div>
      <PlatformFilter value={filter.platform} onChange={onPlatformChange} />
      <RoomList
        filter={filter}
        onClear={() => {
          onSearchChange('');
          onPlatformChange(undefined);
        }}
      />
    </section>
  );
}

function RoomList({ filter, onClear }: { filter: RoomFilter; onClear: () => void }): ReactNode {
  const { t } = useTranslation('home');
  const errorText = useErrorText();
  const query = usePublicRooms(filter);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const more = useInView<HTMLDivElement>(
    () => {
      void fetchNextPage();
    },
    hasNextPage && !isFetchingNextPage && !isFetchNextPageError,
  );

  if (query.isPending) return <RoomGridSkeleton />;
  if (query.data === undefined) {
    return (
      <ErrorView
        title={t('live.failed')}
        text={errorText(query.error)}
        busy={query.isFetching}
        onRetry={() => {
          void query.refetch();
        }}
      />
    );
  }

  const rooms = roomsOf(query.data);
  if (rooms.length === 0 && !hasNextPage) {
    const { search = '', platform } = filter;
    const isWhole = search === '' && platform === undefined;
    return isWhole ? <EmptyHome /> : <EmptySearch search={search} onClear={onClear} />;
  }
  return (
    <>
      <ul className={styles.grid}>
        {rooms.map((room, index) => (
          <li key={room.id}>
            <RoomCard room={room} eager={index < POSTERS_IN_SIGHT} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div ref={more} className={styles.more}>
          <Button
            variant="tinted"
            busy={isFetchingNextPage}
            onClick={() => {
              void fetchNextPage();
            }}
          >
            {t('live.more')}
          </Button>
        </div>
      )}
    </>
  );
}

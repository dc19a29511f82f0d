import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { paths } from '../../lib/paths.js';
import { useDebounced } from '../../lib/use-debounced.js';
import { MainAction } from '../../telegram/main-action.js';
import { HomeHeader } from './home-header.js';
import styles from './home-page.module.css';
import { MyRooms } from './my-rooms.js';
import { PasteCard } from './paste-card.js';
import { PublicRooms } from './public-rooms.js';
import { UpcomingParties } from './upcoming-parties.js';
import { useIsStale } from './use-is-stale.js';
import { useLiveRooms } from './use-live-rooms.js';

const SEARCH_PAUSE_MS = 350;

export function HomePage(): ReactNode {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const settledSearch = useDebounced(search.trim(), SEARCH_PAUSE_MS);
  useLiveRooms(settledSearch);
  const isStale = useIsStale();

  return (
    <main className={styles.page}>
      <HomeHeader
        action={
          <MainAction
            text={t('createRoom')}
            inFlowWhenWide
            onClick={() => {
              void navigate(paths.create());
            }}
          />
        }
      />
      <PasteCard />
      <UpcomingParties />
      <MyRooms />
      <PublicRooms
        search={search}
        settledSearch={settledSearch}
        onSearchChange={setSearch}
        isStale={isStale}
      />
    </main>
  );
}

import type { Platform } from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { paths } from '../../lib/paths.js';
import { useDebounced } from '../../lib/use-debounced.js';
import { WhenLive } from '../../realtime/when-live.js';
import { MainAction } from '../../telegram/main-action.js';
import { GoOnRow } from './go-on-row.js';
import { HomeHeader } from './home-header.js';
import styles from './home-page.module.css';
import { LiveRooms } from './live-rooms.js';
import { MyRooms } from './my-rooms.js';
import { PasteCard } from './paste-card.js';
import { PublicRooms } from './public-rooms.js';
import { UpcomingParties } from './upcoming-parties.js';
import { useAfterParty } from './use-after-party.js';

const SEARCH_PAUSE_MS = 350;

export function HomePage(): ReactNode {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  useAfterParty();
  const [search, setSearch] = useState('');
  const [platform, setPlatform] = useState<Platform>();
  const filter = { search: useDebounced(search.trim(), SEARCH_PAUSE_MS), platform };

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
        filter={filter}
        onSearchChange={setSearch}
        onPlatformChange={setPlatform}
      />
      <GoOnRow />
      <WhenLive>
        <LiveRooms filter={filter} />
      </WhenLive>
    </main>
  );
}

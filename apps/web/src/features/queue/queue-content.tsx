import type { QueueView } from '@watchparty/shared/room-client';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRoom } from '../../realtime/realtime-context.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { Segmented } from '../../ui/segmented.js';
import { AddLinks } from './add-links.js';
import { QueueBar } from './queue-bar.js';
import styles from './queue-content.module.css';
import { QueueList } from './queue-list.js';
import { RecentVideos } from './recent-videos.js';
import { useQueueCommands } from './use-queue-commands.js';

/** The queue and what can be done with it. Who may not do something sees no control for it. */
export function QueueContent({ queue }: { queue: QueueView }): ReactNode {
  const { t } = useTranslation('queue');
  const youId = useRoom((state) => (state.status === 'joined' ? state.youId : ''));
  const commands = useQueueCommands(queue);
  const [tab, setTab] = useState<'next' | 'recent'>('next');
  const { items } = commands.shown;
  const queuedUrls = useMemo(() => new Set(queue.items.map(({ url }) => url)), [queue.items]);

  return (
    <div className={styles.content}>
      <AddLinks onAdd={commands.add} />
      <Segmented
        label={t('show')}
        value={tab}
        options={[
          {
            value: 'next',
            label: items.length > 0 ? t('upNextCount', { count: items.length }) : t('upNext'),
          },
          { value: 'recent', label: t('recent') },
        ]}
        onChange={setTab}
      />
      {tab === 'recent' ? (
        <RecentVideos queuedUrls={queuedUrls} onAdd={(url) => commands.add([url])} />
      ) : (
        <>
          <QueueBar commands={commands} />
          {items.length > 0 ? (
            <QueueList commands={commands} youId={youId} />
          ) : (
            <EmptyState
              picture={<Icon name="queue" size={40} />}
              title={t('empty.title')}
              text={t('empty.text')}
            />
          )}
        </>
      )}
    </div>
  );
}

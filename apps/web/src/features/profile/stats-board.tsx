import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { Button } from '../../ui/button.js';
import { Skeleton } from '../../ui/skeleton.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import styles from './stats-board.module.css';
import { useStats } from './stats-query.js';
import { watchTimeOf } from './watch-time.js';

export function StatsBoard(): ReactNode {
  const { t, i18n } = useTranslation(['profile', 'common']);
  const errorText = useErrorText();
  const query = useStats();
  const stats = query.data;

  if (stats === undefined && query.isError) {
    return (
      <section className={styles.failed} role="alert">
        <p>{errorText(query.error)}</p>
        <Button
          variant="tinted"
          icon="retry"
          busy={query.isFetching}
          onClick={() => {
            void query.refetch();
          }}
        >
          {t('common:retry')}
        </Button>
      </section>
    );
  }

  const number = new Intl.NumberFormat(i18n.language);
  const time = stats && watchTimeOf(stats.totalWatchTime);
  return (
    <section className={styles.board} aria-label={t('profile:stats.title')} aria-busy={stats === undefined}>
      <div className={styles.hero}>
        <div className={styles.beam} aria-hidden="true" />
        <p className={styles.big}>
          {time ? (
            <>
              {time.hours > 0 && (
                <>
                  {number.format(time.hours)}
                  <span className={styles.unit}> {t('profile:stats.hours')} </span>
                </>
              )}
              {time.minutes}
              <span className={styles.unit}> {t('profile:stats.minutes')}</span>
            </>
          ) : (
            <Skeleton width={150} height={38} radius={10} />
          )}
        </p>
        <p className={styles.caption}>{t('profile:stats.together')}</p>
      </div>
      <dl className={styles.tiles}>
        <Tile
          label={t('profile:stats.days', { count: stats?.watchDays ?? 0 })}
          value={stats && number.format(stats.watchDays)}
        />
        <Tile
          label={t('profile:stats.streak', { count: stats?.streak ?? 0 })}
          value={stats && number.format(stats.streak)}
        />
        <Tile
          label={t('profile:stats.people', { count: stats?.people ?? 0 })}
          value={stats && number.format(stats.people)}
        />
        <Tile
          label={t('profile:stats.created', { count: stats?.roomsCreated ?? 0 })}
          value={stats && number.format(stats.roomsCreated)}
        />
        <Tile
          label={t('profile:stats.joined', { count: stats?.roomsJoined ?? 0 })}
          value={stats && number.format(stats.roomsJoined)}
        />
        <Tile
          label={t('profile:stats.messages', { count: stats?.messagesSent ?? 0 })}
          value={stats && number.format(stats.messagesSent)}
        />
      </dl>
      {stats === undefined && <VisuallyHidden>{t('common:loading')}</VisuallyHidden>}
    </section>
  );
}

function Tile({ label, value }: { label: string; value: string | undefined }): ReactNode {
  return (
    <div className={styles.tile}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{value ?? <Skeleton width={36} height={24} radius={8} />}</dd>
    </div>
  );
}

import type { ServerEvents } from '@watchparty/shared';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useApi } from '../../lib/api-context.js';
import { STATS_KEY } from '../../lib/stats-key.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { AchievementCoin } from '../../ui/achievement-coin.js';
import {
  addToCelebrate,
  type Celebration,
  type CelebrationQueue,
  nextCelebration,
  NOTHING_TO_CELEBRATE,
} from './celebration-queue.js';
import styles from './celebrations.module.css';
import { Confetti } from './confetti.js';

const SHOWN_MS = 5_000;

/**
 * Tells of achievements as they are given, and of those that nobody was there to see. It takes no touch and no focus:
 * whoever watches a film goes on doing so.
 */
export function Celebrations(): ReactNode {
  const { t } = useTranslation('achievements');
  const { news } = useRealtime();
  const api = useApi();
  const telegram = useTelegram();
  const queryClient = useQueryClient();
  const [queue, setQueue] = useState<CelebrationQueue>(NOTHING_TO_CELEBRATE);
  const [shown, setShown] = useState<Celebration>();
  const isSeen = useIsSeen();

  // Once: what comes later is told live.
  const missed = useQuery({
    queryKey: ['achievements'],
    queryFn: ({ signal }) => api.achievements({ signal }),
    staleTime: Infinity,
  }).data;
  const [taken, setTaken] = useState<typeof missed>();
  if (missed !== taken) {
    setTaken(missed);
    setQueue((known) =>
      addToCelebrate(known, missed?.achievements.filter((achievement) => !achievement.isSeen) ?? []),
    );
  }

  useEffect(() => {
    const onEarned = ({ achievement }: ServerEvents['achievement:earned']): void =>
      setQueue((known) => addToCelebrate(known, [achievement]));
    news.on('achievement:earned', onEarned);
    return () => news.off('achievement:earned', onEarned);
  }, [news]);

  const next = shown || !isSeen ? undefined : nextCelebration(queue);
  if (next) {
    setShown(next.celebration);
    setQueue(next.rest);
  }

  useEffect(() => {
    if (!shown) return;
    telegram.haptic.success();
    // What is not marked is told again with the next start.
    api.markAchievementsSeen([...shown.keys]).catch(() => undefined);
    void queryClient.invalidateQueries({ queryKey: STATS_KEY });
    const timer = setTimeout(() => setShown(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown, telegram, api, queryClient]);

  return (
    <div className={styles.region} role="status">
      {shown && (
        <div key={shown.keys[0]} className={styles.card} data-testid="celebration">
          <Confetti />
          <AchievementCoin code={shown.code} level={shown.level} share={1} size={56} />
          <p className={styles.words}>
            <span className={styles.note}>
              {t('earned')} · {t(`level.${shown.level}`)}
            </span>
            <span className={styles.title}>{t(`item.${shown.code}.title`)}</span>
            <span className={styles.text}>
              {shown.others > 0 ? t('others', { count: shown.others }) : t(`item.${shown.code}.text`)}
            </span>
          </p>
        </div>
      )}
    </div>
  );
}

/** Nobody is told of anything behind their back. */
function useIsSeen(): boolean {
  const [isSeen, setIsSeen] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const onChange = (): void => setIsSeen(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, []);
  return isSeen;
}

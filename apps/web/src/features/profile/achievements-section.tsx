import {
  ACHIEVEMENT_CODES,
  ACHIEVEMENT_LEVELS,
  type AchievementCode,
  achievementKey,
  achievementLevel,
  achievementProgress,
  ACHIEVEMENTS,
  type UserStats,
} from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { AchievementCoin } from '../../ui/achievement-coin.js';
import { Section } from '../../ui/section.js';
import { Sheet } from '../../ui/sheet.js';
import { Skeleton } from '../../ui/skeleton.js';
import { achievementsShownFirst } from './achievements-order.js';
import { figureText } from './achievement-words.js';
import styles from './achievements-section.module.css';
import { useStats } from './stats-query.js';

/** CSS pixels. */
const COIN_SIZE = 64;

/** Coins with what is still missing around them; a tap says what one is for. */
export function AchievementsSection(): ReactNode {
  const { t } = useTranslation('achievements');
  const stats = useStats().data;
  const [open, setOpen] = useState<AchievementCode>();
  // Stays while the sheet closes.
  const [shown, setShown] = useState<AchievementCode>();
  return (
    <Section
      header={t('title')}
      footer={
        stats
          ? t('count', {
              count: stats.achievements.length,
              total: ACHIEVEMENT_CODES.length * ACHIEVEMENT_LEVELS.length,
            })
          : // Its line is kept.
            '\u00a0'
      }
    >
      {stats ? (
        <ul className={styles.grid}>
          {achievementsShownFirst(stats).map((code) => (
            <li key={code}>
              <CoinButton
                code={code}
                stats={stats}
                onOpen={() => {
                  setOpen(code);
                  setShown(code);
                }}
              />
            </li>
          ))}
        </ul>
      ) : (
        // As high as the coins will be, so that what is below stays where it is.
        <div className={styles.grid} aria-hidden="true">
          {ACHIEVEMENT_CODES.map((code) => (
            <div key={code} className={styles.button}>
              <Skeleton width={COIN_SIZE} height={COIN_SIZE} radius="50%" />
              <span className={styles.name}>{t(`item.${code}.title`)}</span>
            </div>
          ))}
        </div>
      )}
      {stats && shown && (
        <Sheet
          open={open !== undefined}
          onOpenChange={(isOpen) => {
            if (!isOpen) setOpen(undefined);
          }}
          title={t(`item.${shown}.title`)}
          description={t(`item.${shown}.text`)}
        >
          <Details code={shown} stats={stats} />
        </Sheet>
      )}
    </Section>
  );
}

interface OfOne {
  code: AchievementCode;
  stats: UserStats;
}

function CoinButton({ code, stats, onOpen }: OfOne & { onOpen: () => void }): ReactNode {
  const { t } = useTranslation('achievements');
  const earned = new Set(stats.achievements);
  const level = achievementLevel(code, earned);
  const title = t(`item.${code}.title`);
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={t('open', { title, level: level ? t(`level.${level}`) : t('none') })}
      onClick={onOpen}
    >
      <AchievementCoin
        code={code}
        level={level}
        share={achievementProgress(code, stats, earned).share}
        size={COIN_SIZE}
      />
      <span className={styles.name}>{title}</span>
    </button>
  );
}

function Details({ code, stats }: OfOne): ReactNode {
  const { t, i18n } = useTranslation('achievements');
  const earned = new Set(stats.achievements);
  const { value, next, share } = achievementProgress(code, stats, earned);
  const say = (figure: number): string => figureText(t, i18n.language, code, figure);
  return (
    <div className={styles.details}>
      <AchievementCoin code={code} level={achievementLevel(code, earned)} share={share} size={112} />
      <p className={styles.progress}>
        {next ? t('next', { value: say(Math.min(value, next.target)), target: say(next.target) }) : t('done')}
      </p>
      <ul className={styles.levels}>
        {ACHIEVEMENT_LEVELS.map((level) => (
          <li key={level} className={styles.level}>
            <AchievementCoin
              code={code}
              level={earned.has(achievementKey({ code, level })) ? level : undefined}
              size={36}
            />
            <span className={styles.levelName}>{t(`level.${level}`)}</span>
            <span className={styles.target}>{say(ACHIEVEMENTS[code].levels[level])}</span>
            <span className={styles.target}>
              {t(earned.has(achievementKey({ code, level })) ? 'reached' : 'ahead')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

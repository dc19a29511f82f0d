import type { AchievementCode, AchievementLevel } from '@watchparty/shared';
import type { CSSProperties, ReactNode } from 'react';

import styles from './achievement-coin.module.css';
import { cx } from './cx.js';

const SIGNS: Record<AchievementCode, string> = {
  watch_time: '🍿',
  watch_days: '📅',
  streak: '🔥',
  marathon: '🏃',
  company: '🥳',
  best_friend: '🤝',
  big_party: '🎟️',
  host: '🎬',
  good_host: '🛋️',
  guest: '🚪',
  talker: '💬',
  voice: '🎙️',
  platforms: '🧭',
  live: '📡',
  night_owl: '🦉',
  early_bird: '🐦',
  weekend: '🌴',
};

interface AchievementCoinProps {
  code: AchievementCode;
  /** Undefined: not given yet. */
  level: AchievementLevel | undefined;
  /** Of the way to the next level, 0 to 1, drawn around it. */
  share?: number;
  size?: number;
}

/** Decoration: say in words beside it what it is. */
export function AchievementCoin({ code, level, share = 0, size = 64 }: AchievementCoinProps): ReactNode {
  return (
    <span
      className={cx(styles.coin, styles[level ?? 'none'])}
      style={{ '--coin-size': `${size}px`, '--coin-share': `${share * 360}deg` } as CSSProperties}
      aria-hidden="true"
    >
      <span className={styles.face}>
        <span className={styles.sign}>{SIGNS[code]}</span>
      </span>
    </span>
  );
}

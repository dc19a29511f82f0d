import type { Platform } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { cx } from './cx.js';
import { Icon, type IconName } from './icon.js';
import styles from './platform-mark.module.css';

/** One quiet colour per platform; what has none of its own is drawn in the colour of the words around it. */
const COLOURS: Partial<Record<Platform, string>> = {
  youtube: '#ff3347',
  twitch: '#9d6bff',
  vimeo: '#22b6f0',
  dailymotion: '#3a7bff',
  soundcloud: '#ff6a1f',
  rutube: '#14b8a0',
  vk: '#3b8bff',
  ok: '#ff8a1f',
  dzen: '#ffb52e',
  kinopoisk: '#ff6a00',
};

const ICONS: Partial<Record<Platform, IconName>> = {
  file: 'film',
  hls: 'film',
  dash: 'film',
  local: 'film',
  iframe: 'globe',
};

interface PlatformMarkProps {
  platform: Platform;
  className?: string;
}

/** The platform's name behind its mark. */
export function PlatformMark({ platform, className }: PlatformMarkProps): ReactNode {
  const { t } = useTranslation('common');
  const icon = ICONS[platform];
  return (
    <span className={cx(styles.mark, className)}>
      {icon ? (
        <Icon name={icon} size={15} />
      ) : (
        <span className={styles.badge} style={{ background: COLOURS[platform] }} aria-hidden="true">
          <Icon name="play" size={9} />
        </span>
      )}
      <span>{t(`platform.${platform}`)}</span>
    </span>
  );
}

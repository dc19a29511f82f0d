import { type Platform, PLATFORMS } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useTelegram } from '../../telegram/telegram-context.js';
import { Chip } from '../../ui/chip.js';
import { roomsOf } from './patch-rooms.js';
import styles from './platform-filter.module.css';
import { usePublicRooms } from './rooms-query.js';

interface PlatformFilterProps {
  value: Platform | undefined;
  onChange: (platform: Platform | undefined) => void;
}

/** Only what is on: a chip that leads to an empty list is none. One platform alone needs no choice. */
export function PlatformFilter({ value, onChange }: PlatformFilterProps): ReactNode {
  const { t } = useTranslation(['home', 'common']);
  const telegram = useTelegram();
  const { data } = usePublicRooms({});
  const present = new Set(roomsOf(data).map(({ platform }) => platform));
  if (value !== undefined) present.add(value);
  const offered = PLATFORMS.filter((platform) => present.has(platform));
  if (offered.length < 2 && value === undefined) return null;

  const choose = (platform: Platform | undefined): void => {
    telegram.haptic.selection();
    onChange(platform);
  };
  return (
    <div className={styles.row} role="group" aria-label={t('home:filter.label')}>
      <Chip selected={value === undefined} onClick={() => choose(undefined)}>
        {t('home:filter.all')}
      </Chip>
      {offered.map((platform) => (
        <Chip
          key={platform}
          selected={value === platform}
          onClick={() => choose(value === platform ? undefined : platform)}
        >
          {t(`common:platform.${platform}`)}
        </Chip>
      ))}
    </div>
  );
}

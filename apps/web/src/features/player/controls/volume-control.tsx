import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { IconButton } from '../../../ui/icon-button.js';
import { Slider } from '../../../ui/slider.js';
import type { Sound } from '../use-sound.js';
import styles from './volume-control.module.css';

const ON_PICTURE = { '--slider-track': 'rgb(255 255 255 / 30%)', '--slider-range': '#fff' } as CSSProperties;

/** One's own loudness. Phones have keys for it, so that only the mute button is left there. */
export function VolumeControl({ sound }: { sound: Sound }): ReactNode {
  const { t } = useTranslation('player');
  const isQuiet = sound.isMuted || sound.isSilenced || sound.volume === 0;
  return (
    <div className={styles.root}>
      <IconButton
        icon={isQuiet ? 'volume-off' : 'volume'}
        iconSize={22}
        label={isQuiet ? t('unmute') : t('mute')}
        className={styles.button}
        onClick={sound.toggleMuted}
      />
      <div className={styles.slider} style={ON_PICTURE}>
        <Slider
          label={t('volume')}
          value={isQuiet ? 0 : Math.round(sound.volume * 100)}
          max={100}
          step={5}
          valueText={`${isQuiet ? 0 : Math.round(sound.volume * 100)}%`}
          onChange={(value) => sound.setVolume(value / 100)}
        />
      </div>
    </div>
  );
}

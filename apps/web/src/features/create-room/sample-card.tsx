import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../ui/icon.js';
import { Poster } from '../../ui/poster.js';
import styles from './sample-card.module.css';

/** Beside the sample video of every installation. */
const SAMPLE_STILL = '/samples/clock.jpg';

interface SampleCardProps {
  disabled: boolean;
  onUse: () => void;
}

/** For who has no link at hand. */
export function SampleCard({ disabled, onUse }: SampleCardProps): ReactNode {
  const { t } = useTranslation('create');
  return (
    <button
      type="button"
      className={styles.card}
      disabled={disabled}
      onClick={onUse}
      data-testid="use-sample"
    >
      <Poster seed="sample" thumbnailUrl={SAMPLE_STILL} className={styles.still} />
      <span className={styles.words}>
        <span className={styles.title}>{t('sample.title')}</span>
        <span className={styles.text}>{t('sample.text')}</span>
      </span>
      <span className={styles.plus}>
        <Icon name="plus" size={20} />
      </span>
    </button>
  );
}

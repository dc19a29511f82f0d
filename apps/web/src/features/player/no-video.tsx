import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import styles from './no-video.module.css';

interface NoVideoProps {
  mayControl: boolean;
  controllerName: string | undefined;
  onChangeVideo: () => void;
}

/** The stage before the film: the lights are still on. */
export function NoVideo({ mayControl, controllerName, onChangeVideo }: NoVideoProps): ReactNode {
  const { t } = useTranslation('player');
  return (
    <div className={styles.root}>
      <span className={styles.mark} aria-hidden="true">
        <Icon name="film" size={28} />
      </span>
      <p className={styles.title}>{t('noVideo.title')}</p>
      {mayControl ? (
        <Button icon="link" size="s" onClick={onChangeVideo}>
          {t('noVideo.paste')}
        </Button>
      ) : (
        <p className={styles.text}>{t('noVideo.wait', { name: controllerName ?? t('somebody') })}</p>
      )}
    </div>
  );
}

import type { Platform } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useTelegram } from '../../telegram/telegram-context.js';
import { Button } from '../../ui/button.js';
import styles from './media-trouble.module.css';
import type { MediaProblem } from './player-handle.js';

/**
 * A missing copy of one's own is asked for instead. `no_player`: the server knows the video and this page does not, as it
 * was opened before a release that brought its platform. `no_video`: its server calls it something that plays nowhere.
 */
export type TroubleKind = Exclude<MediaProblem, 'no_copy'> | 'no_player' | 'no_video';

interface MediaTroubleProps {
  kind: TroubleKind;
  mayControl: boolean;
  /** Where the video is to be seen with its platform; absent where that is nowhere else. */
  page?: { platform: Platform; url: string };
  /** Absent where another try changes nothing. */
  onRetry?: () => void;
  onChangeVideo: () => void;
}

/** Nothing is wrong with the video: its platform has it, for everybody who comes there. */
const PLAYS_ELSEWHERE: ReadonlySet<TroubleKind> = new Set(['not_embeddable', 'no_referrer']);

/** What is wrong with the video and what to do about it. */
export function MediaTrouble({
  kind,
  mayControl,
  page,
  onRetry,
  onChangeVideo,
}: MediaTroubleProps): ReactNode {
  const { t } = useTranslation(['player', 'common']);
  const telegram = useTelegram();
  return (
    <div className={styles.root} role="alert">
      <p className={styles.title}>{t(`trouble.${kind}.title`)}</p>
      <p className={styles.text}>{mayControl ? t(`trouble.${kind}.text`) : t('trouble.askHost')}</p>
      <div className={styles.actions}>
        {onRetry && (
          <Button variant="overlay" icon="retry" size="s" onClick={onRetry}>
            {t('trouble.retry')}
          </Button>
        )}
        {page && PLAYS_ELSEWHERE.has(kind) && (
          <Button variant="overlay" icon="globe" size="s" onClick={() => telegram.openLink(page.url)}>
            {t('trouble.openOn', { site: t(`common:platform.${page.platform}`) })}
          </Button>
        )}
        {mayControl && (
          <Button icon="link" size="s" onClick={onChangeVideo}>
            {t('trouble.change')}
          </Button>
        )}
      </div>
    </div>
  );
}

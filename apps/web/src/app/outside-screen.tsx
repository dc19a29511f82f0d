import type { RoomCard } from '@watchparty/shared';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useApi } from '../lib/api-context.js';
import { Chip } from '../ui/chip.js';
import { FullScreen } from '../ui/full-screen.js';
import { PlatformMark } from '../ui/platform-mark.js';
import { Poster } from '../ui/poster.js';
import { OpenInTelegram, roomIdInAddress } from './open-in-telegram.js';
import styles from './outside-screen.module.css';

/** Somebody followed a link in a browser: what it leads to, and the way there. */
export function OutsideScreen(): ReactNode {
  const { t } = useTranslation('common');
  const roomId = roomIdInAddress();
  if (roomId !== undefined) return <OutsideRoom roomId={roomId} />;
  return <FullScreen title={t('outside.title')} text={t('outside.text')} actions={<OpenInTelegram />} />;
}

function OutsideRoom({ roomId }: { roomId: string }): ReactNode {
  const { t } = useTranslation('common');
  const api = useApi();
  const { data: card } = useQuery({
    queryKey: ['room-card', roomId],
    queryFn: ({ signal }) => api.roomCard(roomId, { signal }),
  });
  // Whatever is wrong with the card, the way in is the same: Telegram will tell.
  if (!card?.isPublic) {
    const isPrivate = card !== undefined;
    return (
      <FullScreen
        title={isPrivate ? t('outside.privateTitle') : t('outside.roomTitle')}
        text={isPrivate ? t('outside.privateText') : t('outside.roomText')}
        actions={<OpenInTelegram />}
      />
    );
  }
  return <PublicRoom card={card} />;
}

function PublicRoom({ card }: { card: Extract<RoomCard, { isPublic: true }> }): ReactNode {
  const { t } = useTranslation('common');
  return (
    <main className={styles.page}>
      <article className={styles.card}>
        <Poster seed={card.id} thumbnailUrl={card.videoThumbnailUrl} eager className={styles.still} />
        <div className={styles.words}>
          <h1 className={styles.title} dir="auto">
            {card.name}
          </h1>
          {card.videoTitle !== undefined && card.videoTitle !== card.name && (
            <p className={styles.video} dir="auto">
              {card.videoTitle}
            </p>
          )}
          <div className={styles.facts}>
            {card.isPlaying && (
              <Chip tone="danger" live>
                {t('outside.playing')}
              </Chip>
            )}
            {card.participantCount > 0 && (
              <Chip icon="people">{t('people', { count: card.participantCount })}</Chip>
            )}
            {card.hasPassword && <Chip icon="lock">{t('outside.password')}</Chip>}
            {card.platform && <PlatformMark platform={card.platform} />}
          </div>
          <p className={styles.text}>{t('outside.roomText')}</p>
          <OpenInTelegram />
        </div>
      </article>
    </main>
  );
}

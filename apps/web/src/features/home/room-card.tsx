import type { RoomSummary } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { usePreloadOnIntent } from '../../lib/page-preload.js';
import { paths } from '../../lib/paths.js';
import { AvatarStack } from '../../ui/avatar-stack.js';
import { Chip } from '../../ui/chip.js';
import { Icon } from '../../ui/icon.js';
import { PageLink } from '../../ui/page-link.js';
import { PlatformMark } from '../../ui/platform-mark.js';
import { Poster } from '../../ui/poster.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { PeopleCount } from './people-count.js';
import styles from './room-card.module.css';

interface RoomCardProps {
  room: RoomSummary;
  eager?: boolean;
  /** Smaller, for a row of them. */
  compact?: boolean;
  /** Said on the picture in place of what plays. */
  note?: string;
}

export function RoomCard({ room, eager = false, compact = false, note }: RoomCardProps): ReactNode {
  const { t } = useTranslation('home');
  const preloadOnIntent = usePreloadOnIntent('room');
  const isFull = room.participantCount >= room.maxParticipants;
  return (
    <PageLink
      {...preloadOnIntent}
      to={paths.room(room.id)}
      className={styles.card}
      data-testid="room-card"
      data-compact={compact || undefined}
    >
      <Poster seed={room.id} thumbnailUrl={room.videoThumbnailUrl} eager={eager} className={styles.poster}>
        <span className={styles.shade} />
        <span className={styles.top}>
          {note !== undefined ? (
            <Chip tone="overlay">{note}</Chip>
          ) : room.isPlaying && room.participantCount > 0 ? (
            <Chip tone="overlay" live>
              {t('card.playing')}
            </Chip>
          ) : (
            <span />
          )}
          <span className={styles.marks}>
            {!room.isPublic && <Mark icon="link" label={t('card.private')} />}
            {room.hasPassword && <Mark icon="lock" label={t('card.password')} />}
          </span>
        </span>
        <span className={styles.bottom}>
          <PeopleCount count={room.participantCount} max={room.maxParticipants} isFull={isFull} />
          {!compact && (
            <AvatarStack
              faces={room.faces}
              total={room.participantCount}
              size={28}
              className={styles.faces}
            />
          )}
        </span>
      </Poster>
      <span className={styles.foot}>
        <span className={styles.words}>
          <span className={styles.name}>{room.name}</span>
          <span className={styles.meta}>
            {room.platform && !compact && (
              <PlatformMark platform={room.platform} className={styles.platform} />
            )}
            {room.platform && !compact && room.hostName !== '' && <span aria-hidden="true">·</span>}
            {/* Some do not want to be named here. */}
            {room.hostName !== '' && (
              <span className={styles.host}>
                <VisuallyHidden>{t('card.host')} </VisuallyHidden>
                {room.hostName}
              </span>
            )}
          </span>
        </span>
      </span>
    </PageLink>
  );
}

function Mark({ icon, label }: { icon: 'lock' | 'link'; label: string }): ReactNode {
  return (
    <span className={styles.mark} title={label}>
      <Icon name={icon} size={15} />
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
}

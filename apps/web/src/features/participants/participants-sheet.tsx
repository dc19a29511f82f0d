import type { Participant, Role } from '@watchparty/shared';
import { sortedParticipants } from '@watchparty/shared/room-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRoom } from '../../realtime/realtime-context.js';
import { Avatar } from '../../ui/avatar.js';
import { Button } from '../../ui/button.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { Sheet } from '../../ui/sheet.js';
import { cx } from '../../ui/cx.js';
import styles from './participants-sheet.module.css';
import { useEverybody } from './use-everybody.js';

interface ParticipantsSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onInvite: () => void;
}

const ROLE_ICONS: Record<Role, IconName | undefined> = {
  host: 'crown',
  moderator: 'shield',
  participant: undefined,
};

/** Everybody who holds a seat, those who are here first. */
export function ParticipantsSheet({ open, onOpenChange, onInvite }: ParticipantsSheetProps): ReactNode {
  const { t } = useTranslation('participants');
  const state = useRoom((room) => (room.status === 'joined' ? room : undefined));
  const isPartial = state !== undefined && state.participants.size < state.room.participantCount;
  const everybody = useEverybody(state?.room.id, state?.participants, open && isPartial);
  if (!state) return null;
  const { participants, room, youId } = state;
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={t('title', { count: Math.max(participants.size, room.participantCount) })}
      footer={
        <Button variant="tinted" size="l" icon="share" onClick={onInvite}>
          {t('invite')}
        </Button>
      }
    >
      <ul className={styles.list}>
        {[...sortedParticipants(participants), ...everybody.others].map((participant) => (
          <PersonRow
            key={participant.userId}
            participant={participant}
            isYou={participant.userId === youId}
          />
        ))}
      </ul>
      {everybody.hasMore && (
        <Button variant="plain" size="l" busy={everybody.isLoading} onClick={everybody.loadMore}>
          {t('more')}
        </Button>
      )}
    </Sheet>
  );
}

function PersonRow({ participant, isYou }: { participant: Participant; isYou: boolean }): ReactNode {
  const { t } = useTranslation('participants');
  const { userId, firstName, username, photoUrl, role, isOnline } = participant;
  const icon = ROLE_ICONS[role];
  return (
    <li className={cx(styles.person, !isOnline && styles.away)}>
      <span className={styles.face}>
        <Avatar id={userId} name={firstName} photoUrl={photoUrl} size={44} />
        {isOnline && <span className={styles.dot} aria-hidden="true" />}
      </span>
      <span className={styles.words}>
        <span className={styles.name} dir="auto">
          {firstName}
          {isYou && <span className={styles.you}>{t('you')}</span>}
        </span>
        <span className={styles.detail}>
          {[isOnline ? t('here') : t('away'), username && `@${username}`].filter(Boolean).join(' · ')}
        </span>
      </span>
      {icon && (
        <span className={cx(styles.badge, styles[role])}>
          <Icon name={icon} size={15} />
          {t(`role.${role}`)}
        </span>
      )}
    </li>
  );
}

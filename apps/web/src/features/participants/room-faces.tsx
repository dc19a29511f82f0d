import { sortedParticipants } from '@watchparty/shared/room-client';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRoom } from '../../realtime/realtime-context.js';
import { AvatarStack } from '../../ui/avatar-stack.js';
import styles from './room-faces.module.css';

/** Who is here, at a glance; opens the list. */
export function RoomFaces({ onOpen }: { onOpen: () => void }): ReactNode {
  const { t } = useTranslation('participants');
  const participants = useRoom((state) => (state.status === 'joined' ? state.participants : undefined));
  const here = useMemo(
    () => sortedParticipants(participants ?? new Map()).filter(({ isOnline }) => isOnline),
    [participants],
  );
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={t('open', { count: here.length })}
      onClick={onOpen}
    >
      <AvatarStack faces={here} total={here.length} max={3} size={28} />
    </button>
  );
}

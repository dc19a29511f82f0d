import { sortedParticipants } from '@watchparty/shared/room-client';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRoom } from '../../realtime/realtime-context.js';
import { AvatarStack } from '../../ui/avatar-stack.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import styles from './room-faces.module.css';

/** Who is here, at a glance; opens the list. */
export function RoomFaces({ onOpen }: { onOpen: () => void }): ReactNode {
  const { t } = useTranslation('participants');
  const participants = useRoom((state) => (state.status === 'joined' ? state.participants : undefined));
  const here = useMemo(
    () => sortedParticipants(participants ?? new Map()).filter(({ isOnline }) => isOnline),
    [participants],
  );
  // Of a large room only some are known by name, and whether the others are here right now is not told.
  const unnamed = useRoom((state) =>
    state.status === 'joined' ? Math.max(0, state.room.participantCount - state.participants.size) : 0,
  );
  const count = here.length + unnamed;
  return (
    <button type="button" className={styles.button} onClick={onOpen}>
      <AvatarStack faces={here} total={count} max={3} size={28} />
      {/* Not an aria-label: that would leave out what is seen, the letters on the faces. */}
      <VisuallyHidden>{t('open', { count })}</VisuallyHidden>
    </button>
  );
}

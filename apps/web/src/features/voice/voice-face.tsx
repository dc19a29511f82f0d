import type { ReactNode } from 'react';

import { Avatar } from '../../ui/avatar.js';
import { cx } from '../../ui/cx.js';
import type { VoicePerson } from './use-voice-people.js';
import styles from './voice-face.module.css';

/** A face with a ring around it while its person speaks. */
export function VoiceFace({ person, size }: { person: VoicePerson; size: number }): ReactNode {
  const { participant, isSpeaking, link, isYou } = person;
  const isApart = !isYou && link !== undefined && link !== 'connected';
  return (
    <span className={cx(styles.face, isSpeaking && styles.speaking, isApart && styles.apart)}>
      <Avatar
        id={participant.userId}
        name={participant.firstName}
        photoUrl={participant.photoUrl}
        size={size}
      />
    </span>
  );
}

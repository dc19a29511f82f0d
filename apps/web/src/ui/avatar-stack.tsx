import type { ReactNode } from 'react';

import styles from './avatar-stack.module.css';
import { Avatar } from './avatar.js';
import { cx } from './cx.js';

/** `Face`, `Participant` and the like all fit. */
export interface StackFace {
  userId: string;
  firstName: string;
  photoUrl?: string;
}

interface AvatarStackProps {
  faces: readonly StackFace[];
  /** How many people there are in all; what is not shown becomes "+N". */
  total?: number;
  max?: number;
  size?: number;
  className?: string;
}

/** Decoration: say the count or the names in words beside it. */
export function AvatarStack({ faces, total, max = 3, size = 28, className }: AvatarStackProps): ReactNode {
  const shown = faces.slice(0, max);
  const hidden = Math.max(total ?? 0, faces.length) - shown.length;
  if (shown.length === 0) return null;

  return (
    <span className={cx(styles.stack, className)} aria-hidden="true">
      {shown.map((face) => (
        <Avatar
          key={face.userId}
          id={face.userId}
          name={face.firstName}
          photoUrl={face.photoUrl}
          size={size}
          className={styles.face}
        />
      ))}
      {hidden > 0 && (
        <span className={cx(styles.face, styles.more)} style={{ height: size, minWidth: size }}>
          +{hidden > 999 ? '999' : hidden}
        </span>
      )}
    </span>
  );
}

import { useState, type ReactNode } from 'react';

import { avatarColours, initialsOf } from './avatar-colour.js';
import styles from './avatar.module.css';
import { cx } from './cx.js';

interface AvatarProps {
  /** Decides the colour. */
  id: string;
  name: string;
  photoUrl?: string;
  /** CSS pixels. */
  size?: number;
  /** Says the name to screen readers; leave it out where the name stands beside the picture. */
  labelled?: boolean;
  className?: string;
}

export function Avatar({
  id,
  name,
  photoUrl,
  size = 40,
  labelled = false,
  className,
}: AvatarProps): ReactNode {
  // The address that failed, not a flag: a new photo gets its own chance.
  const [brokenUrl, setBrokenUrl] = useState<string>();
  const [light, deep] = avatarColours(id);
  const showsPhoto = photoUrl !== undefined && photoUrl !== '' && photoUrl !== brokenUrl;

  return (
    <span
      className={cx(styles.avatar, className)}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.4),
        backgroundImage: `linear-gradient(160deg, ${light}, ${deep})`,
      }}
      role={labelled ? 'img' : undefined}
      aria-label={labelled ? name : undefined}
      aria-hidden={labelled ? undefined : true}
    >
      {showsPhoto ? (
        <img
          className={styles.photo}
          src={photoUrl}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          draggable={false}
          referrerPolicy="no-referrer"
          onError={() => {
            setBrokenUrl(photoUrl);
          }}
        />
      ) : (
        <span>{initialsOf(name)}</span>
      )}
    </span>
  );
}

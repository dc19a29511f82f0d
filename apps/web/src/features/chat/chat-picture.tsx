import type { ReactNode } from 'react';

import styles from './chat-picture.module.css';

/** Two bubbles that wait for words. */
export function ChatPicture(): ReactNode {
  return (
    <svg className={styles.picture} width="116" height="76" viewBox="0 0 116 76">
      <path
        className={styles.theirs}
        d="M18 2h40a16 16 0 0 1 16 16v10a16 16 0 0 1-16 16H16L4 50c-2 1-3-1-2-3V18A16 16 0 0 1 18 2z"
      />
      <g className={styles.dots}>
        <circle cx="24" cy="23" r="4" />
        <circle cx="38" cy="23" r="4" />
        <circle cx="52" cy="23" r="4" />
      </g>
      <path
        className={styles.mine}
        d="M100 28H70a14 14 0 0 0-14 14v12a14 14 0 0 0 14 14h32l9 6c2 1 3-1 3-3V42a14 14 0 0 0-14-14z"
      />
      <path className={styles.heart} d="M85 59c-6-4-9-7-9-11a5 5 0 0 1 9-3 5 5 0 0 1 9 3c0 4-3 7-9 11z" />
    </svg>
  );
}

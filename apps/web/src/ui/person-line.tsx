import type { ReactNode } from 'react';

import { cx } from './cx.js';
import styles from './person-line.module.css';

interface PersonLineProps {
  face: ReactNode;
  name: string;
  /** Said beside one's own name. */
  you?: string | false;
  /** Under the name. */
  detail: ReactNode;
  /** Somebody who is not here. */
  isFaded?: boolean;
  /** What else there is to see of them, and to do. */
  children?: ReactNode;
}

/** A line of a list of people. */
export function PersonLine({
  face,
  name,
  you,
  detail,
  isFaded = false,
  children,
}: PersonLineProps): ReactNode {
  return (
    <li className={cx(styles.line, isFaded && styles.faded)}>
      <span className={styles.face}>{face}</span>
      <span className={styles.words}>
        <span className={styles.name} dir="auto">
          {name}
          {you && <span className={styles.you}>{you}</span>}
        </span>
        <span className={styles.detail}>{detail}</span>
      </span>
      {children}
    </li>
  );
}

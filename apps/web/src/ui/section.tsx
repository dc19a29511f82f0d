import { useId, type ReactNode } from 'react';

import { cx } from './cx.js';
import styles from './section.module.css';

interface SectionProps {
  header?: string;
  /** A line of explanation below. */
  footer?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A group of cells on a rounded card, as in Telegram's own settings. */
export function Section({ header, footer, children, className }: SectionProps): ReactNode {
  const headerId = useId();
  return (
    <section
      className={cx(styles.root, className)}
      aria-labelledby={header === undefined ? undefined : headerId}
    >
      {header !== undefined && (
        <h2 id={headerId} className={styles.header}>
          {header}
        </h2>
      )}
      <div className={styles.card}>{children}</div>
      {footer !== undefined && <p className={styles.footer}>{footer}</p>}
    </section>
  );
}

import type { ReactNode } from 'react';

import { cx } from './cx.js';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  /** Decoration above the words. */
  picture?: ReactNode;
  title: string;
  /** It is all that the page has to say. */
  isPage?: boolean;
  text?: string;
  /** What to do next: one button, two at most. */
  actions?: ReactNode;
  className?: string;
}

export function EmptyState({
  picture,
  title,
  text,
  actions,
  className,
  isPage = false,
}: EmptyStateProps): ReactNode {
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <div className={cx(styles.root, className)}>
      {picture && (
        <div className={styles.picture} aria-hidden="true">
          {picture}
        </div>
      )}
      <Heading className={styles.title}>{title}</Heading>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

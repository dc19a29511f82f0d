import type { ReactNode } from 'react';

import { cx } from './cx.js';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  /** Decoration above the words. */
  picture?: ReactNode;
  title: string;
  text?: string;
  /** What to do next: one button, two at most. */
  actions?: ReactNode;
  className?: string;
}

export function EmptyState({ picture, title, text, actions, className }: EmptyStateProps): ReactNode {
  return (
    <div className={cx(styles.root, className)}>
      {picture && (
        <div className={styles.picture} aria-hidden="true">
          {picture}
        </div>
      )}
      <h2 className={styles.title}>{title}</h2>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

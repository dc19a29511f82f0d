import type { ReactNode } from 'react';

import styles from './spinner.module.css';
import { cx } from './cx.js';

interface SpinnerProps {
  /** CSS pixels. */
  size?: number;
  /** Said to screen readers; without it the spinner is decoration. */
  label?: string;
  className?: string;
}

/** Appears only after a moment, so that quick work does not flicker. */
export function Spinner({ size = 24, label, className }: SpinnerProps): ReactNode {
  return (
    <span
      className={cx(styles.spinner, className)}
      style={{ width: size, height: size }}
      role={label === undefined ? undefined : 'status'}
      aria-hidden={label === undefined ? true : undefined}
      aria-label={label}
    />
  );
}

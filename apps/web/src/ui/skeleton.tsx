import type { CSSProperties, ReactNode } from 'react';

import { cx } from './cx.js';
import styles from './skeleton.module.css';

interface SkeletonProps {
  width?: CSSProperties['width'];
  height?: CSSProperties['height'];
  radius?: CSSProperties['borderRadius'];
  className?: string;
}

/** The shape of what is to come. Say "loading" once, on the list around it. */
export function Skeleton({ width = '100%', height = 16, radius = 8, className }: SkeletonProps): ReactNode {
  return (
    <span
      className={cx(styles.skeleton, className)}
      style={{ width, height, borderRadius: radius }}
      aria-hidden="true"
    />
  );
}

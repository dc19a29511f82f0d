import { useLayoutEffect, useRef, type ReactNode } from 'react';

import styles from './bottom-bar.module.css';
import { cx } from './cx.js';

interface BottomBarProps {
  children: ReactNode;
  /** Stands where it is written on a wide screen, where no thumb has to reach it. */
  inFlowWhenWide?: boolean;
}

/** A bar at the bottom edge, in one thumb's reach, for the page's one main action. */
export function BottomBar({ children, inFlowWhenWide = false }: BottomBarProps): ReactNode {
  const bar = useRef<HTMLDivElement>(null);

  // Pages and the snackbar keep clear of the bar by this variable.
  useLayoutEffect(() => {
    const root = document.documentElement.style;
    const height = bar.current?.offsetHeight ?? 0;
    root.setProperty('--bottom-bar-height', `${height}px`);
    return () => {
      root.removeProperty('--bottom-bar-height');
    };
  }, []);

  return (
    <div ref={bar} className={cx(styles.bar, inFlowWhenWide && styles.inFlow)}>
      <div className={styles.inner}>{children}</div>
    </div>
  );
}

import { useEffect, useRef, type ReactNode } from 'react';

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

  // Pages and the snackbar keep clear of the bar by this variable. Told once the page is laid out: to ask for the height as
  // soon as the bar is there lays out the page for the question alone, which takes a slow phone 50 ms.
  useEffect(() => {
    const root = document.documentElement.style;
    const observer = new ResizeObserver(([entry]) => {
      root.setProperty('--bottom-bar-height', `${entry?.target.clientHeight ?? 0}px`);
    });
    if (bar.current) observer.observe(bar.current);
    return () => {
      observer.disconnect();
      root.removeProperty('--bottom-bar-height');
    };
  }, []);

  return (
    <div ref={bar} className={cx(styles.bar, inFlowWhenWide && styles.inFlow)}>
      <div className={styles.inner}>{children}</div>
    </div>
  );
}

import type { ReactNode } from 'react';

import { GateSkeleton } from './gate-skeleton.js';
import styles from './join-gate.module.css';

/** The door before anything is known, not even who asks. */
export function GateLoading(): ReactNode {
  return (
    <main className={styles.page}>
      <GateSkeleton />
    </main>
  );
}

import type { ReactNode } from 'react';

import { CinemaPicture } from './cinema-picture.js';
import { EmptyState } from './empty-state.js';
import styles from './full-screen.module.css';

interface FullScreenProps {
  title: string;
  text?: string;
  actions?: ReactNode;
}

/** A page that has nothing but one thing to say. */
export function FullScreen({ title, text, actions }: FullScreenProps): ReactNode {
  return (
    <main className={styles.page}>
      <EmptyState isPage picture={<CinemaPicture />} title={title} text={text} actions={actions} />
    </main>
  );
}

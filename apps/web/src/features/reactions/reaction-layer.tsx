import type { CSSProperties, ReactNode } from 'react';
import { useStore } from 'zustand';

import { useTelegram } from '../../telegram/telegram-context.js';
import type { Floats } from './floats.js';
import styles from './reaction-layer.module.css';

/** What people feel, floating along the film's edge. */
export function ReactionLayer({ floats }: { floats: Floats }): ReactNode {
  const { isSlowDevice } = useTelegram();
  const shown = useStore(floats.store);
  return (
    <div
      className={styles.layer}
      data-testid="reactions"
      data-still={isSlowDevice || undefined}
      aria-hidden="true"
    >
      {shown.map(({ id, emoji, name, place }) => (
        <span
          key={id}
          className={styles.float}
          style={{ '--place': place } as CSSProperties}
          onAnimationEnd={() => floats.remove(id)}
        >
          <span className={styles.emoji}>{emoji}</span>
          {name !== undefined && <span className={styles.name}>{name}</span>}
        </span>
      ))}
    </div>
  );
}

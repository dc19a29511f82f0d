import type { CSSProperties, ReactNode } from 'react';

import styles from './confetti.module.css';

const PIECES = 18;
const COLOURS = ['#ffd24d', '#4ba3f5', '#ff6b9a', '#5fd38d', '#a98bff'] as const;

/** A handful of paper, thrown once. Where less motion is wanted there is none. */
export function Confetti(): ReactNode {
  return (
    <span className={styles.confetti} aria-hidden="true">
      {Array.from({ length: PIECES }, (_, piece) => (
        <span
          key={piece}
          className={styles.piece}
          style={
            {
              // Spread by the golden angle, so that no two fly together.
              '--x': `${Math.round(Math.cos(piece * 2.4) * (60 + piece * 7))}px`,
              '--y': `${Math.round(-40 - Math.abs(Math.sin(piece * 2.4)) * 90)}px`,
              '--turn': `${piece * 97}deg`,
              '--delay': `${(piece % 6) * 30}ms`,
              background: COLOURS[piece % COLOURS.length],
            } as CSSProperties
          }
        />
      ))}
    </span>
  );
}

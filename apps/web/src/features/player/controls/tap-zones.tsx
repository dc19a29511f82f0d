import { useRef, useState, type PointerEvent, type ReactNode } from 'react';

import { Icon } from '../../../ui/icon.js';
import { cx } from '../../../ui/cx.js';
import { SEEK_STEP_S } from './controls.js';
import styles from './tap-zones.module.css';

interface TapZonesProps {
  mayControl: boolean;
  onTap: (pointer: 'mouse' | 'touch') => void;
  onSeekBy: (seconds: number) => void;
  onStir: () => void;
}

type Side = 'left' | 'right';

/** Two taps within this time, on the same side, are a double tap. */
const DOUBLE_TAP_MS = 320;
/** Share of the width on either side where a double tap jumps. */
const SIDE_SHARE = 0.36;

/** The picture itself as a control: one tap shows or hides, two on a side jump by 10 s, and more go on jumping. */
export function TapZones({ mayControl, onTap, onSeekBy, onStir }: TapZonesProps): ReactNode {
  const lastTap = useRef<{ side: Side; atMs: number }>(undefined);
  const [hint, setHint] = useState<{ id: number; side: Side; seconds: number }>();

  const onPointerUp = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    if (event.pointerType === 'mouse') return onTap('mouse');
    const side = sideOf(event);
    const isDouble =
      side !== undefined &&
      lastTap.current?.side === side &&
      event.timeStamp - lastTap.current.atMs < DOUBLE_TAP_MS;
    lastTap.current = side && { side, atMs: event.timeStamp };
    if (!isDouble || !mayControl) return onTap('touch');
    onSeekBy(side === 'left' ? -SEEK_STEP_S : SEEK_STEP_S);
    setHint((previous) => ({
      id: (previous?.id ?? 0) + 1,
      side,
      seconds: (previous?.side === side ? previous.seconds : 0) + SEEK_STEP_S,
    }));
  };

  return (
    // Everything that it does is on buttons and keys too.
    <div className={styles.root} onPointerUp={onPointerUp} onPointerMove={onStir} aria-hidden="true">
      {hint && (
        <span
          key={hint.id}
          className={cx(styles.hint, styles[hint.side])}
          onAnimationEnd={() => setHint(undefined)}
        >
          <Icon name={hint.side === 'left' ? 'seek-back' : 'seek-forward'} size={32} />
          {hint.side === 'left' ? '−' : '+'}
          {hint.seconds}
        </span>
      )}
    </div>
  );
}

function sideOf({ currentTarget, clientX }: PointerEvent<HTMLDivElement>): Side | undefined {
  const { left, width } = currentTarget.getBoundingClientRect();
  const share = (clientX - left) / width;
  if (share < SIDE_SHARE) return 'left';
  return share > 1 - SIDE_SHARE ? 'right' : undefined;
}

import type { ReactNode } from 'react';

import styles from './chip.module.css';
import { cx } from './cx.js';
import { Icon, type IconName } from './icon.js';

interface ChipProps {
  children: ReactNode;
  icon?: IconName;
  tone?: 'neutral' | 'accent' | 'danger' | 'overlay';
  /** A pulsing dot in front: it happens now. */
  live?: boolean;
  selected?: boolean;
  /** Makes it a button. */
  onClick?: () => void;
  className?: string;
}

export function Chip({
  children,
  icon,
  tone = 'neutral',
  live = false,
  selected,
  onClick,
  className,
}: ChipProps): ReactNode {
  const content = (
    <>
      {live && <span className={styles.dot} aria-hidden="true" />}
      {icon && <Icon name={icon} size={14} />}
      <span className={styles.label}>{children}</span>
    </>
  );
  const name = cx(styles.chip, styles[tone], className);
  if (!onClick) return <span className={name}>{content}</span>;
  return (
    <button type="button" className={cx(name, styles.button)} aria-pressed={selected} onClick={onClick}>
      {content}
    </button>
  );
}

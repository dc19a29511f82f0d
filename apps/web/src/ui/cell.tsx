import type { ReactNode } from 'react';

import styles from './cell.module.css';
import { cx } from './cx.js';
import { Icon, type IconName } from './icon.js';

interface CellProps {
  title: ReactNode;
  subtitle?: ReactNode;
  icon?: IconName;
  /** Instead of an icon: an avatar, a thumbnail. */
  before?: ReactNode;
  /** A switch, a value, a button. */
  after?: ReactNode;
  tone?: 'neutral' | 'accent' | 'danger';
  /** Makes the whole row a button. Leave it out when `after` holds a control of its own. */
  onClick?: () => void;
  disabled?: boolean;
  /** An arrow that says: this leads on. */
  chevron?: boolean;
  className?: string;
}

export function Cell({
  title,
  subtitle,
  icon,
  before,
  after,
  tone = 'neutral',
  onClick,
  disabled,
  chevron = false,
  className,
}: CellProps): ReactNode {
  const content = (
    <>
      {icon && <Icon name={icon} size={24} className={styles.icon} />}
      {before}
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        {subtitle !== undefined && <span className={styles.subtitle}>{subtitle}</span>}
      </span>
      {after}
      {chevron && <Icon name="forward" size={18} className={styles.chevron} />}
    </>
  );
  const name = cx(styles.cell, styles[tone], className);
  if (!onClick) return <div className={name}>{content}</div>;
  return (
    <button type="button" className={cx(name, styles.button)} disabled={disabled} onClick={onClick}>
      {content}
    </button>
  );
}

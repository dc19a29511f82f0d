import type { ButtonHTMLAttributes, ReactNode } from 'react';

import { cx } from './cx.js';
import styles from './icon-button.module.css';
import { Icon, type IconName } from './icon.js';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'aria-label'> {
  icon: IconName;
  /** The button's name for whoever does not see the picture. */
  label: string;
  variant?: 'plain' | 'tinted' | 'filled' | 'overlay';
  iconSize?: number;
  /** For a button that stays pressed. */
  pressed?: boolean;
  /** Small number in the corner. */
  badge?: number;
}

export function IconButton({
  icon,
  label,
  variant = 'plain',
  iconSize = 24,
  pressed,
  badge,
  className,
  type = 'button',
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button
      {...rest}
      type={type}
      className={cx(styles.button, styles[variant], className)}
      aria-label={label}
      aria-pressed={pressed}
      title={rest.title ?? label}
    >
      <Icon name={icon} size={iconSize} />
      {badge !== undefined && badge > 0 && (
        <span className={styles.badge} aria-hidden="true">
          {badge > 99 ? '99+' : badge}
        </span>
      )}
    </button>
  );
}

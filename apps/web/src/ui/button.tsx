import type { ButtonHTMLAttributes, ReactNode } from 'react';

import styles from './button.module.css';
import { cx } from './cx.js';
import { Icon, type IconName } from './icon.js';
import { Spinner } from './spinner.js';

export type ButtonVariant = 'primary' | 'tinted' | 'plain' | 'danger' | 'overlay';
export type ButtonSize = 's' | 'm' | 'l';

interface ButtonLook {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Takes the whole width. */
  stretched?: boolean;
  className?: string;
}

interface ButtonProps extends ButtonLook, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  icon?: IconName;
  /** Work goes on: the button keeps its width and its focus, and takes no press. */
  busy?: boolean;
  children: ReactNode;
}

/** The same look for a link. */
export function buttonClass({
  variant = 'primary',
  size = 'm',
  stretched = false,
  className,
}: ButtonLook): string {
  return cx(styles.button, styles[variant], styles[size], stretched && styles.stretched, className);
}

export function Button({
  variant,
  size,
  stretched,
  className,
  icon,
  busy = false,
  disabled = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ variant, size, stretched, className })}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      <span className={cx(styles.content, busy && styles.hidden)}>
        {icon && <Icon name={icon} size={20} />}
        <span className={styles.label}>{children}</span>
      </span>
      {busy && <Spinner size={20} className={styles.spinner} />}
    </button>
  );
}

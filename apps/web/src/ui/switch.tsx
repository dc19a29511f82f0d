import type { ReactNode } from 'react';

import { Switch as RadixSwitch } from 'radix-ui';

import { cx } from './cx.js';
import styles from './switch.module.css';

interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Its name, unless a <label> points at `id`. */
  label?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
}

export function Switch({
  checked,
  onChange,
  label,
  id,
  disabled = false,
  className,
}: SwitchProps): ReactNode {
  return (
    <RadixSwitch.Root
      id={id}
      className={cx(styles.root, className)}
      checked={checked}
      disabled={disabled}
      aria-label={label}
      onCheckedChange={onChange}
    >
      <RadixSwitch.Thumb className={styles.thumb} />
    </RadixSwitch.Root>
  );
}

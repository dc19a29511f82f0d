import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';

import { cx } from './cx.js';
import { Icon, type IconName } from './icon.js';
import styles from './text-field.module.css';

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  /** Keeps the label for screen readers and shows only the placeholder. */
  labelHidden?: boolean;
  /** A quiet field that is not part of a form: a search. */
  quiet?: boolean;
  hint?: ReactNode;
  /** What is wrong and what to do; takes the hint's place. */
  error?: string;
  icon?: IconName;
  /** A button or a mark at the end of the field. */
  after?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  labelHidden = false,
  quiet = false,
  hint,
  error,
  icon,
  after,
  className,
  id,
  ...input
}: TextFieldProps): ReactNode {
  const ownId = useId();
  const inputId = id ?? ownId;
  const noteId = `${inputId}-note`;
  const note = error ?? hint;

  return (
    <div className={cx(styles.root, className)}>
      <label className={labelHidden ? styles.hiddenLabel : styles.label} htmlFor={inputId}>
        {label}
      </label>
      <div className={cx(styles.field, quiet && styles.quiet, error !== undefined && styles.invalid)}>
        {icon && <Icon name={icon} size={20} className={styles.icon} />}
        <input
          {...input}
          id={inputId}
          className={styles.input}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={note === undefined ? undefined : noteId}
        />
        {after}
      </div>
      {note !== undefined && (
        <p
          id={noteId}
          className={cx(styles.note, error !== undefined && styles.error)}
          role={error === undefined ? undefined : 'alert'}
        >
          {note}
        </p>
      )}
    </div>
  );
}

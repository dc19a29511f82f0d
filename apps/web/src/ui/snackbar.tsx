import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';

import { cx } from './cx.js';
import { Icon } from './icon.js';
import { SnackbarContext, type SnackbarMessage } from './snackbar-context.js';
import styles from './snackbar.module.css';

const SHOWN_FOR_MS = 4000;
/** Whoever may want to press needs longer. */
const SHOWN_WITH_ACTION_FOR_MS = 7000;

export function SnackbarProvider({ children }: { children: ReactNode }): ReactNode {
  const [current, setCurrent] = useState<{ id: number; message: SnackbarMessage }>();
  const hide = useCallback(() => {
    setCurrent(undefined);
  }, []);
  const show = useCallback((message: SnackbarMessage) => {
    setCurrent((previous) => ({ id: (previous?.id ?? 0) + 1, message }));
  }, []);
  const snackbar = useMemo(() => ({ show, hide }), [show, hide]);

  useEffect(() => {
    if (!current) return;
    const { action, durationMs } = current.message;
    const timer = setTimeout(hide, durationMs ?? (action ? SHOWN_WITH_ACTION_FOR_MS : SHOWN_FOR_MS));
    return () => {
      clearTimeout(timer);
    };
  }, [current, hide]);

  return (
    <SnackbarContext value={snackbar}>
      {children}
      {/* Always there: a live region that comes with its words is not read out. */}
      <div className={styles.region} role="status" aria-live="polite">
        {current && <SnackbarBox key={current.id} message={current.message} onDone={hide} />}
      </div>
    </SnackbarContext>
  );
}

function SnackbarBox({ message, onDone }: { message: SnackbarMessage; onDone: () => void }) {
  const { text, icon, tone = 'neutral', action } = message;
  return (
    <div className={cx(styles.box, styles[tone])}>
      {icon && <Icon name={icon} size={20} className={styles.icon} />}
      <span className={styles.text}>{text}</span>
      {action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            onDone();
            action.onClick();
          }}
        >
          {action.label}
        </button>
      )}
    </div>
  );
}

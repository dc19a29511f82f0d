import { useEffect, useState } from 'react';

/** As long as the light on a row fades; see message-bubble.module.css. */
const LIT_MS = 1_600;

interface LitRow {
  key: string | undefined;
  /** @param show brings the row into sight, once it is drawn */
  light: (key: string, show: (key: string) => void) => void;
}

/** The row to which somebody was just led. */
export function useLitRow(): LitRow {
  const [lit, setLit] = useState<{ key: string; show: (key: string) => void }>();
  useEffect(() => {
    if (!lit) return;
    lit.show(lit.key);
    const timer = window.setTimeout(() => setLit(undefined), LIT_MS);
    return () => window.clearTimeout(timer);
  }, [lit]);
  return { key: lit?.key, light: (key, show) => setLit({ key, show }) };
}

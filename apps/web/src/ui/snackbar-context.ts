import { createContext, useContext } from 'react';

import type { IconName } from './icon.js';

export interface SnackbarMessage {
  text: string;
  icon?: IconName;
  tone?: 'neutral' | 'danger';
  action?: { label: string; onClick: () => void };
  durationMs?: number;
}

export interface Snackbar {
  /** Shows one message at a time; a new one takes the old one's place. */
  show: (message: SnackbarMessage) => void;
  hide: () => void;
}

export const SnackbarContext = createContext<Snackbar | undefined>(undefined);

export function useSnackbar(): Snackbar {
  const snackbar = useContext(SnackbarContext);
  if (!snackbar) throw new Error('useSnackbar needs a SnackbarProvider above');
  return snackbar;
}

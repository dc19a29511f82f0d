import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { paths } from './paths.js';

/** One step back inside the app; from the page that the app was opened on, to Home. */
export function useGoBack(): () => void {
  const navigate = useNavigate();
  const { key } = useLocation();
  return useCallback(() => {
    if (key === 'default' || isFirstEntry()) void navigate(paths.home, { replace: true });
    else void navigate(-1);
  }, [navigate, key]);
}

/** Before it lies whatever was there before the app. The router counts its entries, and one that is replaced keeps its number. */
function isFirstEntry(): boolean {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && 'idx' in state && state.idx === 0;
}

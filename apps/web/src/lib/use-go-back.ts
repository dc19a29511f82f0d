import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { paths } from './paths.js';

/** One step back inside the app; from the page that the app was opened on, to Home. */
export function useGoBack(): () => void {
  const navigate = useNavigate();
  const { key } = useLocation();
  return useCallback(() => {
    // The router gives the first entry this key: before it lies whatever was there before the app.
    if (key === 'default') void navigate(paths.home, { replace: true });
    else void navigate(-1);
  }, [navigate, key]);
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useIsStale } from './use-is-stale.js';

/** Nobody has told for a while what has changed. */
export function StaleNotice(): ReactNode {
  const { t } = useTranslation('home');
  return useIsStale() ? t('live.stale') : null;
}

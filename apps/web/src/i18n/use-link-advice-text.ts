import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { LinkAdvice } from '../lib/link-advice.js';

/** Says what is good to know of a link before others wait for it. */
export function useLinkAdviceText(): (advice: LinkAdvice) => string {
  const { t } = useTranslation('errors');
  return useCallback((advice) => t(`advice.${advice}`), [t]);
}

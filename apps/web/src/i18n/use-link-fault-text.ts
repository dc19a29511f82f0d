import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { VideoLinkFault } from '../lib/video-link-check.js';

/** Says what is wrong with a link to a video, and what to do about it. */
export function useLinkFaultText(): (fault: VideoLinkFault) => string {
  const { t } = useTranslation('errors');
  return useCallback((fault) => t(`link.${fault}`), [t]);
}

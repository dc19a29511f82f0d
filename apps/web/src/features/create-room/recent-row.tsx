import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRecentVideos } from '../../lib/recent-videos.js';
import { VideoRow } from '../../ui/video-row.js';

export function RecentRow({ onUse }: { onUse: (url: string) => void }): ReactNode {
  const { t } = useTranslation('create');
  return <VideoRow title={t('recent')} videos={useRecentVideos()} onUse={onUse} />;
}

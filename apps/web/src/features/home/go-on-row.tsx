import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { paths } from '../../lib/paths.js';
import { useRecentVideos } from '../../lib/recent-videos.js';
import { VideoRow } from '../../ui/video-row.js';
import styles from './my-rooms.module.css';

/** What was watched last, a press away from a new party. */
export function GoOnRow(): ReactNode {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  const videos = useRecentVideos();
  if (videos.length === 0) return null;
  return (
    <div className={styles.section}>
      <VideoRow
        title={t('goOn.title')}
        titleClass={styles.title}
        videos={videos}
        onUse={(url) => void navigate(paths.create(url))}
      />
    </div>
  );
}

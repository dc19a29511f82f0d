import { videoName } from '@watchparty/shared';

import { useWatchHistory } from './watch-history.js';

/** More than that is a search, not a suggestion. */
const MAX_SHOWN = 8;

interface RecentVideo {
  url: string;
  name: string;
  thumbnailUrl?: string;
}

/** What this person has watched lately, to be watched again with others; the last one first. */
export function useRecentVideos(): RecentVideo[] {
  return (
    useWatchHistory()
      // A file on this device is chosen anew in each room.
      .videos.filter(({ platform }) => platform !== 'local')
      .slice(0, MAX_SHOWN)
      .map((video) => ({ url: video.url, name: videoName(video), thumbnailUrl: video.thumbnailUrl }))
  );
}

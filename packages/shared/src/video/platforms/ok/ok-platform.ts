import { queryOf, segmentsOf, startOf } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';
import { NO_CAPABILITIES } from '../../platform.js';

/** Those that came from elsewhere have a second part. */
const VIDEO_ID = /^\d{5,20}(?:-\d{1,2})?$/;
/** What stands before the id in a path. */
const SHELVES = ['video', 'live', 'videoembed', 'web-api/video/moviePlayer'];

/** Odnoklassniki. Its frame cannot be spoken to. */
export const okPlatform: PlatformDefinition = {
  platform: 'ok',
  hosts: [
    'ok.ru',
    'www.ok.ru',
    'm.ok.ru',
    'mobile.ok.ru',
    'odnoklassniki.ru',
    'www.odnoklassniki.ru',
    'm.odnoklassniki.ru',
  ],
  capabilities: NO_CAPABILITIES,
  sources: { frame: ['https://ok.ru'] },
  parse(url) {
    const videoId = videoIdIn(url);
    if (videoId === undefined || !VIDEO_ID.test(videoId)) return undefined;
    return {
      canonicalUrl: `https://ok.ru/video/${videoId}`,
      videoId,
      embedUrl: `https://ok.ru/videoembed/${videoId}?nochat=1`,
      ...startOf(url, 'fromTime', 't'),
    };
  },
};

function videoIdIn(url: URL): string | undefined {
  const segments = segmentsOf(url);
  const last = segments.pop();
  // Old phones' pages.
  if (segments.length === 0 && last === 'dk') return queryOf(url, 'st.mvId');
  return SHELVES.includes(segments.join('/')) ? last : undefined;
}

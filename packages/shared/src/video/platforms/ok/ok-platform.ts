import { segmentsOf, startOf } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';
import { NO_CAPABILITIES } from '../../platform.js';

const VIDEO_ID = /^\d{5,20}$/;

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
    const [shelf = '', videoId = '', ...more] = segmentsOf(url);
    const isVideo = ['video', 'live', 'videoembed'].includes(shelf) && more.length === 0;
    if (!isVideo || !VIDEO_ID.test(videoId)) return undefined;
    return {
      canonicalUrl: `https://ok.ru/video/${videoId}`,
      videoId,
      embedUrl: `https://ok.ru/videoembed/${videoId}?nochat=1`,
      ...startOf(url, 'fromTime', 't'),
    };
  },
};

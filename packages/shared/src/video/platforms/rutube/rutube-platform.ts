import { queryOf, segmentsOf, startOf } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';
import { SEEKING_CAPABILITIES } from '../../platform.js';

const VIDEO_ID = /^[\da-f]{32}$/;
/** Unlocks a video that is not listed. */
const KEY = /^[\w-]{6,64}$/;
/** What stands before the id in a path. */
const SHELVES = ['video', 'video/private', 'shorts', 'live/video', 'play/embed', 'embed'];

export const rutubePlatform: PlatformDefinition = {
  platform: 'rutube',
  hosts: ['rutube.ru', 'www.rutube.ru', 'm.rutube.ru'],
  // Whether a rate is obeyed is found out by asking for one.
  capabilities: { ...SEEKING_CAPABILITIES, rate: 'probe', ads: true },
  clock: 'events',
  sources: { frame: ['https://rutube.ru'] },
  parse(url) {
    const segments = segmentsOf(url);
    const videoId = segments.pop() ?? '';
    if (!VIDEO_ID.test(videoId) || !SHELVES.includes(segments.join('/'))) return undefined;
    const key = queryOf(url, 'p');
    const query = key !== undefined && KEY.test(key) ? `?p=${key}` : '';
    return {
      canonicalUrl: `https://rutube.ru/video/${query === '' ? '' : 'private/'}${videoId}/${query}`,
      videoId,
      embedUrl: `https://rutube.ru/play/embed/${videoId}/${query}`,
      ...startOf(url, 't'),
    };
  },
};

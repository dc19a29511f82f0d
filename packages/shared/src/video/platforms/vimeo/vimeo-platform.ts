import { queryOf, segmentsOf, startOf } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';
import { SEEKING_CAPABILITIES } from '../../platform.js';

const VIDEO_ID = /^\d{5,12}$/;
/** Unlocks a video that is not listed. */
const KEY = /^[\da-f]{8,20}$/i;

/** Videos, wherever on the site they are shown. */
export const vimeoPlatform: PlatformDefinition = {
  platform: 'vimeo',
  hosts: ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com'],
  // Rates are a matter of what the owner pays.
  capabilities: { ...SEEKING_CAPABILITIES, rate: 'probe' },
  clock: 'events',
  sources: { frame: ['https://player.vimeo.com'] },
  parse(url) {
    const segments = segmentsOf(url);
    if (segments[0] === 'event') {
      return { refusal: 'Vimeo events cannot be watched together yet.', advice: 'event' };
    }
    const at = segments.findIndex(
      (segment, index) => VIDEO_ID.test(segment) && isShelf(segments.slice(0, index)),
    );
    const videoId = segments[at];
    if (videoId === undefined) return undefined;
    const key = queryOf(url, 'h') ?? segments[at + 1];
    const isKey = key !== undefined && KEY.test(key);
    if (segments.length > at + (isKey && segments[at + 1] === key ? 2 : 1)) return undefined;
    return {
      canonicalUrl: `https://vimeo.com/${videoId}${isKey ? `/${key}` : ''}`,
      videoId,
      embedUrl: `https://player.vimeo.com/video/${videoId}${isKey ? `?h=${key}` : ''}`,
      ...startOf(url, 't'),
    };
  },
};

/** What may stand before a video's id: a channel, a group, a showcase. */
function isShelf([kind, name, word]: readonly string[]): boolean {
  switch (kind) {
    case undefined:
      return true;
    case 'video':
      return name === undefined;
    case 'manage':
      return name === 'videos' && word === undefined;
    case 'channels':
      return name !== undefined && word === undefined;
    case 'groups':
      return word === 'videos';
    case 'album':
    case 'showcase':
      return word === 'video';
    default:
      return false;
  }
}

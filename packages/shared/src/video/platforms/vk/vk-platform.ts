import { queryOf, segmentsOf, startOf } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';
import { SEEKING_CAPABILITIES } from '../../platform.js';

const OWNER_ID = /^-?\d{1,12}$/;
const NUMBER = /^\d{1,12}$/;
const PLACE = /^(?:video|clip)(-?\d{1,12})_(\d{1,12})$/;
/** Unlocks a video for those who have the link. */
const KEY = /^[\da-f]{8,40}$/i;

/** VK Video, and videos and clips on VK itself. */
export const vkPlatform: PlatformDefinition = {
  platform: 'vk',
  hosts: [
    'vkvideo.ru',
    'www.vkvideo.ru',
    'm.vkvideo.ru',
    'vksport.vkvideo.ru',
    'vk.com',
    'www.vk.com',
    'm.vk.com',
    'new.vk.com',
    'vk.ru',
    'www.vk.ru',
    'm.vk.ru',
  ],
  capabilities: { ...SEEKING_CAPABILITIES, ads: true },
  clock: 'events',
  // Its script is not needed: the frame answers to messages.
  sources: { frame: ['https://vk.com', 'https://vk.ru', 'https://vkvideo.ru'] },
  parse(url) {
    const place = placeOf(url);
    if (!place) return undefined;
    const [owner, number] = place;
    const key = queryOf(url, 'hash');
    const hash = key !== undefined && KEY.test(key) ? key : undefined;
    return {
      canonicalUrl: `https://vkvideo.ru/video${owner}_${number}${hash === undefined ? '' : `?hash=${hash}`}`,
      videoId: `${owner}_${number}`,
      embedUrl: `https://vk.com/video_ext.php?oid=${owner}&id=${number}${hash === undefined ? '' : `&hash=${hash}`}&js_api=1`,
      ...startOf(url, 't'),
    };
  },
};

/** Whose video it is, and which of theirs. */
function placeOf(url: URL): [owner: string, number: string] | undefined {
  if (url.pathname === '/video_ext.php' || url.pathname === '/clip_ext.php') {
    const owner = queryOf(url, 'oid') ?? '';
    const number = queryOf(url, 'id') ?? '';
    return OWNER_ID.test(owner) && NUMBER.test(number) ? [owner, number] : undefined;
  }
  // A page may show a video over itself: `z` names it, and where it was found.
  const [overlay = ''] = queryOf(url, 'z')?.split('/') ?? [];
  const [, owner, number] = PLACE.exec(segmentsOf(url).at(-1) ?? '') ?? PLACE.exec(overlay) ?? [];
  return owner !== undefined && number !== undefined ? [owner, number] : undefined;
}

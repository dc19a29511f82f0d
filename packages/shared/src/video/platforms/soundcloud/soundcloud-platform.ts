import { queryOf, segmentsOf, startOf } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';
import { SEEKING_CAPABILITIES } from '../../platform.js';

const HOST = 'soundcloud.com';
const NAME = /^[\w-]{1,100}$/;
/** Unlocks a track that is not listed. */
const KEY = /^s-\w{4,20}$/;
/** Pages of the site, where a person's name would stand. */
const PAGES = new Set(
  'charts discover feed jobs messages pages people popular search settings stations stream tags upload you'.split(
    ' ',
  ),
);
/** Lists of a person, where a track's name would stand. */
const LISTS = new Set('albums followers following likes popular-tracks reposts sets tracks'.split(' '));

/** Tracks, and sets of them. */
export const soundcloudPlatform: PlatformDefinition = {
  platform: 'soundcloud',
  hosts: [HOST, 'www.soundcloud.com', 'm.soundcloud.com', 'w.soundcloud.com', 'on.soundcloud.com'],
  capabilities: SEEKING_CAPABILITIES,
  clock: 'events',
  sources: { script: ['https://w.soundcloud.com/player/api.js'], frame: ['https://w.soundcloud.com'] },
  parse(url) {
    if (url.hostname === 'on.soundcloud.com') {
      return { refusal: 'This is a short link: open it, and paste the address that it leads to.' };
    }
    const path = pathOf(url.hostname === 'w.soundcloud.com' ? framed(url) : url);
    if (path === undefined) return undefined;
    const canonicalUrl = `https://${HOST}/${path}`;
    return {
      canonicalUrl,
      videoId: path,
      embedUrl: `https://w.soundcloud.com/player/?url=${encodeURIComponent(canonicalUrl)}`,
      ...startOf(url, 't'),
    };
  },
};

/** The track that a frame of the player shows. */
function framed(url: URL): URL | undefined {
  try {
    const inner = new URL(queryOf(url, 'url') ?? '');
    return inner.hostname === HOST ? inner : undefined;
  } catch {
    return undefined;
  }
}

function pathOf(url: URL | undefined): string | undefined {
  const segments = url ? segmentsOf(url) : [];
  const [person = '', ...rest] = segments;
  const isSet = rest[0] === 'sets';
  const [name = '', key, ...more] = isSet ? rest.slice(1) : rest;
  const isNamed = NAME.test(person) && !PAGES.has(person) && NAME.test(name) && (isSet || !LISTS.has(name));
  if (!isNamed || more.length > 0 || (key !== undefined && !KEY.test(key))) return undefined;
  return segments.join('/');
}

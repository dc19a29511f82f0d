import { queryOf, segmentsOf, startOf } from '../../link-parts.js';
import type { ParsedLink, PlatformDefinition } from '../../platform-definition.js';
import { SEEKING_CAPABILITIES } from '../../platform.js';

const HOST = 'soundcloud.com';
/** Frames name a track by its number. */
const NUMBERS_HOST = 'api.soundcloud.com';
const NAME = /^[\w-]{1,100}$/;
/** Unlocks a track that is not listed. */
const KEY = /^s-\w{4,20}$/;
/** `tracks/293`, or of late `tracks/soundcloud:tracks:293`. */
const NUMBERED = /^\/(tracks|playlists)\/(?:soundcloud(?::|%3A)\1(?::|%3A))?(\d{1,15})$/i;
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
  hosts: [
    HOST,
    'www.soundcloud.com',
    'm.soundcloud.com',
    'w.soundcloud.com',
    'on.soundcloud.com',
    NUMBERS_HOST,
  ],
  capabilities: SEEKING_CAPABILITIES,
  clock: 'events',
  sources: { script: ['https://w.soundcloud.com/player/api.js'], frame: ['https://w.soundcloud.com'] },
  parse(url) {
    if (url.hostname === 'on.soundcloud.com') {
      return {
        refusal: 'This is a short link: open it, and paste the address that it leads to.',
        advice: 'short-link',
      };
    }
    const shown = url.hostname === 'w.soundcloud.com' ? framed(url) : url;
    const link = shown && (shown.hostname === NUMBERS_HOST ? numbered(shown) : named(shown));
    return link && { ...link, ...startOf(url, 't') };
  },
};

/** The track that a frame of the player shows. */
function framed(url: URL): URL | undefined {
  try {
    const inner = new URL(queryOf(url, 'url') ?? '');
    return inner.hostname === HOST || inner.hostname === NUMBERS_HOST ? inner : undefined;
  } catch {
    return undefined;
  }
}

function numbered(url: URL): ParsedLink | undefined {
  const [, kind, number] = NUMBERED.exec(url.pathname) ?? [];
  if (kind === undefined || number === undefined) return undefined;
  const id = `${kind.toLowerCase()}/${number}`;
  const key = queryOf(url, 'secret_token');
  const query = key !== undefined && KEY.test(key) ? `?secret_token=${key}` : '';
  return track(id, `https://${NUMBERS_HOST}/${id}${query}`);
}

function named(url: URL): ParsedLink | undefined {
  const segments = segmentsOf(url);
  const [person = '', ...rest] = segments;
  const isSet = rest[0] === 'sets';
  const [name = '', key, ...more] = isSet ? rest.slice(1) : rest;
  const isNamed = NAME.test(person) && !PAGES.has(person) && NAME.test(name) && (isSet || !LISTS.has(name));
  if (!isNamed || more.length > 0 || (key !== undefined && !KEY.test(key))) return undefined;
  const id = segments.join('/');
  return track(id, `https://${HOST}/${id}`);
}

function track(videoId: string, canonicalUrl: string): ParsedLink {
  const embedUrl = `https://w.soundcloud.com/player/?url=${encodeURIComponent(canonicalUrl)}`;
  return { canonicalUrl, videoId, embedUrl };
}

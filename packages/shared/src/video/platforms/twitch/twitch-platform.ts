import { queryOf, segmentsOf, startOf } from '../../link-parts.js';
import type { ParsedLink, PlatformDefinition } from '../../platform-definition.js';
import { NO_CAPABILITIES, SEEKING_CAPABILITIES } from '../../platform.js';

const LOGIN = /^\w{3,25}$/;
const VOD_ID = /^\d{4,16}$/;
const CLIP_SLUG = /^[\w-]{3,120}$/;
/** Pages of the site that look like channels. */
const PAGES = new Set(
  'clip directory downloads drops inventory jobs login p prime search settings signup store subscriptions team turbo videos wallet'.split(
    ' ',
  ),
);
const PLAYER = 'https://player.twitch.tv/';

/** Channels, which are live, their recordings and clips. Players want to be told who frames them: `parent`. */
export const twitchPlatform: PlatformDefinition = {
  platform: 'twitch',
  hosts: ['www.twitch.tv', 'twitch.tv', 'm.twitch.tv', 'go.twitch.tv', 'clips.twitch.tv', 'player.twitch.tv'],
  capabilities: { ...SEEKING_CAPABILITIES, live: true },
  clock: 'events',
  sources: {
    script: ['https://player.twitch.tv/js/embed/v1.js'],
    frame: ['https://player.twitch.tv', 'https://clips.twitch.tv', 'https://www.twitch.tv'],
  },
  parse(url) {
    const [first = '', second = '', third = ''] = segmentsOf(url);
    if (url.hostname === 'player.twitch.tv') {
      return recording(queryOf(url, 'video')?.replace(/^v/, ''), url) ?? channel(queryOf(url, 'channel'));
    }
    if (url.hostname === 'clips.twitch.tv') return clip(first === 'embed' ? queryOf(url, 'clip') : first);
    if (second === 'clip') return clip(third);
    if (first === 'clip') return clip(second);
    if (first === 'videos') return recording(second, url);
    if (second === 'v' || second === 'video') return recording(third, url);
    return second === '' ? channel(first) : undefined;
  },
};

function channel(name = ''): ParsedLink | undefined {
  const login = name.toLowerCase();
  if (!LOGIN.test(login) || PAGES.has(login)) return undefined;
  return {
    canonicalUrl: `https://www.twitch.tv/${login}`,
    videoId: login,
    embedUrl: `${PLAYER}?channel=${login}`,
    isLive: true,
    // Everybody is at the edge, as far as each one's line lets them.
    capabilities: { seek: false, time: false, duration: false },
  };
}

function recording(id: string | undefined, url: URL): ParsedLink | undefined {
  if (id === undefined || !VOD_ID.test(id)) return undefined;
  return {
    canonicalUrl: `https://www.twitch.tv/videos/${id}`,
    videoId: `v${id}`,
    embedUrl: `${PLAYER}?video=v${id}`,
    ...startOf(url, 't', 'time'),
    capabilities: { live: false },
  };
}

function clip(slug: string | undefined): ParsedLink | undefined {
  if (slug === undefined || !CLIP_SLUG.test(slug)) return undefined;
  return {
    canonicalUrl: `https://clips.twitch.tv/${slug}`,
    videoId: slug,
    embedUrl: `https://clips.twitch.tv/embed?clip=${slug}`,
    capabilities: NO_CAPABILITIES,
  };
}

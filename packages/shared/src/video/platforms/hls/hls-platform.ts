import { withoutFragment } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';

/** An HLS playlist anywhere on the web, recognised by its name: a film, or a programme that goes on. */
export const hlsPlatform: PlatformDefinition = {
  platform: 'hls',
  capabilities: {
    play: true,
    pause: true,
    seek: true,
    rate: 'any',
    time: true,
    duration: true,
    live: true,
    ads: false,
  },
  // The page fetches playlists and segments and hands them to the element as a blob; iPhones fetch by themselves.
  sources: { media: ['blob:', 'https:'], connect: ['https:'] },
  parse(url) {
    return /\.m3u8$/i.test(url.pathname) ? { canonicalUrl: withoutFragment(url) } : undefined;
  },
};

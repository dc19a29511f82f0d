import { withoutFragment } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';

/** A DASH manifest anywhere on the web, recognised by its name. */
export const dashPlatform: PlatformDefinition = {
  platform: 'dash',
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
  // The page fetches the pieces and hands them to the element as a blob.
  sources: { media: ['blob:', 'https:'], connect: ['https:'] },
  parse(url) {
    return /\.mpd$/i.test(url.pathname) ? { canonicalUrl: withoutFragment(url) } : undefined;
  },
};

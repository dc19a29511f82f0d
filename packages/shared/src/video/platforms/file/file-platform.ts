import { startOf, withoutFragment } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';

/** Containers and codecs that browsers play from a plain file. */
const MEDIA_EXTENSION = /\.(?:mp4|m4v|webm|mov|ogv|ogg|oga|mp3|m4a|aac|wav|weba|opus|flac)$/i;

/** A media file anywhere on the web, recognised by its name. */
export const filePlatform: PlatformDefinition = {
  platform: 'file',
  capabilities: {
    play: true,
    pause: true,
    seek: true,
    rate: 'any',
    time: true,
    duration: true,
    live: false,
    ads: false,
  },
  // A file may lie anywhere, and some players fetch it piece by piece themselves.
  sources: { media: ['https:'], connect: ['https:'] },
  parse(url) {
    if (!MEDIA_EXTENSION.test(url.pathname)) return undefined;
    return { canonicalUrl: withoutFragment(url), ...startOf(url) };
  },
};

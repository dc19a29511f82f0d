import type { PlatformDefinition } from '../../platform-definition.js';
import { NO_CAPABILITIES } from '../../platform.js';

/** Any other page: shown in a sandboxed frame once the viewer agrees to its host, and started together by hand. */
export const iframePlatform: PlatformDefinition = {
  platform: 'iframe',
  // A frame that speaks Player.js can do more, which only the player finds out.
  capabilities: NO_CAPABILITIES,
  clock: 'events',
  sources: { frame: ['https:'] },
  parse(url) {
    return { canonicalUrl: url.href, embedUrl: url.href };
  },
};

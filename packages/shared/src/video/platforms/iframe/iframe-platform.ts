import type { PlatformDefinition } from '../../platform-definition.js';
import { NO_CAPABILITIES } from '../../platform.js';

/** Any other page: shown in a sandboxed frame once the viewer agrees to its host, and started together by hand. */
export const iframePlatform: PlatformDefinition = {
  platform: 'iframe',
  // A frame that speaks Player.js can do more, which only the player finds out.
  capabilities: NO_CAPABILITIES,
  clock: 'events',
  // This opens `frame-src` to every host, for a policy cannot know whom people will name. What stands between is ours: the
  // server admits no address of our own and none that is private, each viewer agrees to a host before its page loads, and
  // the sandbox keeps the page from leaving its frame.
  sources: { frame: ['https:'] },
  parse(url) {
    return { canonicalUrl: url.href, embedUrl: url.href };
  },
};

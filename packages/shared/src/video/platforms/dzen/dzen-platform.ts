import { segmentsOf, startOf } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';
import { NO_CAPABILITIES } from '../../platform.js';

const TOKEN = /^[\w-]{8,40}$/;

/** Dzen. Its frame cannot be spoken to, and has another id than its page. */
export const dzenPlatform: PlatformDefinition = {
  platform: 'dzen',
  hosts: ['dzen.ru', 'www.dzen.ru', 'm.dzen.ru'],
  capabilities: NO_CAPABILITIES,
  sources: { frame: ['https://dzen.ru'] },
  parse(url) {
    const [shelf, token = '', ...more] = segmentsOf(url);
    if (shelf === 'video' || shelf === 'shorts') {
      return { refusal: 'Press “Share”, then “Embed” under this video on Dzen, and paste that code.' };
    }
    if (shelf !== 'embed' || more.length > 0 || !TOKEN.test(token)) return undefined;
    const canonicalUrl = `https://dzen.ru/embed/${token}`;
    return {
      canonicalUrl,
      videoId: token,
      embedUrl: `${canonicalUrl}?from_block=partner&from=zen&mute=0&autoplay=0&tv=0`,
      ...startOf(url, 't'),
    };
  },
};

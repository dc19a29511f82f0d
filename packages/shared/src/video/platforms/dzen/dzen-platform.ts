import { segmentsOf, startOf } from '../../link-parts.js';
import type { ParsedLink, PlatformDefinition } from '../../platform-definition.js';
import { NO_CAPABILITIES } from '../../platform.js';

const TOKEN = /^[\w-]{8,40}$/;
const PAGE_ID = /^[\da-f]{24}$/;

/**
 * Dzen. Its frame cannot be spoken to, and has another id than the video's page, which only the code for embedding tells: a
 * page is opened on Dzen itself.
 */
export const dzenPlatform: PlatformDefinition = {
  platform: 'dzen',
  hosts: ['dzen.ru', 'www.dzen.ru', 'm.dzen.ru', 'zen.yandex.ru'],
  capabilities: NO_CAPABILITIES,
  sources: { frame: ['https://dzen.ru'] },
  parse(url) {
    const [shelf, second = '', third, ...more] = segmentsOf(url);
    if (more.length > 0) return undefined;
    if (shelf === 'embed' && TOKEN.test(second) && third === undefined) return embedded(second, url);
    if (shelf === 'shorts' && PAGE_ID.test(second) && third === undefined) {
      return { canonicalUrl: `https://dzen.ru/shorts/${second}`, videoId: second, ...startOf(url, 't') };
    }
    if (shelf === 'video' && second === 'watch' && third !== undefined && PAGE_ID.test(third)) {
      return { canonicalUrl: `https://dzen.ru/video/watch/${third}`, videoId: third, ...startOf(url, 't') };
    }
    return undefined;
  },
};

function embedded(token: string, url: URL): ParsedLink {
  const canonicalUrl = `https://dzen.ru/embed/${token}`;
  return {
    canonicalUrl,
    videoId: token,
    embedUrl: `${canonicalUrl}?from_block=partner&from=zen&mute=0&autoplay=0&tv=0`,
    ...startOf(url, 't'),
  };
}

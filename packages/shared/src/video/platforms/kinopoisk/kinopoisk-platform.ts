import { segmentsOf } from '../../link-parts.js';
import type { ParsedLink, PlatformDefinition } from '../../platform-definition.js';
import { NO_CAPABILITIES } from '../../platform.js';

const FILM_ID = /^\d{1,9}$/;
/** Of the films on its own video service. */
const SERVICE_ID = /^[\da-f]{32}$/;

/** Films are watched where people have paid for them, and started together by hand; trailers are shown in a frame. */
export const kinopoiskPlatform: PlatformDefinition = {
  platform: 'kinopoisk',
  hosts: ['www.kinopoisk.ru', 'kinopoisk.ru', 'm.kinopoisk.ru', 'hd.kinopoisk.ru', 'widgets.kinopoisk.ru'],
  capabilities: NO_CAPABILITIES,
  sources: { frame: ['https://widgets.kinopoisk.ru'] },
  parse(url) {
    const segments = segmentsOf(url);
    if (url.hostname === 'widgets.kinopoisk.ru') return trailer(segments);
    const [shelf = '', id = ''] = segments;
    if (shelf !== 'film' && shelf !== 'series') return undefined;
    if (url.hostname === 'hd.kinopoisk.ru' && SERVICE_ID.test(id)) {
      return { canonicalUrl: `https://hd.kinopoisk.ru/film/${id}`, videoId: id };
    }
    return FILM_ID.test(id)
      ? { canonicalUrl: `https://www.kinopoisk.ru/${shelf}/${id}/`, videoId: id }
      : undefined;
  },
};

function trailer([root, kind, id = '', ...more]: readonly string[]): ParsedLink | undefined {
  if (root !== 'discovery' || kind !== 'trailer' || !FILM_ID.test(id) || more.length > 0) return undefined;
  const canonicalUrl = `https://widgets.kinopoisk.ru/discovery/trailer/${id}`;
  return { canonicalUrl, videoId: id, embedUrl: `${canonicalUrl}?onlyPlayer=1&autoplay=0&cover=1` };
}

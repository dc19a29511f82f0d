import type { Ask } from '../metadata-source.js';
import type { RawMetadata } from '../video-metadata.js';
import { readOembed } from './oembed.js';
import type { Vendors } from './vendors.js';

const API = 'https://rutube.ru/api/video/';
const OEMBED = 'https://rutube.ru/api/oembed/';

/** Rutube's own API tells the duration too; it is documented nowhere, so its oEmbed stands behind it. */
export function askRutube(vendors: Vendors): Ask {
  const askApi = async (videoId: string, key: string | null, signal: AbortSignal): Promise<RawMetadata> => {
    const url = new URL(`${encodeURIComponent(videoId)}/?format=json`, API);
    if (key !== null) url.searchParams.set('p', key);
    const { title, thumbnail_url, duration } = await vendors.json(url, signal);
    return { title, thumbnailUrl: thumbnail_url, duration };
  };

  return async ({ videoId, canonicalUrl }, signal) => {
    try {
      // What is not listed is unlocked by a key.
      const key = new URL(canonicalUrl).searchParams.get('p');
      const found = videoId === undefined ? {} : await askApi(videoId, key, signal);
      if (found.title !== undefined) return found;
    } catch (error) {
      if (signal.aborted) throw error;
    }
    return readOembed(vendors, OEMBED, canonicalUrl, signal);
  };
}

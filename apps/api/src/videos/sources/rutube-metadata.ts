import type { Ask } from '../metadata-source.js';
import { readOembed } from './oembed.js';
import type { Vendors } from './vendors.js';

const API = 'https://rutube.ru/api/video/';
const OEMBED = 'https://rutube.ru/api/oembed/';

/** Rutube's own API tells the duration too; it is documented nowhere, so its oEmbed stands behind it. */
export function askRutube(vendors: Vendors): Ask {
  return async ({ videoId, canonicalUrl }, signal) => {
    const { title, thumbnail_url, duration } =
      videoId === undefined
        ? {}
        : await vendors
            .json(new URL(`${encodeURIComponent(videoId)}/?format=json`, API), signal)
            .catch((error: unknown) => {
              if (signal.aborted) throw error;
              return {} as Readonly<Record<string, unknown>>;
            });
    if (title === undefined) return readOembed(vendors, OEMBED, canonicalUrl, signal);
    return { title, thumbnailUrl: thumbnail_url, duration };
  };
}

import type { Ask } from '../metadata-source.js';
import { readOembed } from './oembed.js';
import type { Vendors } from './vendors.js';

const OEMBED = 'https://vk.com/oembed.php';

/** VK's oEmbed is older than vkvideo.ru, so it is asked by the address on its own host. */
export function askVk(vendors: Vendors): Ask {
  return async ({ videoId }, signal) =>
    videoId === undefined ? {} : readOembed(vendors, OEMBED, `https://vk.com/video${videoId}`, signal);
}

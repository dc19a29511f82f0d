import type { Ask } from '../metadata-source.js';
import type { RawMetadata } from '../video-metadata.js';
import type { Vendors } from './vendors.js';

/** Reads what oEmbed (oembed.com) tells; `duration`, in seconds, is Vimeo's addition. */
export async function readOembed(
  vendors: Vendors,
  endpoint: string,
  videoUrl: string,
  signal: AbortSignal,
): Promise<RawMetadata> {
  const url = new URL(endpoint);
  url.searchParams.set('format', 'json');
  url.searchParams.set('url', videoUrl);
  const { title, thumbnail_url, duration } = await vendors.json(url, signal);
  return { title, thumbnailUrl: thumbnail_url, duration };
}

/** Asks an oEmbed endpoint about the canonical address of a video. Endpoints: github.com/iamcal/oembed, `providers`. */
export function oembedAt(vendors: Vendors, endpoint: string): Ask {
  return ({ canonicalUrl }, signal) => readOembed(vendors, endpoint, canonicalUrl, signal);
}

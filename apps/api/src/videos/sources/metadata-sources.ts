import type { VideoLinkPolicy } from '@watchparty/shared';
import type { OutboundHttp } from '../../platform/outbound/outbound-http.js';
import type { MetadataSources } from '../metadata-source.js';
import { fileMetadata } from './file-metadata.js';
import { createLinkInspection } from './link-inspection.js';
import { localMetadata } from './local-metadata.js';
import { oembedAt } from './oembed.js';
import { askRutube } from './rutube-metadata.js';
import { twitchMetadata } from './twitch-metadata.js';
import { createVendors } from './vendors.js';
import { askVk } from './vk-metadata.js';
import { askYoutube } from './youtube-metadata.js';

export interface MetadataSourcesOptions {
  http: OutboundHttp;
  policy: VideoLinkPolicy;
  /** In whose frames the Mini App's players are, from the nearest to the top. */
  ancestors: readonly URL[];
}

/** Where each platform's metadata comes from. Of those that are missing nothing can be learnt without a key. */
export function createMetadataSources({ http, policy, ancestors }: MetadataSourcesOptions): MetadataSources {
  const vendors = createVendors(http);
  const inspection = createLinkInspection({ http, policy, ancestors });
  const file = { known: fileMetadata, inspect: inspection.file };
  return {
    youtube: { ask: askYoutube(vendors) },
    vimeo: { ask: oembedAt(vendors, 'https://vimeo.com/api/oembed.json') },
    dailymotion: { ask: oembedAt(vendors, 'https://www.dailymotion.com/services/oembed') },
    soundcloud: { ask: oembedAt(vendors, 'https://soundcloud.com/oembed') },
    rutube: { ask: askRutube(vendors) },
    vk: { ask: askVk(vendors) },
    twitch: { known: twitchMetadata },
    local: { known: localMetadata },
    file,
    hls: file,
    dash: file,
    iframe: { inspect: inspection.framing },
  };
}

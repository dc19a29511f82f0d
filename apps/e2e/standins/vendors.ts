import type { BrowserContext } from '@playwright/test';
import { DAILYMOTION_VIDEOS, standInForDailymotion } from './dailymotion/dailymotion-standin.js';
import type { VendorSite } from './kit/vendor-site.js';
import { RUTUBE_VIDEOS, standInForRutube } from './rutube/rutube-standin.js';
import { SOUNDCLOUD_TRACKS, standInForSoundCloud } from './soundcloud/soundcloud-standin.js';
import { standInForTwitch, TWITCH_VIDEOS } from './twitch/twitch-standin.js';
import { standInForVimeo, VIMEO_VIDEOS } from './vimeo/vimeo-standin.js';
import { standInForVk, VK_VIDEOS } from './vk/vk-standin.js';
import { standInForYouTube, YOUTUBE_SPREAD_P95_MS, youtubeVideo } from './youtube/youtube-standin.js';

/** A vendor whose player is told what to do: what every test asks of it. Its quirks have a spec of its own. */
export interface Vendor {
  name: string;
  standIn: (context: BrowserContext) => Promise<VendorSite>;
  plain: string;
  other: string;
  /** Two people watch these as they watch the plain one; by what is special about each. */
  special?: Readonly<Record<string, string>>;
  /** What does not play, and the room's words about it. */
  troubles: readonly (readonly [url: string, title: string])[];
  /** How far apart two may be, at the 95th percentile, in milliseconds, where that is less than for most. */
  spreadP95Ms?: number;
  /** The smallest frame that the vendor's terms allow, in pixels of CSS. */
  leastFrame?: { width: number; height: number };
}

const GONE = 'Этого видео больше нет';
const ELSEWHERE = 'Играет только на своём сайте';
const REFUSED = 'Видео не открылось';

export const VENDORS: readonly Vendor[] = [
  {
    name: 'YouTube',
    standIn: standInForYouTube,
    plain: youtubeVideo('plain'),
    other: youtubeVideo('other'),
    special: {
      'whose rates are rounded': youtubeVideo('roundedRates'),
      'whose rates are ignored': youtubeVideo('ignoredRates'),
    },
    troubles: [
      [youtubeVideo('notEmbeddable'), ELSEWHERE],
      [youtubeVideo('missing'), GONE],
      [youtubeVideo('broken'), 'Видео не читается'],
      [youtubeVideo('badParameter'), GONE],
    ],
    spreadP95Ms: YOUTUBE_SPREAD_P95_MS,
    leastFrame: { width: 200, height: 200 },
  },
  {
    name: 'Twitch',
    standIn: standInForTwitch,
    plain: TWITCH_VIDEOS.recording,
    other: TWITCH_VIDEOS.other,
    troubles: [[TWITCH_VIDEOS.offline, 'Канал не в эфире']],
    leastFrame: { width: 400, height: 300 },
  },
  {
    name: 'Vimeo',
    standIn: standInForVimeo,
    plain: VIMEO_VIDEOS.plain,
    other: VIMEO_VIDEOS.other,
    troubles: [
      [VIMEO_VIDEOS.missing, GONE],
      [VIMEO_VIDEOS.private, ELSEWHERE],
    ],
  },
  {
    name: 'Dailymotion',
    standIn: standInForDailymotion,
    plain: DAILYMOTION_VIDEOS.plain,
    other: DAILYMOTION_VIDEOS.other,
    special: { 'that begins with an advertisement': DAILYMOTION_VIDEOS.withAd },
    troubles: [[DAILYMOTION_VIDEOS.private, GONE]],
  },
  {
    name: 'SoundCloud',
    standIn: standInForSoundCloud,
    plain: SOUNDCLOUD_TRACKS.plain,
    other: SOUNDCLOUD_TRACKS.other,
    troubles: [[SOUNDCLOUD_TRACKS.missing, GONE]],
  },
  {
    name: 'Rutube',
    standIn: standInForRutube,
    plain: RUTUBE_VIDEOS.plain,
    other: RUTUBE_VIDEOS.other,
    troubles: [[RUTUBE_VIDEOS.missing, REFUSED]],
  },
  {
    name: 'VK',
    standIn: standInForVk,
    plain: VK_VIDEOS.plain,
    other: VK_VIDEOS.other,
    special: { 'that begins with an advertisement': VK_VIDEOS.withAd },
    troubles: [[VK_VIDEOS.missing, REFUSED]],
  },
];

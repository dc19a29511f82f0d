import type { BrowserContext } from '@playwright/test';
import { mediaPage, vendorScript } from '../kit/page-media.js';
import { standInFor, type VendorSite } from '../kit/vendor-site.js';
import { youtubeFrame } from './youtube-frame.js';
import { youtubeLibrary, youtubeLoader } from './youtube-library.js';

const SCRIPT_HOST = 'https://www.youtube.com';
const FRAME_HOST = 'https://www.youtube-nocookie.com';
const LIBRARY_PATH = '/s/player/standin/www-widgetapi.vflset/www-widgetapi.js';

/** Videos of the stand-in, by what is special about them. All have a clock that is told every 265 ms. */
const VIDEO_IDS = {
  plain: 'plainClock1',
  other: 'otherClock1',
  /** Rates are rounded towards 1, as the reference says. */
  roundedRates: 'roundRates1',
  /** Rates are taken and answered with, and the video plays on as before. */
  ignoredRates: 'falseRates1',
  /** The frame takes its time to get ready. */
  late: 'lateFrames1',
  /** Whoever starts it sees five seconds of something else first, and nobody is told. */
  withAd: 'advertised1',
  /** The browser does not let it sound by itself. */
  blocked: 'blockSound1',
  /** And its player does not say so. */
  blockedInSilence: 'blockQuiet1',
  badParameter: 'errorNr_002',
  broken: 'errorNr_005',
  missing: 'errorNr_100',
  notEmbeddable: 'errorNr_150',
} as const;

/** What two who watch YouTube may be apart, at the 95th percentile, in milliseconds. */
export const YOUTUBE_SPREAD_P95_MS = 250;

export type YouTubeVideo = keyof typeof VIDEO_IDS;

/** @returns the address of a video's page */
export function youtubeVideo(video: YouTubeVideo): string {
  return `${SCRIPT_HOST}/watch?v=${VIDEO_IDS[video]}`;
}

/** A list of two: `other`, then `plain`. */
export const YOUTUBE_LIST = `${SCRIPT_HOST}/playlist?list=PLstandin00001`;

/** YouTube's interface as its reference has it, over the messages that its library and its frames exchange. */
export function standInForYouTube(context: BrowserContext): Promise<VendorSite> {
  return standInFor(context, [SCRIPT_HOST, FRAME_HOST], ({ origin, pathname, searchParams }) => {
    if (origin === SCRIPT_HOST && pathname === '/iframe_api')
      return vendorScript(youtubeLoader, { library: SCRIPT_HOST + LIBRARY_PATH });
    if (origin === SCRIPT_HOST && pathname === LIBRARY_PATH) return vendorScript(youtubeLibrary, null);
    const id = /^\/embed\/([\w-]{11})$/.exec(pathname)?.[1];
    if (id === undefined) return undefined;
    return mediaPage(youtubeFrame, {
      settings: {
        id: id === 'videoseries' ? undefined : id,
        ids: VIDEO_IDS,
        hasInterface: searchParams.get('enablejsapi') === '1',
      },
    });
  });
}

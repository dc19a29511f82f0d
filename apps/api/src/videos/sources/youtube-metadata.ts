import type { Ask } from '../metadata-source.js';
import { type RawMetadata, toMetadata, type VideoMetadata } from '../video-metadata.js';
import { readOembed } from './oembed.js';
import type { Vendors } from './vendors.js';
import { readYoutubeFeed } from './youtube-feed.js';

const OEMBED = 'https://www.youtube.com/oembed';
const FEED = 'https://www.youtube.com/feeds/videos.xml';

/**
 * YouTube's oEmbed knows no durations. Of a playlist its feed lists the 15 newest; a mix has no feed, and whoever wants more
 * has a player expand the list.
 */
export function askYoutube(vendors: Vendors): Ask {
  const ofVideo = (videoId: string, signal: AbortSignal): Promise<RawMetadata> =>
    readOembed(vendors, OEMBED, `https://www.youtube.com/watch?v=${videoId}`, signal);

  const ofList = async (playlistId: string, signal: AbortSignal): Promise<RawMetadata> => {
    const url = new URL(FEED);
    url.searchParams.set('playlist_id', playlistId);
    return readYoutubeFeed((await vendors.text(url, 'application/xml', signal)) ?? '');
  };

  return async ({ videoId, playlistId }, signal) => {
    const answers = await Promise.allSettled([
      playlistId === undefined ? {} : ofList(playlistId, signal),
      videoId === undefined ? {} : ofVideo(videoId, signal),
    ]);
    const failed = answers.find((answer) => answer.status === 'rejected');
    // Half of it is better than none; nothing at all is a failure.
    const found = answers.map((answer) => toMetadata(answer.status === 'fulfilled' ? answer.value : {}));
    const learnt: VideoMetadata = { ...found[0], ...found[1] };
    if (failed && Object.keys(learnt).length === 0) throw failed.reason;
    return learnt;
  };
}

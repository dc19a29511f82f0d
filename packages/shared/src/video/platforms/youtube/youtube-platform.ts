import { queryOf, segmentsOf, startOf } from '../../link-parts.js';
import type { ParsedLink, PlatformDefinition, RefusedLink } from '../../platform-definition.js';
import { SEEKING_CAPABILITIES } from '../../platform.js';

/** `videoseries` has eleven letters, too, and frames a list. */
const VIDEO_ID = /^(?!videoseries$)[\w-]{11}$/;
/** Mixes (RD…) and what is somebody's own (WL, LL) look different to each viewer, and cannot be read out. */
const PLAYLIST_ID = /^(?:PL|UU|FL|OL|EC)[\w-]{10,60}$/;
const EMBED_HOST = 'https://www.youtube-nocookie.com';
const SHORT_HOST = 'youtu.be';
/** What stands before the id in a path. */
const ID_FOLDERS = ['watch', 'shorts', 'live', 'embed', 'v', 'e'];

/** Videos, shorts, live programmes and playlists. */
export const youtubePlatform: PlatformDefinition = {
  platform: 'youtube',
  hosts: [
    'www.youtube.com',
    'youtube.com',
    'm.youtube.com',
    'music.youtube.com',
    'www.youtube-nocookie.com',
    'youtube-nocookie.com',
    'www.youtubeeducation.com',
    'youtubeeducation.com',
    SHORT_HOST,
    'www.youtu.be',
  ],
  // Which rates really play differs from video to video, and advertisements are not told of.
  capabilities: { ...SEEKING_CAPABILITIES, rate: 'probe', live: true },
  clock: 'polled',
  sources: {
    script: ['https://www.youtube.com/iframe_api', 'https://www.youtube.com/s/player/'],
    frame: ['https://www.youtube.com', EMBED_HOST],
  },
  parse(url) {
    const videoId = videoIdIn(url);
    const list = queryOf(url, 'list');
    const playlistId = list !== undefined && PLAYLIST_ID.test(list) ? list : undefined;
    if (videoId !== undefined) {
      return {
        canonicalUrl: `https://www.youtube.com/watch?v=${videoId}`,
        videoId,
        embedUrl: `${EMBED_HOST}/embed/${videoId}`,
        ...startOf(url, 't', 'start', 'time_continue'),
        ...(segmentsOf(url)[0] === 'live' && { isLive: true }),
        ...(playlistId !== undefined && { playlistId }),
      };
    }
    return playlistId === undefined ? refusalOf(url) : playlist(playlistId);
  },
};

function playlist(playlistId: string): ParsedLink {
  return {
    canonicalUrl: `https://www.youtube.com/playlist?list=${playlistId}`,
    embedUrl: `${EMBED_HOST}/embed/videoseries?list=${playlistId}`,
    playlistId,
  };
}

function videoIdIn(url: URL): string | undefined {
  const [first, second] = segmentsOf(url);
  const inPath = url.hostname.endsWith(SHORT_HOST)
    ? first
    : ID_FOLDERS.includes(first ?? '')
      ? second
      : undefined;
  const found = inPath ?? (first === 'watch' ? queryOf(url, 'v') : undefined);
  return found !== undefined && VIDEO_ID.test(found) ? found : undefined;
}

function refusalOf(url: URL): RefusedLink | undefined {
  const [first = ''] = segmentsOf(url);
  const isChannel = first.startsWith('@') || ['channel', 'c', 'user'].includes(first);
  if (!isChannel) return undefined;
  return { refusal: 'This is a channel: paste the link of one of its videos.', advice: 'channel' };
}

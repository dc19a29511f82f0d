import {
  CLOCK_SAMPLE_DURATION_S,
  CLOCK_SAMPLE_HLS_PATH,
  CLOCK_SAMPLE_PATH,
  CLOCK_SAMPLE_POSTER_PATH,
} from '@watchparty/shared';
import { titleOf, type VideoMetadata } from '../video-metadata.js';

/** What playlists are called whatever they play. */
const PLAYLIST_NAME = /^(?:index|playlist|master|manifest|chunklist|prog_index|stream|live)\.(?:m3u8|mpd)$/i;

/** What the name of a file or playlist says of it. The samples of the installation are known. */
export function fileMetadata({ canonicalUrl }: { canonicalUrl: string }): VideoMetadata {
  if (canonicalUrl === CLOCK_SAMPLE_PATH || canonicalUrl === CLOCK_SAMPLE_HLS_PATH) {
    return {
      title: 'WatchParty Clock',
      thumbnailUrl: CLOCK_SAMPLE_POSTER_PATH,
      duration: CLOCK_SAMPLE_DURATION_S,
    };
  }
  const name = canonicalUrl.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
  if (PLAYLIST_NAME.test(name)) return {};
  const title = titleOf(readable(name));
  return title === undefined ? {} : { title };
}

/** `My_film.2024.mp4` → `My film 2024` */
function readable(fileName: string): string {
  return decode(fileName)
    .replace(/\.[a-z\d]{2,4}$/i, '')
    .replace(/[._+]+/g, ' ')
    .trim();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

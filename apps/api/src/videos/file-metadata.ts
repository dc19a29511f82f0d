import {
  CLOCK_SAMPLE_DURATION_S,
  CLOCK_SAMPLE_HLS_PATH,
  CLOCK_SAMPLE_PATH,
  CLOCK_SAMPLE_POSTER_PATH,
} from '@watchparty/shared';
import type { MetadataSource } from './videos.service.js';

const TITLE_MAX_LENGTH = 200;

/** What playlists are called whatever they play. */
const PLAYLIST_NAME = /^(?:index|playlist|master|manifest|chunklist|prog_index|stream|live)\.m3u8$/i;

/** What the name of a file or playlist says of it. The samples of the installation are known. */
export const fileMetadata: MetadataSource = async (canonicalUrl) => {
  if (canonicalUrl === CLOCK_SAMPLE_PATH || canonicalUrl === CLOCK_SAMPLE_HLS_PATH) {
    return {
      title: 'WatchParty Clock',
      thumbnailUrl: CLOCK_SAMPLE_POSTER_PATH,
      duration: CLOCK_SAMPLE_DURATION_S,
    };
  }
  const name = canonicalUrl.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
  if (PLAYLIST_NAME.test(name)) return {};
  const title = readable(name).slice(0, TITLE_MAX_LENGTH).toWellFormed();
  return title === '' ? {} : { title };
};

/** `My_film.2024.mp4` → `My film 2024` */
function readable(fileName: string): string {
  return decode(fileName)
    .replace(/\.[a-z\d]{2,4}$/i, '')
    .replace(/[._+\0]+/g, ' ')
    .trim();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

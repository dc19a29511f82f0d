import { URL_MAX_LENGTH } from '../limits.js';
import { refusalOf, type VideoLinkPolicy } from '../video/video-link.js';

/**
 * Where viewers fetch subtitles, which the server never does: held to the same rules as a video's link.
 *
 * @returns the address as it is kept, or why nobody may be led there, as a plain sentence
 */
export function readSubtitlesAddress(
  input: string,
  policy: VideoLinkPolicy,
): { url: string } | { refusal: string } {
  const text = input.trim();
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { refusal: 'This is not a link.' };
  }
  const refusal = refusalOf(url, policy);
  if (refusal !== undefined) return { refusal };
  return url.href.length > URL_MAX_LENGTH ? { refusal: 'This link is too long.' } : { url: url.href };
}

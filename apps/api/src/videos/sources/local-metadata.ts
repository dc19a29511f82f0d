import { localCopyOf, type VideoLink } from '@watchparty/shared';
import { titleOf, type VideoMetadata } from '../video-metadata.js';

/** What the address of a file of one's own says: its name, and the exact length that its owner's player found. */
export function localMetadata({ canonicalUrl }: Pick<VideoLink, 'canonicalUrl'>): VideoMetadata {
  const copy = localCopyOf(new URL(canonicalUrl));
  const title = titleOf(copy?.name.replace(/\.[a-z\d]{2,4}$/i, '').replace(/[._]+/g, ' '));
  return {
    ...(title !== undefined && { title }),
    ...(copy?.duration !== undefined && { duration: copy.duration }),
  };
}

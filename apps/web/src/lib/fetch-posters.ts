import type { RoomSummary } from '@watchparty/shared';

/** So many pictures of a list are in sight at once on a phone. */
export const POSTERS_IN_SIGHT = 2;

/** Asks for the pictures that a list of rooms shows first, before the code is there that shows them. */
export function fetchPosters(
  rooms: readonly Pick<RoomSummary, 'videoThumbnailUrl'>[],
  createImage: () => HTMLImageElement = () => new Image(),
): void {
  for (const { videoThumbnailUrl } of rooms.slice(0, POSTERS_IN_SIGHT)) {
    if (videoThumbnailUrl === undefined || videoThumbnailUrl === '') continue;
    const image = createImage();
    // As ui/poster.tsx asks, so that it is the same request; before the address, which begins it.
    image.referrerPolicy = 'no-referrer';
    image.fetchPriority = 'high';
    image.src = videoThumbnailUrl;
  }
}

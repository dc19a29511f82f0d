import type { RoomCard, RoomSummary } from '@watchparty/shared';
import type { Cache } from '../platform/cache/cache.js';
import { roomNotFound } from '../platform/errors.js';
import { toRoomSummary } from './room-row.js';
import type { RoomsRepository } from './rooms.repository.js';

/** What links to rooms tell to anybody. */
export interface RoomCards {
  /** @throws AppError `room_not_found` */
  read(roomId: string): Promise<RoomCard>;
}

/** A link that goes round a large chat is looked at by many at once; nobody minds a count of some seconds ago. */
const KEPT_MS = 10_000;

export function createRoomCards(options: {
  rooms: Pick<RoomsRepository, 'summaries'>;
  cache: Cache;
}): RoomCards {
  const { rooms, cache } = options;
  return {
    async read(roomId) {
      const key = `room-card:${roomId}`;
      const kept = await cache.get(key);
      if (isCardOf(roomId, kept)) return kept;
      const [row] = await rooms.summaries([roomId]);
      if (!row) throw roomNotFound();
      const card = toRoomCard(toRoomSummary(row));
      await cache.set(key, card, KEPT_MS);
      return card;
    },
  };
}

/** Only what is named here leaves the house: no host, no faces, no link to the video. */
function toRoomCard(room: RoomSummary): RoomCard {
  if (!room.isPublic) return { id: room.id, isPublic: false };
  return {
    id: room.id,
    isPublic: true,
    name: room.name,
    hasPassword: room.hasPassword,
    isPlaying: room.isPlaying && !room.hasPassword,
    participantCount: room.participantCount,
    maxParticipants: room.maxParticipants,
    ...(room.platform && { platform: room.platform }),
    ...(room.videoTitle !== undefined && { videoTitle: room.videoTitle }),
    ...(room.videoThumbnailUrl !== undefined && { videoThumbnailUrl: room.videoThumbnailUrl }),
  };
}

function isCardOf(roomId: string, value: unknown): value is RoomCard {
  return (
    typeof value === 'object' && value !== null && 'isPublic' in value && 'id' in value && value.id === roomId
  );
}

import type { ListMessagesResponse, Participant } from '@watchparty/shared';
import type { ChatService } from '../chat/chat.service.js';
import { createBatches } from '../platform/batches.js';
import { type ParticipantsRepository, toParticipant } from './participants.repository.js';
import type { RoomRow } from './room-row.js';
import type { RoomsRepository } from './rooms.repository.js';

/** A room as the database has it at one moment: one for all who asked at once, and so never to be changed. */
export interface RoomReading {
  /** Undefined where the room is gone. */
  row: RoomRow | undefined;
  /** Everybody with a seat, or of very many those who are worth telling of: as protocol.md says in SE10. */
  listed: Participant[];
  page: ListMessagesResponse;
}

/** Reads rooms for those who have just come in. */
export interface RoomReader {
  /**
   * @param userId is listed if they have a seat
   * @param afterSeq reads the messages after this number, else the latest
   */
  read(roomId: string, userId: string, afterSeq: number | undefined): Promise<RoomReading>;
}

export interface RoomReaderOptions {
  rooms: Pick<RoomsRepository, 'find'>;
  participants: Pick<ParticipantsRepository, 'listed'>;
  chat: Pick<ChatService, 'page'>;
}

/** Of whom a newcomer is told: everybody in a room of so many, and beyond that so many of those who came last. */
const LISTED_PARTICIPANTS = 50;
const MAX_AT_ONCE = 64;

/** Whoever asks while a room is read waits for the next reading, which is one for all of them: never an older one. */
export function createRoomReader({ rooms, participants, chat }: RoomReaderOptions): RoomReader {
  const batches = createBatches<{ userId: string; afterSeq: number | undefined }, RoomReading>({
    maxSize: MAX_AT_ONCE,
    async run(roomId, requests) {
      const starts = [...new Set(requests.map(({ afterSeq }) => afterSeq))];
      const [row, rows, ...pages] = await Promise.all([
        rooms.find(roomId),
        participants.listed(
          roomId,
          requests.map(({ userId }) => userId),
          LISTED_PARTICIPANTS,
        ),
        ...starts.map((after) => chat.page(roomId, after === undefined ? {} : { after })),
      ]);
      const listed = rows.map(toParticipant);
      return requests.map(({ afterSeq }) => {
        const page = pages[starts.indexOf(afterSeq)] ?? { messages: [], hasMore: false };
        return { ok: true, value: { row, listed, page } };
      });
    },
  });
  return {
    read: (roomId, userId, afterSeq) => batches.add(roomId, { userId, afterSeq }),
  };
}

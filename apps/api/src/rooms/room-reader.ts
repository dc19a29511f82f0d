import type { ListMessagesResponse, Participant } from '@watchparty/shared';
import type { ChatService, MissedChanges } from '../chat/chat.service.js';
import { createBatches } from '../platform/batches.js';
import type { Now } from '../platform/now.js';
import type { SharedJson } from '../platform/socket/shared-json.js';
import { createLatestChat } from './latest-chat.js';
import { toParticipant } from './participants.repository.js';
import type { ListBounds, RoomReadingRepository } from './room-reading.repository.js';
import type { RoomRow } from './room-row.js';

/** A room as the database has it at one moment: one for all who asked at once, and so never to be changed. */
export interface RoomReading {
  /** Undefined where the room is gone. */
  row: RoomRow | undefined;
  /** Everybody with a seat, or of very many those who are worth telling of: as protocol.md says in SE10. */
  listed: Participant[];
  page: ListMessagesResponse;
  changes: MissedChanges;
}

/** What somebody knows of a room's chat already. */
export interface KnownChat {
  /** Reads the messages after this number, else the latest. */
  afterSeq?: number;
  /** Reads what became of messages after this number. */
  afterRevision?: number;
}

/** Reads rooms for those who have just come in. */
export interface RoomReader {
  /** @param userId is listed if they have a seat */
  read(roomId: string, userId: string, known: KnownChat): Promise<RoomReading>;
}

export interface RoomReaderOptions {
  repository: RoomReadingRepository;
  chat: Pick<ChatService, 'latest' | 'page' | 'changes'>;
  /** Notes what all of them are told alike. */
  share: SharedJson['share'];
  now: Now;
}

/** What a newcomer downloads: as many faces as are shown without asking for more. */
const LISTED: ListBounds = { whole: 50, last: 20, parts: 50 };
const MAX_AT_ONCE = 64;

/** Whoever asks while a room is read waits for the next reading, which is one for all of them: never an older one. */
export function createRoomReader({ repository, chat, share, now }: RoomReaderOptions): RoomReader {
  const latestChat = createLatestChat({ chat, now });
  const batches = createBatches<KnownChat & { userId: string }, RoomReading>({
    maxSize: MAX_AT_ONCE,
    // They were let in together, and come together.
    gatherMs: 0,
    async run(roomId, requests) {
      const starts = startsOf(requests);
      const reading = repository.read(
        roomId,
        requests.map(({ userId }) => userId),
        LISTED,
      );
      const readChat = async ({ afterSeq, afterRevision }: KnownChat): Promise<ChatReading> => {
        if (afterSeq === undefined && afterRevision === undefined) {
          const readMark = async (): Promise<RoomRow | undefined> => (await reading)?.row;
          const { revision, ...page } = await latestChat.read(roomId, readMark);
          return { changes: { ...NOTHING.changes, revision }, page };
        }
        // How far the changes have come is read before the page: what changes in between is in it, and told twice rather
        // than never.
        const changes =
          afterRevision === undefined
            ? { ...NOTHING.changes, revision: (await reading)?.row.chat_revision ?? 0 }
            : await chat.changes(roomId, afterRevision);
        return { changes, page: await chat.page(roomId, afterSeq === undefined ? {} : { after: afterSeq }) };
      };
      const [found, ...chats] = await Promise.all([reading, ...[...starts.values()].map(readChat)]);
      for (const { page } of chats) share(page.messages);
      const chatOf = new Map([...starts.keys()].map((start, index) => [start, chats[index] ?? NOTHING]));
      const row = found?.row;
      const listed = share(found?.listed.map(toParticipant) ?? []);
      return requests.map((request) => ({
        ok: true,
        value: { row, listed, ...(chatOf.get(startOf(request)) ?? NOTHING) },
      }));
    },
  });
  return {
    read: (roomId, userId, known) => batches.add(roomId, { userId, ...known }),
  };
}

type ChatReading = Pick<RoomReading, 'page' | 'changes'>;

const NOTHING: ChatReading = {
  page: { messages: [], hasMore: false },
  changes: { revision: 0, changes: [], hasMore: false },
};

const startOf = ({ afterSeq, afterRevision }: KnownChat): string => `${afterSeq}/${afterRevision}`;

/** Those who know the same are told the same. */
function startsOf(requests: readonly KnownChat[]): Map<string, KnownChat> {
  return new Map(requests.map((request) => [startOf(request), request]));
}

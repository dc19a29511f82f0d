import type { Author, EpochMs, Message } from '@watchparty/shared';
import type { PendingMessage, RoomNote } from '@watchparty/shared/room-client';

/** One row of the chat. */
export type ChatEntry =
  | ({ kind: 'message'; key: string; message: Message } & Grouping)
  | ({ kind: 'pending'; key: string; message: PendingMessage } & Grouping)
  | { kind: 'system'; key: string; message: Message }
  | { kind: 'note'; key: string; note: RoomNote };

interface Grouping {
  isOwn: boolean;
  /** First of a run of messages of one person: it carries the name. */
  isFirst: boolean;
  /** Last of the run: it carries the face. */
  isLast: boolean;
  /** Emoji alone, drawn big. */
  isBig: boolean;
}

interface ChatSources {
  messages: readonly Message[];
  pending: readonly PendingMessage[];
  notes: readonly RoomNote[];
  youId: string;
}

/** After a silence of this length the same person is named again. */
const RUN_PAUSE_MS = 5 * 60_000;

type Ungrouped = ChatEntry & { authorId?: string; atMs: EpochMs };

/** Puts everything that the chat shows into one order and sees who speaks in a row. */
export function chatTimeline(sources: ChatSources): ChatEntry[] {
  const rows = rowsOf(sources);
  return rows.map((row, index) => {
    const { authorId, atMs, ...entry } = row;
    if (entry.kind === 'system' || entry.kind === 'note') return entry;
    return {
      ...entry,
      isFirst: !belongTogether(rows[index - 1], row),
      isLast: !belongTogether(row, rows[index + 1]),
    };
  });
}

function rowsOf({ messages, pending, notes, youId }: ChatSources): Ungrouped[] {
  const rows: Ungrouped[] = [];
  let nextNote = 0;
  const addNotesBefore = (seq: number): void => {
    for (let note = notes[nextNote]; note && note.afterSeq < seq; note = notes[nextNote]) {
      rows.push({ kind: 'note', key: note.id, note, atMs: note.atMs });
      nextNote += 1;
    }
  };
  for (const message of messages) {
    addNotesBefore(message.seq);
    rows.push(rowOf(message, youId));
  }
  addNotesBefore(Infinity);
  for (const message of pending) {
    const grouping = { isOwn: true, isFirst: true, isLast: true, isBig: message.type === 'emoji' };
    rows.push({
      kind: 'pending',
      key: message.clientId,
      message,
      ...grouping,
      authorId: youId,
      atMs: message.createdAt,
    });
  }
  return rows;
}

function rowOf(message: Message, youId: string): Ungrouped {
  const key = keyOf(message);
  const atMs = message.createdAt;
  if (message.type === 'system') return { kind: 'system', key, message, atMs };
  const authorId = authorIdOf(message);
  const isOwn = authorId === youId;
  const isBig = message.type === 'emoji';
  return { kind: 'message', key, message, isOwn, isFirst: true, isLast: true, isBig, authorId, atMs };
}

/** The same key as while it was on its way, so that it does not blink when it arrives. */
export function keyOf(message: Message): string {
  return message.clientId ?? message.id;
}

/** The author of a message, also of one whose account is gone. */
export function authorIdOf({ userId, author }: { userId?: string; author?: Author }): string | undefined {
  return userId ?? author?.id;
}

function belongTogether(one: Ungrouped | undefined, other: Ungrouped | undefined): boolean {
  if (one?.authorId === undefined || other?.authorId === undefined) return false;
  // A pending message has the device's time, which may be anywhere.
  const isClose = other.kind === 'pending' || other.atMs - one.atMs < RUN_PAUSE_MS;
  return one.authorId === other.authorId && isClose;
}

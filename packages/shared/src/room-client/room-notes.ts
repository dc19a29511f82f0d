import type { EpochMs } from '../entities.js';
import type { Playback, PlaybackReason } from '../playback.js';

/** What somebody just did to the video: said once in the chat, never stored. */
export interface RoomNote {
  id: string;
  /** Who did it. */
  userId: string;
  reason: NotedReason;
  /** Seconds into the video. */
  position: number;
  /** What the programme's clock showed there, where it is live. */
  programTime?: EpochMs;
  rate: number;
  atMs: EpochMs;
  /** The latest message at that moment: the note stands behind it. */
  afterSeq: number;
}

export type NotedReason = 'play' | 'pause' | 'seek' | 'rate';

const NOTED: ReadonlySet<PlaybackReason> = new Set<NotedReason>(['play', 'pause', 'seek', 'rate']);
/** Somebody who drags the bar about tells one story, not twenty. */
const QUIET_MS = 3_000;
const MAX_NOTES = 50;

export interface NoteInput {
  playback: Playback;
  reason: PlaybackReason;
  nowMs: EpochMs;
  afterSeq: number;
}

/** Adds a line for a change, or brings the latest line up to date when the same hand did the same just now. */
export function addNote(
  notes: readonly RoomNote[],
  { playback, reason, nowMs, afterSeq }: NoteInput,
): readonly RoomNote[] {
  const userId = playback.updatedBy;
  if (userId === undefined || !isNoted(reason)) return notes;
  const id = `note-${playback.version}`;
  // The same news may come twice: from the socket and from a node that heals a lost broadcast.
  if (notes.some((note) => note.id === id)) return notes;
  const { position, rate, liveOrigin } = playback;
  const programTime = liveOrigin === undefined ? undefined : liveOrigin + position * 1000;
  const told = { userId, reason, position, rate, ...(programTime !== undefined && { programTime }) };
  const same = notes.findLast((note) => note.userId === userId && note.reason === reason);
  if (same && nowMs - same.atMs < QUIET_MS) {
    return notes.map((note) => (note === same ? { ...note, ...told, id } : note));
  }
  return [...notes, { ...told, id, atMs: nowMs, afterSeq }].slice(-MAX_NOTES);
}

function isNoted(reason: PlaybackReason): reason is NotedReason {
  return NOTED.has(reason);
}

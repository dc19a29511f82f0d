import { SKIP_SHARE_DEFAULT } from '../entities.js';
import { mayControlPlayback } from '../permissions.js';
import { nextInQueue, type QueueItem, type QueueLoop, skipVotesNeeded } from '../queue.js';
import { type JoinedState, you } from './room-state.js';

/** A room's queue as it is shown to one person. */
export interface QueueView {
  items: QueueItemView[];
  /** What plays, where it came from the queue. */
  playing: QueueItem | undefined;
  loop: QueueLoop;
  /** Whether this person may order, play and remove everything. */
  mayControl: boolean;
  /** Absent where nothing can be skipped by voting: nothing plays, nothing comes next, or the host wants none of it. */
  skip: { votes: number; needed: number; isYours: boolean } | undefined;
}

export interface QueueItemView extends QueueItem {
  isNext: boolean;
  hasYourVote: boolean;
  mayRemove: boolean;
}

export function viewQueue(state: JoinedState): QueueView {
  const { room, playback, participants, youId, queue: known } = state;
  const { queue, yourVotes, hasVotedToSkip } = known;
  const role = you(state)?.role;
  const mayControl = role !== undefined && mayControlPlayback(role, room.controlMode);
  const next = nextInQueue(queue.items);
  const share = room.skipShare ?? SKIP_SHARE_DEFAULT;
  // Of a large room only some are known by name (SE10).
  const unknown = Math.max(0, room.participantCount - participants.size);
  const present = [...participants.values()].filter(({ isOnline }) => isOnline).length + unknown;
  const isSkippable = share > 0 && playback.videoUrl !== null && (next !== undefined || queue.loop === 'all');
  const isCounted = queue.skip?.videoUrl === playback.videoUrl;
  return {
    items: queue.items.map((item) => ({
      ...item,
      isNext: item === next,
      hasYourVote: yourVotes.has(item.id),
      mayRemove: mayControl || item.addedBy?.userId === youId,
    })),
    playing: queue.playing?.url === playback.videoUrl ? queue.playing : undefined,
    loop: queue.loop,
    mayControl,
    skip: isSkippable
      ? {
          votes: isCounted ? (queue.skip?.votes ?? 0) : 0,
          needed: skipVotesNeeded(present, share),
          isYours: isCounted && hasVotedToSkip,
        }
      : undefined,
  };
}

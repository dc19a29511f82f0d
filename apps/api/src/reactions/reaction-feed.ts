import type { FilmReaction } from '@watchparty/shared';
import type { Broadcaster } from '../platform/socket/broadcaster.js';

/** Tells rooms what people feel. */
export interface ReactionFeed {
  /** The first is told at once; what follows within `everyMs` travels together, as much as one can see. */
  tell(roomId: string, reaction: FilmReaction): void;
}

export interface ReactionFeedOptions {
  broadcaster: Pick<Broadcaster, 'toRoom'>;
  /** A thousand people at the same joke must not cost everybody a thousand messages. In milliseconds. */
  everyMs?: number;
  /** Runs a task later. */
  schedule?: (task: () => void, delayMs: number) => void;
}

const EVERY_MS = 200;
/** More than float over a phone's picture without hiding it. */
const MAX_AT_ONCE = 20;

export function createReactionFeed({
  broadcaster,
  everyMs = EVERY_MS,
  schedule = later,
}: ReactionFeedOptions): ReactionFeed {
  /** By room that was told of something less than `everyMs` ago: what waits. */
  const quiet = new Map<string, FilmReaction[]>();

  const sendAndRest = (roomId: string, reactions: FilmReaction[]): void => {
    quiet.set(roomId, []);
    schedule(() => {
      const waiting = quiet.get(roomId) ?? [];
      quiet.delete(roomId);
      if (waiting.length > 0) sendAndRest(roomId, waiting);
    }, everyMs);
    broadcaster.toRoom(roomId, 'reaction:sent', { reactions });
  };

  return {
    tell(roomId, reaction) {
      const waiting = quiet.get(roomId);
      if (!waiting) sendAndRest(roomId, [reaction]);
      else if (waiting.length < MAX_AT_ONCE) waiting.push(reaction);
    },
  };
}

function later(task: () => void, delayMs: number): void {
  setTimeout(task, delayMs).unref();
}

import type { QueueUpdate } from '@watchparty/shared';
import type { Broadcaster } from '../platform/socket/broadcaster.js';

/** Tells rooms of their queues. */
export interface QueueFeed {
  /** The first change is told at once; what follows within `everyMs` travels together, all of it. */
  tell(roomId: string, update: QueueUpdate): void;
  /** Tells what still waits, at once. */
  flush(): void;
}

export interface QueueFeedOptions {
  broadcaster: Pick<Broadcaster, 'toRoom'>;
  /** A thousand people who vote must not cost everybody a thousand messages. In milliseconds. */
  everyMs?: number;
  /** Runs a task later; answers with what cancels it. */
  schedule?: (task: () => void, delayMs: number) => () => void;
}

/** A room that was told of something less than `everyMs` ago. */
interface QuietRoom {
  waiting: QueueUpdate[];
  cancel: () => void;
}

const EVERY_MS = 200;

export function createQueueFeed({
  broadcaster,
  everyMs = EVERY_MS,
  schedule = later,
}: QueueFeedOptions): QueueFeed {
  const quiet = new Map<string, QuietRoom>();

  const send = (roomId: string, updates: QueueUpdate[]): void => {
    // Two changes may come back from the database in the other order.
    updates.sort((a, b) => a.version - b.version);
    broadcaster.toRoom(roomId, 'queue:updated', { updates });
  };

  const sendAndRest = (roomId: string, updates: QueueUpdate[]): void => {
    quiet.set(roomId, { waiting: [], cancel: schedule(() => endQuiet(roomId), everyMs) });
    send(roomId, updates);
  };

  const endQuiet = (roomId: string): void => {
    const waiting = quiet.get(roomId)?.waiting ?? [];
    quiet.delete(roomId);
    if (waiting.length > 0) sendAndRest(roomId, waiting);
  };

  return {
    tell(roomId, update) {
      const room = quiet.get(roomId);
      if (room) room.waiting.push(update);
      else sendAndRest(roomId, [update]);
    },

    flush() {
      for (const [roomId, { waiting, cancel }] of [...quiet]) {
        cancel();
        quiet.delete(roomId);
        if (waiting.length > 0) send(roomId, waiting);
      }
    },
  };
}

function later(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  // What waits when the process ends is told by `flush`.
  timer.unref();
  return () => clearTimeout(timer);
}

import type { Playback, PlaybackReason } from '@watchparty/shared';
import type { Broadcaster } from '../platform/socket/broadcaster.js';

/** Tells rooms of their timelines. */
export interface PlaybackFeed {
  /**
   * The first change is told at once. What follows within `everyMs` travels together: only the newest of it is told,
   * and it always is.
   */
  tell(roomId: string, playback: Playback, reason: PlaybackReason): void;
  /** Tells what still waits, at once. */
  flush(): void;
}

export interface PlaybackFeedOptions {
  broadcaster: Pick<Broadcaster, 'toRoom'>;
  /** Somebody who drags the seek bar changes the timeline with each movement of the finger. In milliseconds. */
  everyMs?: number;
  /** Runs a task later; answers with what cancels it. */
  schedule?: (task: () => void, delayMs: number) => () => void;
}

interface News {
  playback: Playback;
  reason: PlaybackReason;
}

/** A room that was told of something less than `everyMs` ago. */
interface QuietRoom {
  toldVersion: number;
  waiting?: News;
  cancel: () => void;
}

const EVERY_MS = 100;

export function createPlaybackFeed({
  broadcaster,
  everyMs = EVERY_MS,
  schedule = later,
}: PlaybackFeedOptions): PlaybackFeed {
  const quiet = new Map<string, QuietRoom>();

  const send = (roomId: string, { playback, reason }: News): void => {
    quiet.set(roomId, {
      toldVersion: playback.version,
      cancel: schedule(() => endQuiet(roomId), everyMs),
    });
    broadcaster.toRoom(roomId, 'video:state_changed', { playback, reason });
  };

  const endQuiet = (roomId: string): void => {
    const waiting = quiet.get(roomId)?.waiting;
    quiet.delete(roomId);
    if (waiting) send(roomId, waiting);
  };

  return {
    tell(roomId, playback, reason) {
      const room = quiet.get(roomId);
      if (!room) {
        send(roomId, { playback, reason });
        return;
      }
      // Two commands may come back from the database in the other order.
      const newest = room.waiting?.playback.version ?? room.toldVersion;
      if (playback.version > newest) room.waiting = { playback, reason };
    },

    flush() {
      for (const [roomId, { waiting, cancel }] of [...quiet]) {
        cancel();
        quiet.delete(roomId);
        if (waiting) broadcaster.toRoom(roomId, 'video:state_changed', waiting);
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

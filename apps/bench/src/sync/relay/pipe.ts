import type { Direction } from './direction.js';

/** Whatever takes bytes and can say that it has had enough: a socket. */
export interface Sink {
  /** @returns false when it wants no more for now */
  write(bytes: Buffer): boolean;
  end(): void;
}

/** What goes at once; small enough that a slow link sends something every few milliseconds. */
const PIECE_BYTES = 16 * 1024;

/** Bytes of one connection on their way in one direction. */
export interface Pipe {
  /** @returns false when the sender has to wait for `onRoom` */
  push(bytes: Buffer): boolean;
  /** The sender has said its last word; it arrives after what is on its way. */
  close(): void;
  /** The receiver has room again. */
  drained(): void;
  /** Nothing leaves from now on. */
  hold(): void;
  /** What was held leaves now, and what follows. */
  release(): void;
  destroy(): void;
}

export interface PipeOptions {
  direction: Direction;
  /** So much is on its way or waits at once; then the sender has to stop. */
  windowBytes: number;
  sink: Sink;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
  onRoom: () => void;
  /** How late something was handed over, in milliseconds: what the machine adds to the link. */
  onHandedOver?: (lateMs: number) => void;
}

interface Piece {
  bytes?: Buffer;
  atMs: number;
}

export function createPipe(options: PipeOptions): Pipe {
  const { direction, windowBytes, sink, now, schedule, onRoom, onHandedOver } = options;
  const identity = {};
  let waiting: Buffer[] = [];
  let queue: Piece[] = [];
  let queuedBytes = 0;
  let isFull = false;
  let isHeld = false;
  let isChoked = false;
  let isClosed = false;
  let isDone = false;
  let cancel: (() => void) | undefined;

  function enqueue(bytes: Buffer): void {
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      const piece = bytes.subarray(from, from + PIECE_BYTES);
      queue.push({ bytes: piece, atMs: direction.send(identity, piece.length, now()) });
    }
  }

  function plan(): void {
    cancel?.();
    cancel = undefined;
    const next = queue[0];
    if (next && !isChoked && !isDone) cancel = schedule(handOver, Math.max(0, next.atMs - now()));
  }

  function handOver(): void {
    const nowMs = now();
    for (let next = queue[0]; next && next.atMs <= nowMs && !isChoked; next = queue[0]) {
      queue.shift();
      if (!next.bytes) {
        isDone = true;
        sink.end();
        return;
      }
      onHandedOver?.(nowMs - next.atMs);
      queuedBytes -= next.bytes.length;
      isChoked = !sink.write(next.bytes);
    }
    if (isFull && queuedBytes < windowBytes / 2) {
      isFull = false;
      onRoom();
    }
    plan();
  }

  function enqueueEnd(): void {
    queue.push({ atMs: direction.send(identity, 0, now()) });
  }

  return {
    push(bytes) {
      queuedBytes += bytes.length;
      if (isHeld) waiting.push(bytes);
      else enqueue(bytes);
      plan();
      isFull = queuedBytes >= windowBytes;
      return !isFull;
    },
    close() {
      isClosed = true;
      if (isHeld) return;
      enqueueEnd();
      plan();
    },
    drained() {
      isChoked = false;
      plan();
    },
    hold() {
      isHeld = true;
    },
    release() {
      if (!isHeld) return;
      isHeld = false;
      for (const bytes of waiting) enqueue(bytes);
      waiting = [];
      if (isClosed) enqueueEnd();
      plan();
    },
    destroy() {
      isDone = true;
      queue = [];
      waiting = [];
      cancel?.();
    },
  };
}

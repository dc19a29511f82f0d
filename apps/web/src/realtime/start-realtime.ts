import { createRealtime, type RealtimeControl } from './create-realtime.js';
import { createSocket } from './socket.js';
import type { OnActiveChange } from './wake-ups.js';

/** A file of its own, so that Home is there before what keeps it live has come. */
export function startRealtime(onActiveChange: OnActiveChange): RealtimeControl {
  return createRealtime(createSocket, onActiveChange);
}

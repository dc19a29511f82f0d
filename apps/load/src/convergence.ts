import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from './person.js';

/** What somebody in a room has to know to be up to date. */
export interface Mark {
  version: number;
  /** Number of the last message. */
  seq: number;
}

export interface Convergence {
  /** Milliseconds until each person knew everything, ascending. */
  times: number[];
  /** Who did not in time, and what was missing. */
  laggards: string[];
}

const POLL_MS = 10;

/** Waits until everybody who stays in a room knows at least what was true there at the start. */
export async function converge(
  people: readonly Person[],
  marks: ReadonlyMap<string, Mark>,
  deadlineMs: number,
): Promise<Convergence> {
  const startMs = Date.now();
  const times: number[] = [];
  let waiting = people.filter(({ isIn }) => isIn);
  for (;;) {
    const elapsedMs = Date.now() - startMs;
    // Whoever leaves or reloads meanwhile reads the room anew.
    waiting = waiting.filter((person) => {
      if (!person.isIn) return false;
      const isDone = missing(person, marks.get(person.roomId)) === undefined;
      if (isDone) times.push(elapsedMs);
      return !isDone;
    });
    if (waiting.length === 0 || elapsedMs > deadlineMs) break;
    await sleep(POLL_MS);
  }
  const laggards = waiting.map((person) => missing(person, marks.get(person.roomId)) ?? person.name);
  return { times: times.sort((a, b) => a - b), laggards };
}

function missing(person: Person, mark: Mark | undefined): string | undefined {
  if (!mark) return undefined;
  if (person.devices.length === 0) return `${person.name} has no device`;
  for (const device of person.devices) {
    const room = device.room();
    if (!room) return `${device.label} is not in the room`;
    if (room.playback.version < mark.version)
      return `${device.label} knows version ${room.playback.version} of ${mark.version}`;
    if (room.messages.syncedSeq < mark.seq)
      return `${device.label} knows messages up to ${room.messages.syncedSeq} of ${mark.seq}`;
  }
  return undefined;
}

/** @param share 0 to 1 */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0;
}

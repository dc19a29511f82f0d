import type { Participant } from '../entities.js';
import type { ParticipantsUpdate } from '../events.js';

export type Participants = ReadonlyMap<string, Participant>;

export function participantsOf(list: readonly Participant[]): Participants {
  return new Map(list.map((participant) => [participant.userId, participant]));
}

/** Applies a full list or the changes since. */
export function updateParticipants(known: Participants, update: ParticipantsUpdate): Participants {
  const next = new Map(update.participants ? participantsOf(update.participants) : known);
  for (const userId of update.left ?? []) next.delete(userId);
  for (const participant of [...(update.joined ?? []), ...(update.changed ?? [])]) {
    next.set(participant.userId, participant);
  }
  return next;
}

/**
 * How many have a seat. Of a large room only some are known by name (SE10), and whoever leaves may be one of the others.
 *
 * @param count before the update
 */
export function countAfter(count: number, known: Participants, update: ParticipantsUpdate): number {
  const next = updateParticipants(known, update);
  if (update.participants || known.size >= count) return Math.max(next.size, update.participants ? count : 0);
  const came = (update.joined ?? []).filter(({ userId }) => !known.has(userId)).length;
  return Math.max(next.size, count + came - (update.left ?? []).length);
}

const ROLE_ORDER = { host: 0, moderator: 1, participant: 2 } as const;

/** Who is here first, then by role, then by who came first. */
export function sortedParticipants(participants: Participants): Participant[] {
  return [...participants.values()].sort(
    (a, b) =>
      Number(b.isOnline) - Number(a.isOnline) ||
      ROLE_ORDER[a.role] - ROLE_ORDER[b.role] ||
      a.joinedAt - b.joinedAt,
  );
}

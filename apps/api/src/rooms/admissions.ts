import { createBatches, type Outcome } from '../platform/batches.js';
import { AppError, banned, bannedFromRoom, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import type { Queryable, Transactional } from '../platform/postgres/database.js';
import type { Turns } from '../platform/turns.js';
import type { HostsRepository } from './hosts.repository.js';
import type { AdmissionsRepository } from './admissions.repository.js';
import type { ParticipantRow, SeatKey } from './participants.repository.js';

/** What an admission changed, for those who have to hear of it. */
export interface Admission {
  isIn: true;
  you: ParticipantRow;
  /** Never been here before. */
  isFirstVisit: boolean;
  /** Had no seat just before. */
  tookSeat: boolean;
  /** Seats taken, this one included. */
  seats: number;
  /** Was host before, while the owner was away. */
  formerStandIn?: string;
}

/** The room wants to hear a password first. Comparing takes long, and happens where nobody else waits. */
export interface PasswordWanted {
  isIn: false;
  passwordHash: string;
}

/** Somebody who asks for a seat. */
export interface AdmissionRequest extends SeatKey {
  /** Of the password that they gave; null before they were asked for one. */
  passwordHash: string | null;
}

/** Gives the seats of a room, atomically under contention. */
export interface Admissions {
  /** @throws AppError `room_not_found`, `room_full`, `banned`, `conflict` */
  admit(request: AdmissionRequest): Promise<Admission | PasswordWanted>;
}

export interface AdmissionsOptions {
  database: Transactional;
  repository: AdmissionsRepository;
  hosts: Pick<HostsRepository, 'restoreOwner'>;
  turns: Turns;
  now: Now;
}

/** Of one transaction. More at once would keep the room's lock for long. */
const MAX_AT_ONCE = 64;

/**
 * Whoever waits for the same room is seated together: one transaction takes the room's lock once for all of them, so
 * that a thousand people who come at once cost some dozens of transactions.
 */
export function createAdmissions(options: AdmissionsOptions): Admissions {
  const { database, repository, hosts, turns, now } = options;

  /** @param requests of different people */
  const seat = async (
    tx: Queryable,
    roomId: string,
    requests: readonly AdmissionRequest[],
  ): Promise<Outcome<Admission | PasswordWanted>[]> => {
    const userIds = requests.map(({ userId }) => userId);
    await repository.lock(tx, roomId);
    const room = await repository.read(tx, roomId, userIds);
    if (!room) return requests.map(() => refused(roomNotFound()));
    const { ownerId, hostId, maxParticipants, known } = room;
    const hasSeat = (userId: string): boolean => known.get(userId) === true;
    let guests = room.seats - Number(hasSeat(ownerId));

    const refusals = new Map<string, AppError>();
    const asked = new Set<string>();
    for (const { userId, passwordHash } of requests) {
      if (room.banned.has(userId)) {
        refusals.set(userId, bannedFromRoom());
        continue;
      }
      const isOwner = userId === ownerId;
      const knowsPassword = isOwner || known.has(userId) || passwordHash === room.passwordHash;
      // What somebody gave was compared before the lock: it counts if it still is the room's.
      if (room.passwordHash !== null && !knowsPassword) asked.add(userId);
      else if (!isOwner && !hasSeat(userId)) {
        // One seat is always kept for the owner, who must be able to come back.
        if (guests >= maxParticipants - 1) {
          refusals.set(userId, new AppError('room_full', 'All seats of this room are taken.'));
        } else guests += 1;
      }
    }
    const admitted = userIds.filter((userId) => !refusals.has(userId) && !asked.has(userId));
    const formerStandIn = admitted.includes(ownerId) && hostId !== ownerId ? hostId : undefined;
    if (formerStandIn !== undefined) await hosts.restoreOwner(tx, roomId);
    const outcomes = admitted.length > 0 ? await repository.take(tx, roomId, admitted, now()) : [];
    const taken = new Map<string, ParticipantRow>();
    for (const outcome of outcomes) {
      if ('row' in outcome) taken.set(outcome.userId, outcome.row);
      else refusals.set(outcome.userId, banned());
    }
    const seats = room.seats + [...taken.keys()].filter((userId) => !hasSeat(userId)).length;
    return userIds.map((userId) => {
      if (room.passwordHash !== null && asked.has(userId)) {
        return { ok: true, value: { isIn: false, passwordHash: room.passwordHash } };
      }
      const you = taken.get(userId);
      if (!you) return refused(refusals.get(userId) ?? new AppError('conflict', 'This person is gone.'));
      const admission: Admission = {
        isIn: true,
        you,
        // Somebody new has no row, and whoever left has one that says when.
        isFirstVisit: !known.has(userId),
        tookSeat: !hasSeat(userId),
        seats,
        ...(userId === ownerId && formerStandIn !== undefined && { formerStandIn }),
      };
      return { ok: true, value: admission };
    });
  };

  const batches = createBatches<AdmissionRequest, Admission | PasswordWanted>({
    maxSize: MAX_AT_ONCE,
    inTurn: turns.take,
    async run(roomId, requests) {
      const outcomes: Outcome<Admission | PasswordWanted>[] = [];
      let waiting = [...requests.entries()];
      while (waiting.length > 0) {
        const seen = new Set<string>();
        const together = waiting.filter(([, { userId }]) => !seen.has(userId) && seen.add(userId));
        const seated = await database.transaction((tx) =>
          seat(
            tx,
            roomId,
            together.map(([, request]) => request),
          ),
        );
        together.forEach(([index], place) => {
          outcomes[index] = seated[place] ?? refused(new Error('somebody was forgotten'));
        });
        waiting = waiting.filter((entry) => !together.includes(entry));
        // With one connection of a person their others are in. Whom one did not let in, another may: with a password.
        waiting = waiting.filter(([index, { userId }]) => {
          const first = outcomes[together.find(([, request]) => request.userId === userId)?.[0] ?? -1];
          if (!first?.ok || !first.value.isIn) return true;
          const { isIn, you, seats } = first.value;
          outcomes[index] = { ok: true, value: { isIn, you, seats, isFirstVisit: false, tookSeat: false } };
          return false;
        });
      }
      return outcomes;
    },
  });

  return { admit: (request) => batches.add(request.roomId, request) };
}

function refused(error: Error): { ok: false; error: Error } {
  return { ok: false, error };
}

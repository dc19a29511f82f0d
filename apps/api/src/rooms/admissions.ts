import { createBatches, type Outcome } from '../platform/batches.js';
import { AppError, banned, bannedFromRoom, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import type { Turns } from '../platform/turns.js';
import type { AdmissionsRepository, SeatRequest, Verdict } from './admissions.repository.js';
import type { HostsRepository } from './hosts.repository.js';
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

/** Somebody who asks for a seat in a room. */
export type AdmissionRequest = SeatKey & SeatRequest;

/** Gives the seats of a room, atomically under contention. */
export interface Admissions {
  /** @throws AppError `room_not_found`, `room_full`, `banned`, `conflict` */
  admit(request: AdmissionRequest): Promise<Admission | PasswordWanted>;
}

export interface AdmissionsOptions {
  repository: AdmissionsRepository;
  hosts: Pick<HostsRepository, 'restoreOwner'>;
  turns: Turns;
  now: Now;
}

/** Of one statement. More at once would keep the room's lock for long. */
const MAX_AT_ONCE = 64;

/**
 * Whoever waits for the same room is seated together: one statement takes the room's lock once for all of them, so
 * that a thousand people who come at once cost some dozens of statements.
 */
export function createAdmissions(options: AdmissionsOptions): Admissions {
  const { repository, hosts, turns, now } = options;

  const outcomeOf = async (roomId: string, verdict: Verdict): Promise<Admission | PasswordWanted> => {
    switch (verdict.is) {
      case 'in': {
        const { row, isFirstVisit, tookSeat, seats, standIn } = verdict;
        const admission: Admission = { isIn: true, you: row, isFirstVisit, tookSeat, seats };
        if (standIn === undefined) return admission;
        // Where this fails, or another node is first, the keepers do it, and tell the room.
        const restored = await hosts.restoreOwner(roomId);
        return {
          ...admission,
          you: { ...row, role: 'host' },
          ...(restored && { formerStandIn: restored.standIn }),
        };
      }
      case 'password':
        return { isIn: false, passwordHash: verdict.passwordHash };
      case 'kept_out':
        throw bannedFromRoom();
      case 'banned':
        throw banned();
      case 'full':
        throw new AppError('room_full', 'All seats of this room are taken.');
      case 'gone':
        throw new AppError('conflict', 'This person is gone.');
    }
  };

  /** @param requests of different people */
  const seat = async (
    roomId: string,
    requests: readonly AdmissionRequest[],
  ): Promise<Outcome<Admission | PasswordWanted>[]> => {
    const verdicts = await repository.seat(roomId, requests, now());
    if (!verdicts) return requests.map(() => ({ ok: false, error: roomNotFound() }));
    return Promise.all(
      requests.map(({ userId }) =>
        outcomeOf(roomId, verdicts.get(userId) ?? { is: 'gone' }).then(
          (value): Outcome<Admission | PasswordWanted> => ({ ok: true, value }),
          (error: unknown): Outcome<Admission | PasswordWanted> => ({ ok: false, error }),
        ),
      ),
    );
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
        const seated = await seat(
          roomId,
          together.map(([, request]) => request),
        );
        together.forEach(([index], place) => {
          outcomes[index] = seated[place] ?? { ok: false, error: new Error('somebody was forgotten') };
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

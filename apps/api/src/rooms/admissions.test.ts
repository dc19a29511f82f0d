import { describe, expect, it } from '@jest/globals';
import type { Queryable } from '../platform/postgres/database.js';
import { createTurns } from '../platform/turns.js';
import type { AdmissionsRepository } from './admissions.repository.js';
import { createAdmissions } from './admissions.js';
import type { ParticipantRow } from './participants.repository.js';

/** A room of Anna's, who sits in it, with a password. */
function stage() {
  const seated = new Set(['anna']);
  let transactions = 0;
  const repository: AdmissionsRepository = {
    lock: async () => {},
    read: async () => ({
      ownerId: 'anna',
      hostId: 'anna',
      passwordHash: 'right',
      maxParticipants: 10,
      seats: seated.size,
      banned: new Set(),
      known: new Map([...seated].map((userId) => [userId, true])),
    }),
    take: async (_, __, userIds) =>
      userIds.map((userId) => {
        seated.add(userId);
        return { userId, row: { user_id: userId } as ParticipantRow };
      }),
  };
  const admissions = createAdmissions({
    database: {
      query: () => Promise.resolve([]),
      transaction: (work) => {
        transactions += 1;
        return work({} as Queryable);
      },
    },
    repository,
    hosts: { restoreOwner: async () => {} },
    turns: createTurns(),
    now: () => 0,
  });
  const admitAll = (...passwordHashes: (string | null)[]) =>
    Promise.all(
      passwordHashes.map((passwordHash) =>
        admissions.admit({ roomId: 'room', userId: 'boris', passwordHash }),
      ),
    );
  return { admitAll, count: () => transactions };
}

describe('several connections of one person at the same moment', () => {
  it('[SE2] take one seat in one transaction, of which the room hears before long', async () => {
    const { admitAll, count } = stage();
    const admitted = await admitAll('right', 'right', 'right');
    const first = { isIn: true, you: { user_id: 'boris' }, seats: 2, isFirstVisit: true, tookSeat: true };
    const other = { ...first, isFirstVisit: false, tookSeat: false };
    expect(admitted).toEqual([first, other, other]);
    expect(count()).toBe(1);
  });

  it('[SE3] come in as soon as one of them knows the password', async () => {
    const { admitAll } = stage();
    const admitted = await admitAll(null, 'right', null);
    expect(admitted.map(({ isIn }) => isIn)).toEqual([false, true, true]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { createTurns } from '../platform/turns.js';
import type { AdmissionsRepository, Verdict } from './admissions.repository.js';
import { createAdmissions } from './admissions.js';
import type { ParticipantRow } from './participants.repository.js';

/** A room of Anna's, who sits in it, with a password. */
function stage() {
  const seated = new Set(['anna']);
  let statements = 0;
  const repository: AdmissionsRepository = {
    seat: async (_, requests) => {
      statements += 1;
      return new Map(
        requests.map(({ userId, passwordHash }): [string, Verdict] => {
          if (!seated.has(userId) && passwordHash !== 'right') {
            return [userId, { is: 'password', passwordHash: 'right' }];
          }
          const isNew = !seated.has(userId);
          seated.add(userId);
          const row = { user_id: userId } as ParticipantRow;
          return [userId, { is: 'in', row, isFirstVisit: isNew, tookSeat: isNew, seats: seated.size }];
        }),
      );
    },
  };
  const admissions = createAdmissions({
    repository,
    hosts: { restoreOwner: async () => undefined },
    turns: createTurns(),
    now: () => 0,
  });
  const admitAll = (...passwordHashes: (string | null)[]) =>
    Promise.all(
      passwordHashes.map((passwordHash) =>
        admissions.admit({ roomId: 'room', userId: 'boris', passwordHash }),
      ),
    );
  return { admitAll, count: () => statements };
}

describe('several connections of one person at the same moment', () => {
  it('[SE2] take one seat in one statement, of which the room hears before long', async () => {
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

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Ack, JoinedRoom, Room } from '@watchparty/shared';
import type { Queryable } from '../src/platform/postgres/database.js';
import { createAdmissionsRepository, type Verdict } from '../src/rooms/admissions.repository.js';
import { createInstallation, type Installation } from './kit/installation.js';
import { untilSomebodyWaits } from './kit/lock-waits.js';
import { createRoom, enter, snapshotOf } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';

const PASSWORD = 'open sesame';

describe('coming into a room at the moment at which it changes', () => {
  let installation: Installation;
  let owner: TestPerson;
  let guest: TestPerson;
  let room: Room;
  let host: TestSocket;
  let waiting: TestSocket;
  beforeEach(async () => {
    installation = await createInstallation();
    await installation.bootNode();
    [owner, guest] = (await installation.people(2)) as [TestPerson, TestPerson];
  });
  afterEach(() => installation.dispose());

  const party = async (settings: Parameters<typeof createRoom>[1] = {}): Promise<void> => {
    room = await createRoom(owner, settings);
    host = await enter(owner, room);
    waiting = await guest.connect();
  };

  /** What the guest is answered who already waits for the room when `change` is made in it. */
  const joinDuring = async (
    change: (tx: Queryable) => Promise<unknown>,
    password?: string,
  ): Promise<Ack<JoinedRoom>> => {
    const { answer } = await installation.database.transaction(async (tx) => {
      await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR UPDATE', values: [room.id] });
      // In an object: the answer comes when this transaction has ended.
      const asked = { answer: waiting.ask('room:join', { roomId: room.id, password }) };
      await untilSomebodyWaits(installation.database, 'seat_people');
      await change(tx);
      return asked;
    });
    return answer;
  };

  const codeOf = (answer: Ack<unknown>): string => (answer.ok ? 'in' : answer.error.code);

  it('[SE2] two nodes that wait for the last seat give it once', async () => {
    const { url } = await installation.bootNode();
    const other = await installation.person('Other');
    await party({ maxParticipants: 2 });
    const elsewhere = await other.connect(url);
    const { asked } = await installation.database.transaction(async (tx) => {
      await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR UPDATE', values: [room.id] });
      const both = [waiting, elsewhere].map((socket) => socket.ask('room:join', { roomId: room.id }));
      await untilSomebodyWaits(installation.database, 'seat_people', 2);
      return { asked: both };
    });
    expect((await Promise.all(asked)).map(codeOf).sort()).toEqual(['in', 'room_full']);
    expect((await snapshotOf(host, room.id)).participants).toHaveLength(2);
  });

  it('[SE2] a room that was made smaller meanwhile is full', async () => {
    await party();
    const answer = await joinDuring((tx) =>
      tx.query({ text: 'UPDATE rooms SET max_participants = 1 WHERE id = $1', values: [room.id] }),
    );
    expect(codeOf(answer)).toBe('room_full');
  });

  it('whoever the host keeps out meanwhile does not get in', async () => {
    await party();
    const answer = await joinDuring((tx) =>
      tx.query({
        text: 'INSERT INTO room_bans (room_id, telegram_id) VALUES ($1, $2)',
        values: [room.id, guest.user.telegramId],
      }),
    );
    expect(codeOf(answer)).toBe('banned');
    expect((await snapshotOf(host, room.id)).participants).toHaveLength(1);
  });

  it('whoever the operator bans meanwhile does not get in', async () => {
    await party();
    const answer = await joinDuring(async (tx) => {
      await tx.query({ text: 'SELECT 1 FROM users WHERE id = $1 FOR UPDATE', values: [guest.user.id] });
      await tx.query({ text: 'UPDATE users SET banned_at = now() WHERE id = $1', values: [guest.user.id] });
    });
    expect(codeOf(answer)).toBe('banned');
    expect((await snapshotOf(host, room.id)).participants).toHaveLength(1);
  });

  const changePassword = (database: Queryable): Promise<unknown> =>
    database.query({
      text: `UPDATE rooms SET password = overlay(password PLACING 'A' FROM 60) WHERE id = $1`,
      values: [room.id],
    });

  it('[SE3] a password that changes before it is compared lets nobody in', async () => {
    await party({ password: PASSWORD });
    expect(codeOf(await joinDuring(changePassword, PASSWORD))).toBe('wrong_password');
  });

  it('[SE3] a password that changes after it was compared lets nobody in', async () => {
    await party({ password: PASSWORD });
    const { seat } = createAdmissionsRepository(installation.database);
    const ask = async (passwordHash: string | null): Promise<Verdict | undefined> =>
      (await seat(room.id, [{ userId: guest.user.id, passwordHash }], installation.clock.now()))?.get(
        guest.user.id,
      );
    const wanted = await ask(null);
    if (wanted?.is !== 'password') throw new Error('a room with a password asks for it');
    await changePassword(installation.database);
    const again = await ask(wanted.passwordHash);
    expect(again).toEqual({ is: 'password', passwordHash: expect.not.stringContaining(wanted.passwordHash) });
    if (again?.is === 'password') expect(await ask(again.passwordHash)).toMatchObject({ is: 'in', seats: 2 });
  });

  it('a room that closes meanwhile is not there', async () => {
    await party();
    const answer = await joinDuring((tx) =>
      tx.query({ text: 'DELETE FROM rooms WHERE id = $1', values: [room.id] }),
    );
    expect(codeOf(answer)).toBe('room_not_found');
  });
});

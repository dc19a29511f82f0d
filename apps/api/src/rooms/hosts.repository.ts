import type { Queryable, Transactional } from '../platform/postgres/database.js';
import { mayAct } from '../platform/postgres/may-act.js';
import type { MemberKey } from './members.repository.js';

/** Who acts as host. All but the questions of grace belong inside a transaction that holds the room's lock. */
export interface HostsRepository {
  /** Whether any seat or host is to be replaced: the one question of most seconds. */
  isGraceOver(cutoffs: GraceCutoffs): Promise<boolean>;
  /** Rooms where somebody is online but the host has been away since before `cutoff`. */
  findHostless(cutoff: number): Promise<string[]>;
  /**
   * Makes a moderator, else the longest present, act as host, if the host still is away.
   *
   * @returns whoever acts now
   */
  promoteStandIn(tx: Queryable, roomId: string, cutoff: number): Promise<string | undefined>;
  /** Rooms where somebody stands in although the owner is online. */
  findReturnedOwners(): Promise<string[]>;
  /**
   * Hands the room over, if the actor hosts it: for good where it is theirs, else until its owner is back.
   *
   * @returns whether that was done
   */
  handOver(tx: Queryable, key: MemberKey): Promise<boolean>;
  /**
   * Makes the owner host again, where somebody else is; whoever stood in gets the former role back.
   *
   * @returns whose room it is, and who stood in; undefined where nobody did
   */
  restoreOwner(roomId: string): Promise<{ ownerId: string; standIn: string } | undefined>;
  /**
   * Locks every room that somebody's erasure may change. Whoever writes in a room locks the room before the person;
   * an erasure has to do so too, or the two wait for each other.
   */
  lockRoomsOf(tx: Queryable, userId: string): Promise<void>;
  /**
   * Takes every room from somebody who is about to be erased: whoever is there inherits it, and a room where
   * nobody is goes.
   */
  disown(tx: Queryable, userId: string): Promise<RoomsOfErased>;
}

/** Whoever has been away since before that has lost the seat, or the host's place. Epoch milliseconds. */
export interface GraceCutoffs {
  seats: number;
  hosts: number;
}

/** The rooms that somebody's erasure touches, by id. */
export interface RoomsOfErased {
  /** Where they have a seat. */
  seatedIn: string[];
  /** Which another person hosts from now on. */
  inherited: string[];
  deleted: string[];
}

const HOSTLESS = `
  room_participants online
  JOIN rooms r ON r.id = online.room_id AND r.host_id <> online.user_id
  JOIN room_participants h ON h.room_id = r.id AND h.user_id = r.host_id
  WHERE online.left_at IS NULL AND online.away_since IS NULL`;

const OWNER_RETURNED = `
  rooms r
  JOIN room_participants o ON o.room_id = r.id AND o.user_id = r.owner_id
  WHERE r.host_id <> r.owner_id AND o.left_at IS NULL AND o.away_since IS NULL`;

const AWAY_BEFORE_CUTOFF = `coalesce(h.left_at, h.away_since) <= to_timestamp($1::double precision / 1000)`;

export function createHostsRepository(database: Transactional): HostsRepository {
  return {
    async isGraceOver({ seats, hosts }) {
      const [row] = await database.query<{ is_over: boolean }>({
        name: 'grace_is_over',
        text: `
          SELECT EXISTS (
              SELECT 1 FROM room_participants
              WHERE left_at IS NULL AND away_since <= to_timestamp($2::double precision / 1000))
            OR EXISTS (SELECT 1 FROM ${HOSTLESS} AND ${AWAY_BEFORE_CUTOFF})
            OR EXISTS (SELECT 1 FROM ${OWNER_RETURNED}) AS is_over`,
        values: [hosts, seats],
      });
      return row?.is_over ?? false;
    },

    async findHostless(cutoff) {
      const rows = await database.query<{ id: string }>({
        name: 'rooms_hostless',
        text: `SELECT DISTINCT r.id FROM ${HOSTLESS} AND ${AWAY_BEFORE_CUTOFF}`,
        values: [cutoff],
      });
      return rows.map((row) => row.id);
    },

    async findReturnedOwners() {
      const rows = await database.query<{ id: string }>({
        name: 'rooms_owner_returned',
        text: `SELECT r.id FROM ${OWNER_RETURNED}`,
      });
      return rows.map((row) => row.id);
    },

    async promoteStandIn(tx, roomId, cutoff) {
      const [standIn] = await tx.query<{ user_id: string }>({
        text: `
          SELECT p.user_id FROM room_participants p
          JOIN rooms r ON r.id = p.room_id
          JOIN room_participants h ON h.room_id = r.id AND h.user_id = r.host_id
          WHERE p.room_id = $2 AND p.user_id <> r.host_id AND p.left_at IS NULL AND p.away_since IS NULL
            AND ${AWAY_BEFORE_CUTOFF}
          ORDER BY (p.role = 'moderator') DESC, p.joined_at, p.user_id
          LIMIT 1`,
        values: [cutoff, roomId],
      });
      if (!standIn) return undefined;
      await stepDown(tx, roomId);
      await tx.query({
        text: `
          UPDATE room_participants SET former_role = role, role = 'host' WHERE room_id = $1 AND user_id = $2`,
        values: [roomId, standIn.user_id],
      });
      await setHost(tx, roomId, standIn.user_id);
      return standIn.user_id;
    },

    async handOver(tx, { roomId, actorId, userId }) {
      // One at a time: a room has one host at every moment.
      const [former] = await tx.query<{ is_owner: boolean }>({
        text: `
          UPDATE room_participants p SET
            role = CASE WHEN r.owner_id = a.user_id THEN 'moderator' ELSE coalesce(a.former_role, 'participant') END,
            former_role = NULL
          FROM rooms r
          JOIN room_participants a ON a.room_id = r.id AND a.user_id = $2
          JOIN room_participants t ON t.room_id = r.id AND t.user_id = $3 AND t.left_at IS NULL
          WHERE r.id = $1 AND ${mayAct('transfer')} AND p.room_id = a.room_id AND p.user_id = a.user_id
          RETURNING r.owner_id = a.user_id AS is_owner`,
        values: [roomId, actorId, userId],
      });
      if (!former) return false;
      await tx.query({
        text: `
          UPDATE room_participants SET former_role = CASE WHEN $3 THEN NULL ELSE role END, role = 'host', muted_until = NULL
          WHERE room_id = $1 AND user_id = $2`,
        values: [roomId, userId, former.is_owner],
      });
      await tx.query({
        text: 'UPDATE rooms SET host_id = $2, owner_id = CASE WHEN $3 THEN $2 ELSE owner_id END WHERE id = $1',
        values: [roomId, userId, former.is_owner],
      });
      return true;
    },

    async restoreOwner(roomId) {
      return database.transaction(async (tx) => {
        // Whoever waits for the lock looks at the room anew when it has it.
        const [room] = await tx.query<{ owner_id: string; host_id: string }>({
          text: 'SELECT owner_id, host_id FROM rooms WHERE id = $1 AND host_id <> owner_id FOR NO KEY UPDATE',
          values: [roomId],
        });
        if (!room) return undefined;
        await stepDown(tx, roomId);
        await tx.query({
          text: `UPDATE room_participants SET role = 'host', former_role = NULL WHERE room_id = $1 AND user_id = $2`,
          values: [roomId, room.owner_id],
        });
        await setHost(tx, roomId, room.owner_id);
        return { ownerId: room.owner_id, standIn: room.host_id };
      });
    },

    async lockRoomsOf(tx, userId) {
      await tx.query({
        text: `
          SELECT 1 FROM rooms WHERE id IN (
            SELECT id FROM rooms WHERE owner_id = $1 OR host_id = $1 OR playback_updated_by = $1
            UNION SELECT room_id FROM room_participants WHERE user_id = $1
          ) ORDER BY id FOR NO KEY UPDATE`,
        values: [userId],
      });
    },

    async disown(tx, userId) {
      const rooms = await tx.query<{ id: string; is_owner: boolean }>({
        text: `
          SELECT id, owner_id = $1 AS is_owner FROM rooms WHERE owner_id = $1 OR host_id = $1
          ORDER BY id FOR NO KEY UPDATE`,
        values: [userId],
      });
      const seats = await tx.query<{ room_id: string }>({
        text: 'SELECT room_id FROM room_participants WHERE user_id = $1 AND left_at IS NULL',
        values: [userId],
      });
      const inherited: string[] = [];
      const deleted: string[] = [];
      for (const room of rooms) {
        const heir = await findHeir(tx, room.id, userId, room.is_owner);
        if (heir === undefined) {
          await tx.query({ text: 'DELETE FROM rooms WHERE id = $1', values: [room.id] });
          deleted.push(room.id);
          continue;
        }
        await stepDown(tx, room.id);
        await tx.query({
          text: `UPDATE room_participants SET role = 'host', former_role = NULL WHERE room_id = $1 AND user_id = $2`,
          values: [room.id, heir],
        });
        await tx.query({
          text: 'UPDATE rooms SET host_id = $2, owner_id = CASE WHEN $3 THEN $2 ELSE owner_id END WHERE id = $1',
          values: [room.id, heir, room.is_owner],
        });
        inherited.push(room.id);
      }
      return { seatedIn: seats.map((seat) => seat.room_id), inherited, deleted };
    },
  };
}

/** Whoever is host becomes what they were before, so that the room can have another one. */
async function stepDown(tx: Queryable, roomId: string): Promise<void> {
  await tx.query({
    text: `
      UPDATE room_participants SET role = coalesce(former_role, 'participant'), former_role = NULL
      WHERE room_id = $1 AND role = 'host'`,
    values: [roomId],
  });
}

async function setHost(tx: Queryable, roomId: string, userId: string): Promise<void> {
  await tx.query({ text: 'UPDATE rooms SET host_id = $2 WHERE id = $1', values: [roomId, userId] });
}

/** A room of somebody else's goes back to its owner; one's own to whoever is there. */
async function findHeir(
  tx: Queryable,
  roomId: string,
  userId: string,
  isOwner: boolean,
): Promise<string | undefined> {
  const [heir] = await tx.query<{ user_id: string }>({
    text: `
      SELECT p.user_id FROM room_participants p JOIN rooms r ON r.id = p.room_id
      WHERE p.room_id = $1 AND p.user_id <> $2
        AND CASE WHEN $3 THEN p.left_at IS NULL ELSE p.user_id = r.owner_id END
      ORDER BY (p.role = 'moderator') DESC, (p.away_since IS NULL) DESC, p.joined_at, p.user_id
      LIMIT 1`,
    values: [roomId, userId, isOwner],
  });
  return heir?.user_id;
}

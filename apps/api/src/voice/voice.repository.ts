import type { Queryable } from '../platform/postgres/database.js';

/** A room's voice as somebody finds it who wants to take part, while nobody else's part changes. */
export interface VoiceRoom {
  isClosed: boolean;
  /** Without the person who asks. */
  speakers: number;
  listeners: number;
  isSeated: boolean;
  /** By the host or a moderator. */
  isMuted: boolean;
}

export interface VoicePart {
  isListener: boolean;
  session: string | null;
}

export interface VoiceRepository {
  /** Locks the room and the person's place in it, then reads. @returns undefined where there is no room */
  lock(tx: Queryable, roomId: string, userId: string): Promise<VoiceRoom | undefined>;
  enter(tx: Queryable, roomId: string, userId: string, part: VoicePart): Promise<void>;
  /**
   * Ends somebody's part, where `session` is told only that page's.
   *
   * @returns whether they hold a seat
   */
  leave(roomId: string, userId: string, session: string | null): Promise<boolean>;
  areBothEnabled(roomId: string, userId: string, otherId: string): Promise<boolean>;
  /** @returns whether the actor may, and there is such a person */
  setMuted(roomId: string, actorId: string, userId: string, isMuted: boolean): Promise<boolean>;
  /** @returns who took part until then; undefined where the actor may not */
  setClosed(
    tx: Queryable,
    roomId: string,
    actorId: string,
    isClosed: boolean,
  ): Promise<readonly string[] | undefined>;
}

export function createVoiceRepository(database: Queryable): VoiceRepository {
  return {
    async lock(tx, roomId, userId) {
      // One statement after another: each sees what was committed while the one before waited for its lock. The place is
      // locked, too, or somebody who is muted at this very moment would come in as a speaker.
      await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR NO KEY UPDATE', values: [roomId] });
      await tx.query({
        text: 'SELECT 1 FROM room_participants WHERE room_id = $1 AND user_id = $2 FOR NO KEY UPDATE',
        values: [roomId, userId],
      });
      const [row] = await tx.query<{
        is_voice_closed: boolean;
        speakers: number;
        listeners: number;
        is_seated: boolean;
        is_muted: boolean;
      }>({
        name: 'voice_room',
        text: `
          SELECT r.is_voice_closed,
            count(*) FILTER (WHERE p.is_voice_enabled AND NOT p.is_voice_listener AND p.user_id <> $2)::int AS speakers,
            count(*) FILTER (WHERE p.is_voice_enabled AND p.is_voice_listener AND p.user_id <> $2)::int AS listeners,
            coalesce(bool_or(p.user_id = $2), false) AS is_seated,
            coalesce(bool_or(p.user_id = $2 AND p.is_voice_muted), false) AS is_muted
          FROM rooms r LEFT JOIN room_participants p ON p.room_id = r.id AND p.left_at IS NULL
          WHERE r.id = $1 GROUP BY r.id`,
        values: [roomId, userId],
      });
      return (
        row && {
          isClosed: row.is_voice_closed,
          speakers: row.speakers,
          listeners: row.listeners,
          isSeated: row.is_seated,
          isMuted: row.is_muted,
        }
      );
    },

    async enter(tx, roomId, userId, { isListener, session }) {
      await tx.query({
        text: `
          UPDATE room_participants SET is_voice_enabled = true, is_voice_listener = $3, voice_session = $4
          WHERE room_id = $1 AND user_id = $2 AND left_at IS NULL`,
        values: [roomId, userId, isListener, session],
      });
    },

    async leave(roomId, userId, session) {
      const rows = await database.query({
        text: `
          UPDATE room_participants SET
            is_voice_enabled = is_voice_enabled AND $3::uuid IS NOT NULL AND voice_session IS DISTINCT FROM $3::uuid
          WHERE room_id = $1 AND user_id = $2 AND left_at IS NULL RETURNING user_id`,
        values: [roomId, userId, session],
      });
      return rows.length > 0;
    },

    async areBothEnabled(roomId, userId, otherId) {
      const [row] = await database.query<{ count: number }>({
        name: 'voice_pair',
        text: `
          SELECT count(*)::int AS count FROM room_participants
          WHERE room_id = $1 AND user_id IN ($2, $3) AND left_at IS NULL AND is_voice_enabled`,
        values: [roomId, userId, otherId],
      });
      return row?.count === 2;
    },

    async setMuted(roomId, actorId, userId, isMuted) {
      const rows = await database.query({
        text: `
          UPDATE room_participants p SET is_voice_muted = $4, is_voice_listener = p.is_voice_listener OR $4
          FROM room_participants actor, rooms r
          WHERE r.id = $1 AND p.room_id = r.id AND p.user_id = $3 AND p.left_at IS NULL
            AND actor.room_id = r.id AND actor.user_id = $2 AND actor.left_at IS NULL
            AND p.user_id NOT IN (actor.user_id, r.owner_id)
            AND (actor.role = 'host' OR (actor.role = 'moderator' AND p.role = 'participant'))
          RETURNING p.user_id`,
        values: [roomId, actorId, userId, isMuted],
      });
      return rows.length > 0;
    },

    async setClosed(tx, roomId, actorId, isClosed) {
      const allowed = await tx.query({
        text: `
          UPDATE rooms r SET is_voice_closed = $3
          FROM room_participants actor
          WHERE r.id = $1 AND actor.room_id = r.id AND actor.user_id = $2 AND actor.left_at IS NULL
            AND actor.role IN ('host', 'moderator')
          RETURNING r.id`,
        values: [roomId, actorId, isClosed],
      });
      if (allowed.length === 0) return undefined;
      if (!isClosed) return [];
      const rows = await tx.query<{ user_id: string }>({
        text: `
          UPDATE room_participants SET is_voice_enabled = false
          WHERE room_id = $1 AND is_voice_enabled RETURNING user_id`,
        values: [roomId],
      });
      return rows.map(({ user_id: userId }) => userId);
    },
  };
}

import type { BufferWait, ControlMode, Platform, SlowMode } from '@watchparty/shared';
import type { Database, Queryable } from '../platform/postgres/database.js';
import type { Cursor } from '../platform/list-cursor.js';
import { ROOM_COLUMNS, type RoomRow, type RoomSummaryRow, SUMMARY_COLUMNS } from './room-row.js';
import type { RoomSurvey } from './rooms.service.js';

export interface NewRoom {
  /** Any, where nobody says which. */
  id?: string;
  name: string;
  ownerId: string;
  isPublic: boolean;
  passwordHash: string | null;
  maxParticipants: number;
  controlMode: ControlMode;
  bufferWait: BufferWait;
  skipShare: number;
  startsAt?: number;
  slowMode: SlowMode;
  video?: {
    url: string;
    platform: Platform;
    title?: string;
    thumbnailUrl?: string;
    duration?: number;
    /** Seconds at which it starts. */
    startAt: number;
  };
}

export interface RoomSettings {
  name?: string;
  isPublic?: boolean;
  /** `null` takes the password away. */
  passwordHash?: string | null;
  maxParticipants?: number;
  controlMode?: ControlMode;
  bufferWait?: BufferWait;
  skipShare?: number;
  /** `null` takes it away. */
  startsAt?: number | null;
  slowMode?: SlowMode;
}

export interface RoomListFilter {
  /** Lists this person's own rooms instead of the public ones. */
  ownedBy?: string;
  search?: string;
  platform?: Platform;
  after?: Cursor;
  limit: number;
}

export interface RoomsRepository {
  /** @returns undefined where there is a room of this id already */
  create(room: NewRoom, now: number): Promise<RoomRow | undefined>;
  find(roomId: string): Promise<RoomRow | undefined>;
  /** Reads a room and keeps others from changing it until the transaction ends. */
  lock(tx: Queryable, roomId: string): Promise<RoomRow | undefined>;
  list(filter: RoomListFilter): Promise<(RoomSummaryRow & { cursor_at: string })[]>;
  /** Rooms whose party begins after `now`, as far as somebody may see them, the next one first. */
  upcoming(userId: string | undefined, now: number, limit: number): Promise<RoomSummaryRow[]>;
  summaries(roomIds: readonly string[]): Promise<RoomSummaryRow[]>;
  /** Changes the settings if `userId` hosts or owns the room at this moment. */
  updateSettings(roomId: string, userId: string, settings: RoomSettings): Promise<boolean>;
  /** @returns whether `userId` owned the room and it is gone */
  deleteOwned(roomId: string, userId: string): Promise<boolean>;
  /** @returns whether there was such a room */
  delete(roomId: string): Promise<boolean>;
  /** The rooms that changed last. */
  survey(limit: number): Promise<RoomSurvey[]>;
}

/** @param reads for what everybody sees and may lag: the public list */
export function createRoomsRepository(database: Database, reads: Queryable = database): RoomsRepository {
  return {
    async create(room, now) {
      return database.transaction(async (tx) => {
        const [created] = await tx.query<{ id: string }>({
          text: `
            INSERT INTO rooms (name, host_id, owner_id, is_public, password, max_participants, control_mode,
              video_url, video_platform, video_title, video_thumbnail_url, video_duration, "current_time", effective_at,
              buffer_wait, skip_share, slow_mode, id, starts_at)
            VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, to_timestamp($13::double precision / 1000), $14, $15,
              $16, coalesce($17, gen_random_uuid()), to_timestamp($18::double precision / 1000))
            ON CONFLICT (id) DO NOTHING
            RETURNING id`,
          values: [
            room.name,
            room.ownerId,
            room.isPublic,
            room.passwordHash,
            room.maxParticipants,
            room.controlMode,
            room.video?.url ?? null,
            room.video?.platform ?? null,
            room.video?.title ?? null,
            room.video?.thumbnailUrl ?? null,
            room.video?.duration ?? null,
            room.video?.startAt ?? 0,
            now,
            room.bufferWait,
            room.skipShare,
            room.slowMode,
            room.id ?? null,
            room.startsAt ?? null,
          ],
        });
        if (!created) return undefined;
        // The owner is let in from the start but holds no seat before coming.
        await tx.query({
          text: `
            INSERT INTO room_participants (room_id, user_id, role, joined_at, left_at)
            VALUES ($1, $2, 'host', to_timestamp($3::double precision / 1000), to_timestamp($3::double precision / 1000))`,
          values: [created.id, room.ownerId, now],
        });
        await tx.query({
          text: `
            WITH counted AS (
              INSERT INTO user_stats (user_id, rooms_created) SELECT id, 1 FROM users WHERE id = $1 AND is_counted
              ON CONFLICT (user_id) DO UPDATE SET rooms_created = user_stats.rooms_created + 1
              RETURNING user_id
            )
            INSERT INTO activity_days (user_id, day, rooms_created)
            SELECT user_id, (now() AT TIME ZONE 'UTC')::date, 1 FROM counted
            ON CONFLICT (user_id, day) DO UPDATE SET rooms_created = activity_days.rooms_created + 1`,
          values: [room.ownerId],
        });
        const [row] = await tx.query<RoomRow>(findStatement(created.id));
        if (!row) throw new Error('a new room cannot be read');
        return row;
      });
    },

    async find(roomId) {
      const [row] = await database.query<RoomRow>(findStatement(roomId));
      return row;
    },

    async lock(tx, roomId) {
      // Two statements: the second sees what was committed while the first waited for the lock.
      await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR NO KEY UPDATE', values: [roomId] });
      const [row] = await tx.query<RoomRow>(findStatement(roomId));
      return row;
    },

    async list({ ownedBy, search, platform, after, limit }) {
      // One's own list shows what one has just made.
      const source = ownedBy === undefined ? reads : database;
      return source.query<RoomSummaryRow & { cursor_at: string }>({
        text: `
          SELECT ${SUMMARY_COLUMNS}, r.created_at::text AS cursor_at
          FROM rooms r
          WHERE CASE WHEN $1::uuid IS NULL THEN r.is_public ELSE r.owner_id = $1 OR r.host_id = $1 END
            AND ($2::text IS NULL OR r.name ILIKE $2 OR ((r.password IS NULL OR $1::uuid IS NOT NULL) AND r.video_title ILIKE $2))
            AND ($3::text IS NULL OR (r.video_platform = $3 AND (r.password IS NULL OR $1::uuid IS NOT NULL)))
            AND ($4::text IS NULL OR (r.created_at, r.id) < ($4::timestamptz, $5::uuid))
          ORDER BY r.created_at DESC, r.id DESC
          LIMIT $6`,
        values: [
          ownedBy ?? null,
          search === undefined ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`,
          platform ?? null,
          after?.at ?? null,
          after?.id ?? null,
          limit,
        ],
      });
    },

    async upcoming(userId, now, limit) {
      return database.query<RoomSummaryRow>({
        text: `
          SELECT ${SUMMARY_COLUMNS}
          FROM rooms r
          WHERE r.starts_at > to_timestamp($2::double precision / 1000) AND (
            r.is_public OR r.owner_id = $1 OR r.host_id = $1
            OR EXISTS (SELECT 1 FROM party_reminders p WHERE p.room_id = r.id AND p.user_id = $1)
          )
          ORDER BY r.starts_at, r.id
          LIMIT $3`,
        values: [userId ?? null, now, limit],
      });
    },

    async summaries(roomIds) {
      return database.query<RoomSummaryRow>({
        name: 'room_summaries',
        text: `SELECT ${SUMMARY_COLUMNS} FROM rooms r WHERE r.id = ANY($1::uuid[])`,
        values: [roomIds],
      });
    },

    async updateSettings(roomId, userId, settings) {
      return database.transaction(async (tx) => {
        const changed = await tx.query({
          text: `
            UPDATE rooms r SET
              name = coalesce($3, name),
              is_public = coalesce($4, is_public),
              password = CASE WHEN $5 THEN $6 ELSE password END,
              max_participants = coalesce($7, max_participants),
              control_mode = coalesce($8, control_mode),
              buffer_wait = coalesce($9, buffer_wait),
              skip_share = coalesce($10, skip_share),
              starts_at = CASE WHEN $11 THEN to_timestamp($12::double precision / 1000) ELSE starts_at END,
              slow_mode = coalesce($13, slow_mode)
            WHERE r.id = $1 AND (r.host_id = $2 OR r.owner_id = $2)
            RETURNING r.id`,
          values: [
            roomId,
            userId,
            settings.name ?? null,
            settings.isPublic ?? null,
            settings.passwordHash !== undefined,
            settings.passwordHash ?? null,
            settings.maxParticipants ?? null,
            settings.controlMode ?? null,
            settings.bufferWait ?? null,
            settings.skipShare ?? null,
            settings.startsAt !== undefined,
            settings.startsAt ?? null,
            settings.slowMode ?? null,
          ],
        });
        if (changed.length > 0 && settings.passwordHash) {
          // Whoever is in stays; whoever is not has to know the new password.
          await tx.query({
            text: `
              DELETE FROM room_participants p USING rooms r
              WHERE p.room_id = $1 AND r.id = p.room_id AND p.left_at IS NOT NULL
                AND p.role = 'participant' AND p.user_id <> r.owner_id`,
            values: [roomId],
          });
        }
        return changed.length > 0;
      });
    },

    async deleteOwned(roomId, userId) {
      const deleted = await database.query({
        text: 'DELETE FROM rooms WHERE id = $1 AND owner_id = $2 RETURNING id',
        values: [roomId, userId],
      });
      return deleted.length > 0;
    },

    async delete(roomId) {
      const deleted = await database.query({
        text: 'DELETE FROM rooms WHERE id = $1 RETURNING id',
        values: [roomId],
      });
      return deleted.length > 0;
    },

    async survey(limit) {
      const rows = await database.query<{
        id: string;
        name: string;
        owner_telegram_id: number;
        is_public: boolean;
        is_playing: boolean;
        seats: number;
        updated_at: Date;
      }>({
        text: `
          SELECT r.id, r.name, o.telegram_id AS owner_telegram_id, r.is_public, r.is_playing, r.updated_at,
            (SELECT count(*)::int FROM room_participants p WHERE p.room_id = r.id AND p.left_at IS NULL) AS seats
          FROM rooms r JOIN users o ON o.id = r.owner_id
          ORDER BY r.updated_at DESC, r.id LIMIT $1`,
        values: [limit],
      });
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        ownerTelegramId: row.owner_telegram_id,
        isPublic: row.is_public,
        isPlaying: row.is_playing,
        seats: row.seats,
        changedAt: row.updated_at.getTime(),
      }));
    },
  };
}

function findStatement(roomId: string): { name: string; text: string; values: unknown[] } {
  return {
    name: 'room_by_id',
    text: `SELECT ${ROOM_COLUMNS} FROM rooms r WHERE r.id = $1`,
    values: [roomId],
  };
}

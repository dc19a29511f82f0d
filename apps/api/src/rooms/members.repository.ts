import type { MemberAct, Role } from '@watchparty/shared';
import { mayAct } from '../platform/postgres/may-act.js';
import type { Queryable } from '../platform/postgres/database.js';

/** Who does something to whom, and where. */
export interface MemberKey {
  roomId: string;
  actorId: string;
  userId: string;
}

/** Why an act was not done. */
export interface Standing {
  /** Undefined without a seat. */
  actorRole: Role | undefined;
  target: 'seated' | 'member' | 'stranger';
}

/**
 * What the host and moderators do to others. Each act is one statement that looks whether the actor may, inside of a
 * transaction that holds the room's lock; undefined says that nobody may, or that there is nobody to do it to.
 */
export interface MembersRepository {
  /** @returns whether that is news */
  setRole(tx: Queryable, key: MemberKey, role: Exclude<Role, 'host'>): Promise<boolean | undefined>;
  /** @param seconds null is until somebody lifts it */
  mute(tx: Queryable, key: MemberKey, seconds: number | null): Promise<true | undefined>;
  /** @returns whether that is news */
  unmute(tx: Queryable, key: MemberKey): Promise<boolean | undefined>;
  /** Frees the seat. */
  kick(tx: Queryable, key: MemberKey, now: number): Promise<true | undefined>;
  standing(tx: Queryable, key: MemberKey): Promise<Standing>;
}

/** The one whom it is about, if the actor may do it. */
const target = (act: MemberAct): string => `
  target AS (
    SELECT t.room_id, t.user_id FROM rooms r
    JOIN room_participants a ON a.room_id = r.id AND a.user_id = $2
    JOIN room_participants t ON t.room_id = r.id AND t.user_id = $3 AND t.left_at IS NULL
    WHERE r.id = $1 AND ${mayAct(act)}
  )`;

/**
 * @param assignments what becomes of participant `p`, the target
 * @param isNews whether it is not so already
 */
async function change(
  tx: Queryable,
  { roomId, actorId, userId }: MemberKey,
  act: MemberAct,
  { assignments, isNews = 'true', values = [] }: { assignments: string; isNews?: string; values?: unknown[] },
): Promise<boolean | undefined> {
  const [row] = await tx.query<{ is_news: boolean }>({
    name: `member_${act}`,
    text: `
      WITH ${target(act)}, acted AS (
        UPDATE room_participants p SET ${assignments} FROM target
        WHERE p.room_id = target.room_id AND p.user_id = target.user_id AND ${isNews}
        RETURNING p.user_id
      )
      SELECT EXISTS (SELECT 1 FROM acted) AS is_news FROM target`,
    values: [roomId, actorId, userId, ...values],
  });
  return row?.is_news;
}

export const membersRepository: MembersRepository = {
  setRole: (tx, key, role) =>
    role === 'moderator'
      ? // Whoever helps has a word to say.
        change(tx, key, 'promote', {
          assignments: `role = 'moderator', muted_until = NULL`,
          isNews: `p.role <> 'moderator'`,
        })
      : change(tx, key, 'demote', {
          assignments: `role = 'participant'`,
          isNews: `p.role <> 'participant'`,
        }),

  async mute(tx, key, seconds) {
    const isDone = await change(tx, key, 'mute', {
      assignments: `muted_until = coalesce(clock_timestamp() + make_interval(secs => $4::integer), 'infinity')`,
      values: [seconds],
    });
    return isDone ? true : undefined;
  },

  unmute: (tx, key) =>
    change(tx, key, 'unmute', { assignments: 'muted_until = NULL', isNews: 'p.muted_until IS NOT NULL' }),

  async kick(tx, key, now) {
    const isDone = await change(tx, key, 'kick', {
      assignments: `
        left_at = to_timestamp($4::double precision / 1000), away_since = NULL, is_voice_enabled = false`,
      values: [now],
    });
    return isDone ? true : undefined;
  },

  async standing(tx, { roomId, actorId, userId }) {
    const [row] = await tx.query<{ actor_role: Role | null; is_member: boolean; is_seated: boolean }>({
      text: `
        SELECT
          (SELECT a.role FROM room_participants a
            WHERE a.room_id = $1 AND a.user_id = $2 AND a.left_at IS NULL) AS actor_role,
          count(*) > 0 AS is_member, count(*) FILTER (WHERE t.left_at IS NULL) > 0 AS is_seated
        FROM room_participants t WHERE t.room_id = $1 AND t.user_id = $3`,
      values: [roomId, actorId, userId],
    });
    return {
      actorRole: row?.actor_role ?? undefined,
      target: row?.is_seated ? 'seated' : row?.is_member ? 'member' : 'stranger',
    };
  },
};

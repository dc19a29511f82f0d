import type { Queryable } from '../platform/postgres/database.js';

/** A party that was offered and not begun. */
export interface PartyOffer {
  id: string;
  /** Whose room it will be. */
  userId: string;
  url: string;
  name: string;
}

export interface OffersRepository {
  /** The same person's offer of the same video stays the same one. @returns its id */
  offer(offer: Omit<PartyOffer, 'id'>, now: number): Promise<string>;
  /** Unless whoever made it is kept out by now. */
  find(id: string): Promise<PartyOffer | undefined>;
  drop(id: string): Promise<void>;
  forget(before: number): Promise<void>;
}

export function createOffersRepository(database: Queryable): OffersRepository {
  return {
    async offer({ userId, url, name }, now) {
      const [row] = await database.query<{ id: string }>({
        text: `
          INSERT INTO party_offers (user_id, url, name, offered_at)
          VALUES ($1, $2, $3, to_timestamp($4::double precision / 1000))
          ON CONFLICT (user_id, url) DO UPDATE SET name = excluded.name, offered_at = excluded.offered_at
          RETURNING id`,
        values: [userId, url, name, now],
      });
      if (!row) throw new Error('an upsert returned no row');
      return row.id;
    },

    async find(id) {
      const [row] = await database.query<{ id: string; user_id: string; url: string; name: string }>({
        text: `
          SELECT o.id, o.user_id, o.url, o.name FROM party_offers o JOIN users u ON u.id = o.user_id
          WHERE o.id = $1 AND u.banned_at IS NULL`,
        values: [id],
      });
      return row && { id: row.id, userId: row.user_id, url: row.url, name: row.name };
    },

    async drop(id) {
      await database.query({ text: 'DELETE FROM party_offers WHERE id = $1', values: [id] });
    },

    async forget(before) {
      await database.query({
        text: 'DELETE FROM party_offers WHERE offered_at < to_timestamp($1::double precision / 1000)',
        values: [before],
      });
    },
  };
}

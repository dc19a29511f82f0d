import type { Queryable } from '../platform/postgres/database.js';

export interface NewCard {
  roomId: string;
  fingerprint: string;
  /** The users whom it shows. */
  shows: readonly string[];
  image: Buffer;
}

/** Pictures of invitations, for any node to hand out. Their ids are as random as any secret. */
export interface CardsRepository {
  find(roomId: string, fingerprint: string): Promise<string | undefined>;
  /** @returns its id; of two drawn at the same time, both get the same */
  keep(card: NewCard, now: number): Promise<string>;
  image(id: string): Promise<Buffer | undefined>;
  forget(before: number): Promise<void>;
}

export function createCardsRepository(database: Queryable): CardsRepository {
  return {
    async find(roomId, fingerprint) {
      const [row] = await database.query<{ id: string }>({
        text: 'SELECT id FROM invite_cards WHERE room_id = $1 AND fingerprint = $2',
        values: [roomId, fingerprint],
      });
      return row?.id;
    },

    async keep({ roomId, fingerprint, shows, image }, now) {
      const [row] = await database.query<{ id: string }>({
        text: `
          INSERT INTO invite_cards (room_id, fingerprint, shows, image, drawn_at)
          VALUES ($1, $2, $3, $4, to_timestamp($5::double precision / 1000))
          ON CONFLICT (room_id, fingerprint) DO UPDATE SET drawn_at = excluded.drawn_at
          RETURNING id`,
        values: [roomId, fingerprint, shows, image, now],
      });
      if (!row) throw new Error('an upsert returned no row');
      return row.id;
    },

    async image(id) {
      const [row] = await database.query<{ image: Buffer }>({
        text: 'SELECT image FROM invite_cards WHERE id = $1',
        values: [id],
      });
      return row?.image;
    },

    async forget(before) {
      await database.query({
        text: 'DELETE FROM invite_cards WHERE drawn_at < to_timestamp($1::double precision / 1000)',
        values: [before],
      });
    },
  };
}

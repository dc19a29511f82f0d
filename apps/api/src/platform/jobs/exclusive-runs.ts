import type { Now } from '../now.js';
import type { Database, Transactional } from '../postgres/database.js';

/** What came of a try. */
export type ExclusiveOutcome<T> =
  | { status: 'done'; result: T }
  /** Somebody else does it at this moment. */
  | { status: 'busy' }
  /** It was done not long ago. */
  | { status: 'recent' };

export interface ExclusiveJob<T> {
  name: string;
  /** Shortest time from one run to the next, over all nodes and restarts, in milliseconds. 0: run in any case. */
  everyMs: number;
  /**
   * @param session the connection that holds the lock. What is done with it fails once the lock is lost
   * @param lastRanAt epoch milliseconds of the last run that ended well, if there was one
   */
  work: (session: Transactional, lastRanAt: number | undefined) => Promise<T>;
}

/** Does what only one node at a time may do, and not more often than it is due. */
export interface ExclusiveRuns {
  /** A run that fails counts for nothing: the next try does it again. */
  run<T>(job: ExclusiveJob<T>): Promise<ExclusiveOutcome<T>>;
}

/**
 * The lock belongs to a connection, so it is free the moment that its node dies. Its key has the schema in it: advisory
 * locks are the whole database's, and installations may share one.
 */
const TRY_LOCK = `
  SELECT pg_try_advisory_lock(hashtextextended('watchparty job ' || current_schema() || ' ' || $1, 0)) AS is_ours`;

export function createExclusiveRuns({ database, now }: { database: Database; now: Now }): ExclusiveRuns {
  return {
    async run({ name, everyMs, work }) {
      const isRecent = (lastRanAt: number | undefined): boolean =>
        lastRanAt !== undefined && lastRanAt > now() - everyMs;
      // Most tries end here, without a lock or a connection of their own.
      if (everyMs > 0 && isRecent(await readLastRun(database, name))) return { status: 'recent' };
      return database.withSession(async (session) => {
        const [lock] = await session.query<{ is_ours: boolean }>({ text: TRY_LOCK, values: [name] });
        if (!lock?.is_ours) return { status: 'busy' };
        // Again: the run that held the lock until now may have been the due one.
        const lastRanAt = await readLastRun(session, name);
        if (everyMs > 0 && isRecent(lastRanAt)) return { status: 'recent' };
        const startedAt = now();
        const result = await work(session, lastRanAt);
        await session.query({
          text: `
            INSERT INTO job_runs (name, ran_at) VALUES ($1, to_timestamp($2::double precision / 1000))
            ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at`,
          values: [name, startedAt],
        });
        return { status: 'done', result };
      });
    },
  };
}

async function readLastRun(database: Pick<Database, 'query'>, name: string): Promise<number | undefined> {
  const [row] = await database.query<{ ran_at: Date }>({
    text: 'SELECT ran_at FROM job_runs WHERE name = $1',
    values: [name],
  });
  return row?.ran_at.getTime();
}

import pg from 'pg';
import { AppError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Now } from '../now.js';
import { createOutageLog } from '../redis/outage-log.js';
import { createDatabase, type Database, type PoolUse, type Queryable, type Statement } from './database.js';

/** Where reads go that may lag: to the replica while it is up to date, else to the primary. */
export interface Reads extends Queryable {
  /** Looks how far the replica is; until the first look it is not used. Never throws. */
  check(): Promise<void>;
  /** Whether the next read goes to the replica. */
  isReplicaInUse(): boolean;
  /** Of the connections to the replica; undefined where there is none. */
  poolUse?: () => PoolUse;
  close(): Promise<void>;
}

export interface ReadsOptions {
  primary: Database;
  replica: { url: string; schema?: string; poolSize: number };
  logger: Logger;
  now: Now;
}

/** Whoever looks at a list would notice more. */
const MAX_LAG_MS = 10_000;
/** Short, as the primary is there to answer instead. */
const PATIENCE_MS = { connect: 1_000, answer: 3_000 };

/** Enough to see it catch up by; while it stands still, more would tell nothing. */
const MAX_MILESTONES = 100;

/** A place in the primary's log of changes, in bytes, and a moment at which it was there. */
interface Milestone {
  lsn: number;
  at: number;
}

/** Without a replica. */
export function primaryReads(primary: Database): Reads {
  return {
    query: (statement) => primary.query(statement),
    check: () => Promise.resolve(),
    isReplicaInUse: () => false,
    close: () => Promise.resolve(),
  };
}

/**
 * The lag is measured from outside, by noting where the primary is and seeing when the replica gets there. What the
 * replica says of itself would not do: the age of its last transaction grows while nobody writes, and a replica that
 * lost its primary thinks that it has everything.
 */
export function createReads({ primary, replica: { url, ...settings }, logger, now }: ReadsOptions): Reads {
  const outage = createOutageLog(logger, {
    out: 'the replica is not used: all reads go to the primary until it is back',
    back: 'the replica is back',
  });
  const replica = createDatabase({
    url,
    ...settings,
    logger,
    patienceMs: PATIENCE_MS,
    // A dead replica breaks all of its connections: the next look says it once.
    onBreak: () => undefined,
  });
  /** Where the primary was, the earliest first; the first one is where the replica is known to have been. */
  let milestones: Milestone[] = [];
  let isInUse = false;

  const giveUp = (error: unknown): void => {
    isInUse = false;
    outage.failed(error);
  };

  const look = async (): Promise<void> => {
    const lsn = await readPosition(primary, 'pg_current_wal_lsn()');
    if (milestones.length < MAX_MILESTONES) milestones.push({ lsn, at: now() });
    const replayed = await readPosition(replica, 'pg_last_wal_replay_lsn()');
    const reached = milestones.findLast((milestone) => milestone.lsn <= replayed);
    if (reached) milestones = milestones.slice(milestones.indexOf(reached));
    const lagMs = reached === undefined ? Number.POSITIVE_INFINITY : now() - reached.at;
    if (lagMs > MAX_LAG_MS) {
      giveUp('it is too far behind');
      return;
    }
    isInUse = true;
    outage.worked();
  };

  return {
    async query<Row>(statement: Statement) {
      if (!isInUse) return primary.query<Row>(statement);
      try {
        return await replica.query<Row>(statement);
      } catch (error) {
        if (error instanceof AppError && error.code === 'unavailable') giveUp(error);
        else if (!isOfReplica(error)) throw error;
        return primary.query<Row>(statement);
      }
    },
    check: () => look().catch(giveUp),
    isReplicaInUse: () => isInUse,
    poolUse: replica.poolUse,
    close: () => replica.close(),
  };
}

async function readPosition(database: Queryable, position: string): Promise<number> {
  const [row] = await database.query<{ lsn: number | null }>({
    text: `SELECT (${position} - '0/0'::pg_lsn)::double precision AS lsn`,
  });
  // A server that replays nothing is no replica, or none any more: its data goes its own way.
  if (row === undefined || row.lsn === null) throw new Error('it is not the replica of anything');
  return row.lsn;
}

const CANCELED_BY_REPLAY = '40001';
const UNDEFINED = /^42(?:P01|703|883)$/;

/** What a statement may meet there and not on the primary: a conflict with the replay, a table not made there yet. */
function isOfReplica(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError &&
    (error.code === CANCELED_BY_REPLAY || UNDEFINED.test(error.code ?? ''))
  );
}

import { isErrorCode } from '@watchparty/shared';
import pg from 'pg';
import { AppError } from '../errors.js';
import type { Logger } from '../logger.js';

/** A parameterised statement. A `name` has the server plan it once a connection: for the hot ones. */
export interface Statement {
  name?: string;
  text: string;
  values?: readonly unknown[];
}

/** Anything that runs statements: the pool, or a transaction. */
export interface Queryable {
  query<Row>(statement: Statement): Promise<Row[]>;
}

/** How many connections there are, by what they do, and who waits for one. */
export interface PoolUse {
  total: number;
  idle: number;
  waiting: number;
  max: number;
}

/** Anything that runs transactions too: the pool, or one connection of its own. */
export interface Transactional extends Queryable {
  /**
   * Runs `work` in one transaction; whatever it throws rolls everything back and is thrown on. After a deadlock it runs
   * again, so it must not act on anything but the database.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
}

export interface Database extends Transactional {
  /**
   * Runs `work` on a connection of its own beside the pool, which ends with it: for what belongs to a connection, such
   * as a lock. Once the connection breaks, everything that `work` still tries with it fails.
   */
  withSession<T>(work: (session: Transactional) => Promise<T>): Promise<T>;
  /** Whether the server answers. Never throws. */
  isReady(): Promise<boolean>;
  poolUse(): PoolUse;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  logger: Logger;
  /** The schema that unqualified names mean; tests have one a file. */
  schema?: string;
  /** Most connections at once. */
  poolSize?: number;
  /** Longest that anybody waits for a connection, and for an answer, in milliseconds. */
  patienceMs?: { connect: number; answer: number };
  /** An idle connection broke; without it the log is told each time. */
  onBreak?: (error: unknown) => void;
}

const POOL_SIZE = 20;
const CONNECT_TIMEOUT_MS = 5_000;
/** Longer than any statement here takes; a stuck one must not hold its connection for good. */
const STATEMENT_TIMEOUT_MS = 5_000;
/**
 * A transaction that does nothing for so long belongs to a node that stands still, and everybody else waits for its
 * locks. Shorter than a statement may wait, and longer than anything that a transaction does between two statements.
 */
const IDLE_TRANSACTION_TIMEOUT_MS = 3_000;
/** The same for a connection that is held for its own sake, between two steps of its work. */
const IDLE_SESSION_TIMEOUT_MS = 30_000;
/** The server ends a statement; this ends the waiting for a server that no longer answers at all. */
const ANSWER_TIMEOUT_MS = 7_000;
/** A new connection signs in and prepares every statement anew, which costs as much as dozens of commands. */
const IDLE_CONNECTION_MS = 5 * 60_000;
const MAX_TRIES = 3;

type TypeOid = Parameters<typeof pg.types.getTypeParser>[0];

/** int8 as number: versions and message numbers stay far below 2^53, and Telegram's ids are up to 52 bits. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: TypeOid, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

/** A pool of connections. */
export function createDatabase(options: DatabaseOptions): Database {
  const { url, logger, schema, poolSize = POOL_SIZE, patienceMs, onBreak } = options;
  const connection: pg.ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: patienceMs?.connect ?? CONNECT_TIMEOUT_MS,
    statement_timeout: Math.min(STATEMENT_TIMEOUT_MS, patienceMs?.answer ?? STATEMENT_TIMEOUT_MS),
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    query_timeout: patienceMs?.answer ?? ANSWER_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'watchparty-api',
    types,
    ...(schema && { options: `-c search_path=${schema}` }),
  };
  const pool = new pg.Pool({ ...connection, max: poolSize, idleTimeoutMillis: IDLE_CONNECTION_MS });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', onBreak ?? ((error) => logger.warn('an idle database connection broke', { error })));
  // The same for one that breaks in use, from its first moment on: whoever uses it learns it from the statement.
  pool.on('connect', (client) => client.on('error', () => undefined));

  const transactOnce = async <T>(work: (tx: Queryable) => Promise<T>): Promise<T> => {
    const client = await connect(pool);
    let broken: Error | undefined;
    try {
      return await transactOn(client, work, (failure) => (broken = failure));
    } finally {
      client.release(broken);
    }
  };

  return {
    query: (statement) => againAfterDeadlock(() => run(pool, statement)),
    transaction: (work) => againAfterDeadlock(() => transactOnce(work)),

    async withSession(work) {
      const client = new pg.Client(connection);
      // Whoever uses it learns it from the statement.
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query(`SET idle_session_timeout = ${IDLE_SESSION_TIMEOUT_MS}`);
      } catch (error) {
        throw asUnavailable(error);
      }
      try {
        return await work({
          query: (statement) => againAfterDeadlock(() => run(client, statement)),
          transaction: (step) => againAfterDeadlock(() => transactOn(client, step)),
        });
      } finally {
        await client.end().catch(() => undefined);
      }
    },

    async isReady() {
      try {
        await pool.query('SELECT 1');
        return true;
      } catch {
        return false;
      }
    },

    poolUse: () => ({
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      max: poolSize,
    }),

    close: () => pool.end(),
  };
}

async function transactOn<T>(
  client: pg.ClientBase,
  work: (tx: Queryable) => Promise<T>,
  onBroken: (failure: Error) => void = () => undefined,
): Promise<T> {
  try {
    await run(client, { text: 'BEGIN' });
    const result = await work({ query: (statement) => run(client, statement) });
    await run(client, { text: 'COMMIT' });
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => {
      onBroken(failure instanceof Error ? failure : new Error('rollback failed'));
    });
    throw error;
  }
}

/** The server has undone everything of the one that it picked, so that one may try again. */
async function againAfterDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= MAX_TRIES || !(error instanceof pg.DatabaseError) || error.code !== DEADLOCK) throw error;
    }
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw asUnavailable(error);
  }
}

async function run<Row>(target: pg.Pool | pg.ClientBase, statement: Statement): Promise<Row[]> {
  try {
    const result = await target.query({
      name: statement.name,
      text: statement.text,
      values: [...(statement.values ?? [])],
    });
    return result.rows as Row[];
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || isOutOfService(error)) throw asUnavailable(error);
    if (error.code === FOREIGN_KEY_VIOLATION) {
      // A person or a room was erased between the question and the act.
      throw new AppError('conflict', 'What this is about is gone.', { cause: error });
    }
    if (error.code === RULE_BROKEN) throw asBrokenRule(error);
    throw error;
  }
}

/** The query never ran, or nobody knows whether it did: the connection failed, not the statement. */
function asUnavailable(error: unknown): AppError {
  return new AppError('unavailable', 'The database does not answer right now.', { cause: error });
}

/** What a trigger says of a rule of the product that a statement would have broken. */
function asBrokenRule(error: pg.DatabaseError): Error {
  if (!isErrorCode(error.message)) return error;
  const seconds = Number(error.detail ?? '');
  return new AppError(error.message, error.hint ?? error.message, {
    cause: error,
    ...(seconds > 0 && { retryAfter: seconds }),
  });
}

/**
 * Classes 08 and 53: no connection, no room for one more. 57P: the server is shutting down or starting up. 57014: the
 * statement took longer than it may.
 */
function isOutOfService(error: pg.DatabaseError): boolean {
  return /^(?:08|53|57P|57014)/.test(error.code ?? '');
}

const DEADLOCK = '40P01';
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
/** Of our own: its message is a code of the contract, its hint a sentence, its detail the seconds to wait. */
const RULE_BROKEN = 'WP001';

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    error instanceof pg.DatabaseError &&
    error.code === UNIQUE_VIOLATION &&
    (constraint === undefined || error.constraint === constraint)
  );
}

/** What a row speaks of is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : undefined;
  return cause instanceof pg.DatabaseError && cause.code === FOREIGN_KEY_VIOLATION;
}

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

export interface Database extends Queryable {
  /** Runs `work` in one transaction; whatever it throws rolls everything back and is thrown on. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Whether the server answers. Never throws. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  logger: Logger;
  /** The schema that unqualified names mean; tests have one a file. */
  schema?: string;
}

const MAX_CONNECTIONS = 20;
const CONNECT_TIMEOUT_MS = 5_000;
/** Longer than any statement here takes; a stuck one must not hold its connection for good. */
const STATEMENT_TIMEOUT_MS = 10_000;

type TypeOid = Parameters<typeof pg.types.getTypeParser>[0];

/** int8 as number: versions and message numbers stay far below 2^53, and Telegram's ids are up to 52 bits. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: TypeOid, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

/** A pool of at most 20 connections. */
export function createDatabase({ url, logger, schema }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'watchparty-api',
    types,
    ...(schema && { options: `-c search_path=${schema}` }),
  });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', (error) => logger.warn('an idle database connection broke', { error }));

  return {
    query: (statement) => run(pool, statement),

    async transaction(work) {
      const client = await connect(pool);
      let broken: Error | undefined;
      // The pool listens to idle clients only, and an error that nobody listens to ends the process.
      const noteBreak = (error: Error): void => {
        broken = error;
      };
      client.on('error', noteBreak);
      try {
        await run(client, { text: 'BEGIN' });
        const result = await work({ query: (statement) => run(client, statement) });
        await run(client, { text: 'COMMIT' });
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((failure: unknown) => {
          broken = failure instanceof Error ? failure : new Error('rollback failed');
        });
        throw error;
      } finally {
        client.off('error', noteBreak);
        client.release(broken);
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

    close: () => pool.end(),
  };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw asUnavailable(error);
  }
}

async function run<Row>(target: pg.Pool | pg.PoolClient, statement: Statement): Promise<Row[]> {
  try {
    const result = await target.query({
      name: statement.name,
      text: statement.text,
      values: [...(statement.values ?? [])],
    });
    return result.rows as Row[];
  } catch (error) {
    throw error instanceof pg.DatabaseError && !isOutOfService(error) ? error : asUnavailable(error);
  }
}

/** The query never ran, or nobody knows whether it did: the connection failed, not the statement. */
function asUnavailable(error: unknown): AppError {
  return new AppError('unavailable', 'The database does not answer right now.', { cause: error });
}

/**
 * Classes 08 and 53: no connection, no room for one more. 57P: the server is shutting down or starting up. 57014: the
 * statement took longer than it may.
 */
function isOutOfService(error: pg.DatabaseError): boolean {
  return /^(?:08|53|57P|57014)/.test(error.code ?? '');
}

const UNIQUE_VIOLATION = '23505';

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    error instanceof pg.DatabaseError &&
    error.code === UNIQUE_VIOLATION &&
    (constraint === undefined || error.constraint === constraint)
  );
}

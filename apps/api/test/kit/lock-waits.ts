import type { Queryable } from '../../src/platform/postgres/database.js';
import { until } from './until.js';

/**
 * Until a statement of a node waits for what another transaction holds, which is what makes a race.
 *
 * @param part of the statement, as LIKE has it between two `%`
 * @param count how many of them wait
 */
export function untilSomebodyWaits(database: Queryable, part: string, count = 1): Promise<void> {
  return until(`${count} statements with "${part}" wait for a lock`, async () => {
    const waiting = await database.query({
      text: `
        SELECT 1 FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND application_name = 'watchparty-api' AND query LIKE '%' || $1 || '%'`,
      values: [part],
    });
    return waiting.length >= count;
  });
}

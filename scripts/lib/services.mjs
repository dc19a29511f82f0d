import { startThrowawayPostgres } from './postgres.mjs';
import { startThrowawayRedis } from './redis.mjs';
import { CHROMIUM, COTURN, NGINX, provide, REDIS_SERVER } from './requirements.mjs';

/**
 * @typedef {object} Services
 * @property {Record<string, string>} environment what the tests read
 * @property {() => Promise<void>} stop
 */

/**
 * Starts an empty PostgreSQL and an empty Redis for one run of tests.
 *
 * @param {object} options
 * @param {boolean} options.withChromium whether the tests need browsers too, and what those need to hear each other
 * @param {AbortSignal} [options.abort]
 * @param {(sentence: string) => void} [options.note]
 * @returns {Promise<Services>}
 */
export async function startServices({ withChromium, abort, note }) {
  const programs = await provide([REDIS_SERVER, ...(withChromium ? [CHROMIUM, COTURN] : [NGINX])], {
    abort,
    note,
  });
  const postgres = await startThrowawayPostgres({ abort });
  try {
    const redis = await startThrowawayRedis({ program: programs[REDIS_SERVER.variable], abort });
    return {
      environment: { ...programs, TEST_DATABASE_URL: postgres.databaseUrl, TEST_REDIS_URL: redis.redisUrl },
      stop: async () => {
        await Promise.all([redis.stop(), postgres.stop()]);
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

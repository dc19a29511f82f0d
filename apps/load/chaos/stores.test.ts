import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { runScenario } from './kit/scenario.js';
import { startStack, type Stack } from './kit/stack.js';

const CUT_MS = 20_000;
/** Within the cut there is time for one round of everybody's convergence. */
const INTO_THE_CUT_MS = 3_000;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(async () => {
  await stack.stop();
});

describe('a party survives', () => {
  it('a restart of Redis, which forgets everything', async () => {
    await runScenario(stack, 'redis-restart', async ({ journal, converges }) => {
      journal.note('kill -9 Redis');
      await stack.redis.down();
      await converges('without Redis');
      await stack.redis.up();
      journal.note('Redis is up, and empty');
      await converges('with Redis again');
    });
  });

  it.each(['refuse', 'silence'] as const)('Redis out of reach for 20 s (%s)', async (how) => {
    await runScenario(stack, `redis-${how}`, async ({ journal, converges, lasts }) => {
      const startMs = Date.now();
      await Promise.all(stack.redisLines.map((line) => line.cut(how)));
      journal.note(`Redis is cut (${how})`);
      await lasts(INTO_THE_CUT_MS);
      await converges('in the midst of the cut');
      await lasts(CUT_MS - (Date.now() - startMs));
      await Promise.all(stack.redisLines.map((line) => line.mend()));
      journal.note('Redis is mended');
      await converges('after the cut');
    });
  });

  it.each(['orderly', 'crash'] as const)('a restart of PostgreSQL (%s)', async (how) => {
    await runScenario(stack, `postgres-${how}`, async ({ journal, converges }) => {
      await stack.postgres.down(how);
      journal.note(`PostgreSQL is down (${how})`);
      await stack.postgres.up();
      journal.note('PostgreSQL is up');
      await converges('after the restart');
    });
  });

  it('kill -9 of a node while Redis is out of reach', async () => {
    await runScenario(stack, 'two-faults', async ({ random, journal, converges }) => {
      await Promise.all(stack.redisLines.map((line) => line.cut('refuse')));
      const victim = random.pick(stack.nodes);
      journal.note(`Redis is cut; kill -9 ${victim.name}`);
      await victim.kill();
      await converges('without both');
      await Promise.all(stack.redisLines.map((line) => line.mend()));
      journal.note('Redis is mended');
      await victim.start();
      await converges('with both again');
    });
  });
});

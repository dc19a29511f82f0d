import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { runScenario } from './kit/scenario.js';
import { startStack, type Stack } from './kit/stack.js';

const PAUSE_MS = 15_000;
/** A fault has begun to show, and things have happened since that people have to hear of. */
const INTO_THE_FAULT_MS = 1_000;
/** The promise of a graceful stop. */
const STOP_MAX_MS = 10_000;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(async () => {
  await stack.stop();
});

describe('a party survives', () => {
  it('an evening without any fault', async () => {
    await runScenario(stack, 'calm', async ({ converges }) => {
      await converges('under load');
    });
  });

  it('kill -9 of a node', async () => {
    await runScenario(stack, 'kill', async ({ random, journal, converges, lasts }) => {
      const victim = random.pick(stack.nodes);
      journal.note(`kill -9 ${victim.name}`);
      await victim.kill();
      await lasts(INTO_THE_FAULT_MS);
      await converges('after the kill');
      await victim.start();
      await converges('after its return');
    });
  });

  it('kill -9 of two nodes of three at once', async () => {
    await runScenario(stack, 'kill-two', async ({ random, journal, converges, lasts }) => {
      const survivor = random.pick(stack.nodes);
      const victims = stack.nodes.filter((node) => node !== survivor);
      journal.note(`kill -9 all but ${survivor.name}`);
      await Promise.all(victims.map((victim) => victim.kill()));
      await lasts(INTO_THE_FAULT_MS);
      await converges('on one node');
      await Promise.all(victims.map((victim) => victim.start()));
      await converges('after their return');
    });
  });

  it('SIGTERM of a node', async () => {
    await runScenario(stack, 'terminate', async ({ random, journal, converges, lasts }) => {
      const victim = random.pick(stack.nodes);
      journal.note(`SIGTERM ${victim.name}`);
      const terminating = victim.terminate();
      await lasts(INTO_THE_FAULT_MS);
      await converges('while it drains');
      const tookMs = await terminating;
      journal.note(`${victim.name} took ${tookMs} ms to end`);
      if (tookMs > STOP_MAX_MS) journal.accuse(`${victim.name} took ${tookMs} ms to end`);
      await converges('after its end');
      await victim.start();
    });
  });

  it('a node that stands still for 15 s and wakes up stale', async () => {
    await runScenario(stack, 'pause', async ({ random, journal, converges, lasts }) => {
      const victim = random.pick(stack.nodes);
      journal.note(`SIGSTOP ${victim.name}`);
      victim.pause();
      await lasts(PAUSE_MS);
      victim.resume();
      journal.note(`SIGCONT ${victim.name}`);
      await converges('after it woke');
    });
  });

  it('kill -9 of every worker of nginx, and its reload', async () => {
    await runScenario(stack, 'nginx', async ({ journal, converges, lasts }) => {
      journal.note(`kill -9 of ${stack.front.killWorkers()} workers`);
      await lasts(INTO_THE_FAULT_MS);
      await converges('after the kill');
      stack.front.reload();
      journal.note('reload');
      await converges('after the reload');
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createExclusiveRuns, type ExclusiveRuns } from '../src/platform/jobs/exclusive-runs.js';
import { createInstallation, type Installation } from './kit/installation.js';
import { until } from './kit/until.js';

const HOUR_MS = 3_600_000;

/** Work that ends when the test says so. */
function held(): { work: () => Promise<string>; begun: Promise<void>; release: () => void } {
  let release!: () => void;
  let begin!: () => void;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return {
    begun,
    release,
    work: async () => {
      begin();
      await gate;
      return 'held';
    },
  };
}

describe('a job that one node at a time does', () => {
  let installation: Installation;
  let first: ExclusiveRuns;
  let second: ExclusiveRuns;

  beforeAll(async () => {
    installation = await createInstallation();
    const node = { database: installation.database, now: installation.clock.now };
    [first, second] = [createExclusiveRuns(node), createExclusiveRuns(node)];
  });
  afterAll(() => installation.dispose());

  it('runs on one of them, and anew when that one is done', async () => {
    const { work, begun, release } = held();
    const running = first.run({ name: 'a', everyMs: 0, work });
    await begun;
    expect(await second.run({ name: 'a', everyMs: 0, work })).toEqual({ status: 'busy' });
    // Another job is another matter.
    expect(await second.run({ name: 'b', everyMs: 0, work: async () => 1 })).toEqual({
      status: 'done',
      result: 1,
    });
    release();
    expect(await running).toEqual({ status: 'done', result: 'held' });
    expect(await second.run({ name: 'a', everyMs: 0, work: async () => 2 })).toMatchObject({
      status: 'done',
    });
  });

  it('runs once an interval, however many nodes ask and however often they start anew', async () => {
    const ask = (runs: ExclusiveRuns) => runs.run({ name: 'c', everyMs: HOUR_MS, work: async () => 'c' });
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => ask(index % 2 ? first : second)),
    );
    expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(1);
    const afterRestart = createExclusiveRuns({
      database: installation.database,
      now: installation.clock.now,
    });
    expect(await ask(afterRestart)).toEqual({ status: 'recent' });
    installation.clock.advance(HOUR_MS);
    expect(await ask(afterRestart)).toMatchObject({ status: 'done' });
    expect(await ask(second)).toEqual({ status: 'recent' });
  });

  it('a run that fails frees the lock and is no run', async () => {
    const fail = async (): Promise<never> => {
      throw new Error('not this time');
    };
    await expect(first.run({ name: 'd', everyMs: HOUR_MS, work: fail })).rejects.toThrow('not this time');
    expect(await second.run({ name: 'd', everyMs: HOUR_MS, work: async () => 'd' })).toMatchObject({
      status: 'done',
    });
  });

  it('another installation in the same database has a lock of its own', async () => {
    const other = await createInstallation();
    const { work, begun, release } = held();
    const running = first.run({ name: 'e', everyMs: 0, work });
    await begun;
    const runs = createExclusiveRuns({ database: other.database, now: other.clock.now });
    expect(await runs.run({ name: 'e', everyMs: 0, work: async () => 1 })).toMatchObject({ status: 'done' });
    release();
    await running;
    await other.dispose();
  });

  it('is free once the connection of the one who held it is dead, who cannot go on then', async () => {
    const { begun, release, work } = held();
    let pid = 0;
    const running = first.run({
      name: 'f',
      everyMs: 0,
      work: async (session) => {
        const [row] = await session.query<{ pid: number }>({ text: 'SELECT pg_backend_pid() AS pid' });
        pid = row!.pid;
        await work();
        await session.query({ text: 'SELECT 1' });
      },
    });
    const outcome = expect(running).rejects.toMatchObject({ code: 'unavailable' });
    await begun;
    expect(await second.run({ name: 'f', everyMs: 0, work: async () => 1 })).toEqual({ status: 'busy' });

    await installation.database.query({ text: 'SELECT pg_terminate_backend($1)', values: [pid] });
    await until('the lock is free', async () => {
      const { status } = await second.run({ name: 'f', everyMs: 0, work: async () => 1 });
      return status === 'done';
    });
    release();
    await outcome;
  });
});

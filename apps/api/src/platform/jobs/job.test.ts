import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import winston from 'winston';
import { createJob, type JobRun } from './job.js';

const logger = winston.createLogger({ silent: true });
const onRun = (): void => undefined;

/** A run that ends when the test says so. */
function deferred(): { promise: Promise<void>; resolve(): void; reject(error: Error): void } {
  let settle!: { resolve(): void; reject(error: Error): void };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, resolve: () => settle.resolve(), reject: (error) => settle.reject(error) };
}

describe('a job', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('runs again and again, the first time after its pause', async () => {
    let runs = 0;
    const job = createJob({ name: 'x', everyMs: 100, run: async () => void (runs += 1), logger, onRun });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(runs).toBe(0);
    job.start();
    job.start();
    await jest.advanceTimersByTimeAsync(99);
    expect(runs).toBe(0);
    await jest.advanceTimersByTimeAsync(201);
    expect(runs).toBe(3);
    await job.stop();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(runs).toBe(3);
  });

  it('never runs beside itself', async () => {
    const gates: ReturnType<typeof deferred>[] = [];
    const run = (): Promise<void> => {
      const gate = deferred();
      gates.push(gate);
      return gate.promise;
    };
    const job = createJob({ name: 'x', everyMs: 100, run, logger, onRun });
    job.start();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(gates).toHaveLength(1);
    gates[0]!.resolve();
    await jest.advanceTimersByTimeAsync(100);
    expect(gates).toHaveLength(2);
    gates[1]!.resolve();
    await job.stop();
  });

  it('goes on after a run that fails', async () => {
    let runs = 0;
    const run = async (): Promise<void> => {
      runs += 1;
      throw new Error('not this time');
    };
    const job = createJob({ name: 'x', everyMs: 100, run, logger, onRun });
    job.start();
    await jest.advanceTimersByTimeAsync(300);
    expect(runs).toBe(3);
    await job.stop();
  });

  it('tells how each run went, and how long it took', async () => {
    const told: JobRun[] = [];
    const results = [Promise.resolve(), Promise.reject(new Error('not this time'))];
    const job = createJob({
      name: 'x',
      everyMs: 100,
      run: () => results.shift() ?? Promise.resolve(),
      logger,
      onRun: (run) => told.push(run),
    });
    job.start();
    await jest.advanceTimersByTimeAsync(200);
    await job.stop();
    expect(told).toEqual([
      { job: 'x', outcome: 'ok', durationS: expect.any(Number) },
      { job: 'x', outcome: 'failed', durationS: expect.any(Number) },
    ]);
  });

  it('stops once the run that is under way has ended, and starts no other', async () => {
    const gate = deferred();
    let runs = 0;
    const run = (): Promise<void> => {
      runs += 1;
      return gate.promise;
    };
    const job = createJob({ name: 'x', everyMs: 100, run, logger, onRun });
    job.start();
    await jest.advanceTimersByTimeAsync(100);
    let hasStopped = false;
    const stopping = job.stop().then(() => {
      hasStopped = true;
    });
    await jest.advanceTimersByTimeAsync(500);
    expect(hasStopped).toBe(false);
    gate.resolve();
    await stopping;
    await jest.advanceTimersByTimeAsync(500);
    expect(runs).toBe(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import { createTurns } from './turns.js';

describe('turns', () => {
  it('runs what has the same key in order, one at a time, and does not stop at a failure', async () => {
    const turns = createTurns();
    const seen: string[] = [];
    let running = 0;
    const work = (name: string, fails = false) =>
      turns.take('room', async () => {
        running += 1;
        expect(running).toBe(1);
        await Promise.resolve();
        seen.push(name);
        running -= 1;
        if (fails) throw new Error(name);
        return name;
      });
    const outcomes = await Promise.allSettled([work('a'), work('b', true), work('c')]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('does not make other keys wait', async () => {
    const turns = createTurns();
    const stuck = turns.take('one', () => new Promise<never>(() => undefined));
    expect(await turns.take('two', () => Promise.resolve('done'))).toBe('done');
    expect(stuck).toBeInstanceOf(Promise);
  });
});

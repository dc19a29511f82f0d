import { describe, expect, it } from '@jest/globals';

import { loadAgain } from './load-again.js';

/** @param failures how often it does not come */
async function load(failures: number) {
  const pauses: number[] = [];
  let tries = 0;
  const answer = await loadAgain(
    async () => {
      tries += 1;
      if (tries <= failures) throw new Error('offline');
      return 'there';
    },
    async (delayMs) => void pauses.push(delayMs),
  ).catch((error: unknown) => (error as Error).message);
  return { answer, pauses };
}

describe('loadAgain', () => {
  it('asks once where that is enough', async () => {
    expect(await load(0)).toEqual({ answer: 'there', pauses: [] });
  });

  it('waits longer and longer', async () => {
    expect(await load(3)).toEqual({ answer: 'there', pauses: [500, 1_000, 2_000] });
  });

  it('gives up in the end, and says why', async () => {
    const { answer, pauses } = await load(100);
    expect(answer).toBe('offline');
    expect(pauses).toHaveLength(5);
  });
});

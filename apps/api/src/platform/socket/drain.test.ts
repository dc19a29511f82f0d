import { describe, expect, it } from '@jest/globals';
import { drainConnections } from './drain.js';

/** A node with so many connections, of which some leave with each look. */
async function drain(
  count: number,
  leaving: number,
): Promise<{ told: unknown[]; waitedMs: number; left: number }> {
  const told: unknown[] = [];
  let left = count;
  let waitedMs = 0;
  await drainConnections({
    broadcaster: { toEverybodyHere: (event, payload) => told.push([event, payload]) },
    countConnections: () => left,
    pause: async (ms) => {
      waitedMs += ms;
      left = Math.max(0, left - leaving);
    },
  });
  return { told, waitedMs, left };
}

describe('draining a node', () => {
  it('waits for nobody where nobody is', async () => {
    expect(await drain(0, 1)).toEqual({ told: [], waitedMs: 0, left: 0 });
  });

  it('[DR1] asks everybody once to move, and ends as soon as they have', async () => {
    const { told, waitedMs, left } = await drain(10, 5);
    expect(told).toEqual([['node:draining', { reconnectWithinMs: 500 }]]);
    expect([waitedMs, left]).toEqual([50, 0]);
  });

  it('[DR1] gives a large node more time, and nobody more than four seconds', async () => {
    expect((await drain(1_000, 1_000)).told).toEqual([['node:draining', { reconnectWithinMs: 2_000 }]]);
    expect((await drain(9_000, 9_000)).told).toEqual([['node:draining', { reconnectWithinMs: 4_000 }]]);
  });

  it('does not wait for those who stay', async () => {
    expect(await drain(9_000, 0)).toMatchObject({ waitedMs: 6_000, left: 9_000 });
  });
});

import { describe, expect, it } from '@jest/globals';
import { type RttHistogram, rttHistogramOf } from '../platform/round-trips/rtt-histogram.js';
import { createCommandLead, type PlayerTask } from './command-lead.js';

/** The lead of a room whose people here, and on other nodes, are so far away. */
async function leadMs(here: number[], elsewhere: number[] = [], task: PlayerTask = 'go-on'): Promise<number> {
  const taken: number[] = [];
  const told: ReadonlyMap<string, RttHistogram>[] = [];
  const lead = createCommandLead({
    roundTrips: {
      exchange: async (own) => {
        told.push(own);
        return elsewhere.length > 0 ? new Map([['room', rttHistogramOf(elsewhere)]]) : new Map();
      },
    },
    localRooms: () => ['room'],
    localRtts: () => rttHistogramOf(here),
    onLead: (ms) => taken.push(ms),
  });
  await lead.refresh();
  expect(told).toEqual([new Map([['room', rttHistogramOf(here)]])]);
  const ms = lead.of('room', task);
  expect(taken).toEqual([ms]);
  return ms;
}

const crowd = (size: number, rttMs: number): number[] => Array.from({ length: size }, () => rttMs);

describe('the lead of a room’s commands', () => {
  it.each([
    ['nobody told', [], 200],
    ['everybody is near', [3, 8, 12], 100],
    ['the farther of two', [20, 150], 200],
    ['far away', [320], 360],
    ['beyond all measure', [60_000, 60_000], 500],
  ] as const)('[PB5] %s', async (_, rttsMs, expected) => {
    expect(await leadMs([...rttsMs])).toBe(expected);
  });

  it.each([
    ['start', [60], 200],
    ['start', [3], 160],
    ['jump', [60], 350],
    ['jump', [3], 310],
    ['jump', [], 450],
    ['jump', [320], 500],
    ['fetch', [3], 510],
    ['fetch', [320], 600],
    ['resume', [60], 310],
    ['resume', [480], 1_000],
  ] as const)(
    '[PB5] leaves players the time to %s, with people %j ms away',
    async (task, rttsMs, expected) => {
      expect(await leadMs([...rttsMs], [], task)).toBe(expected);
    },
  );

  it('[PB5] one of many does not decide, be it a liar or in a tunnel; a tenth of them does', async () => {
    expect(await leadMs([...crowd(19, 40), 60_000])).toBe(100);
    expect(await leadMs([...crowd(17, 40), ...crowd(3, 300)])).toBe(340);
  });

  it('[PB5] counts those on other nodes', async () => {
    expect(await leadMs([20], [260])).toBe(300);
    expect(await leadMs(crowd(10, 260), crowd(200, 20))).toBe(100);
    expect(await leadMs([], [80])).toBe(120);
  });

  it('[PB5] is known before anything was exchanged', () => {
    const lead = createCommandLead({
      roundTrips: { exchange: () => new Promise(() => undefined) },
      localRooms: () => ['room'],
      localRtts: () => rttHistogramOf([240]),
      onLead: () => undefined,
    });
    void lead.refresh();
    expect(lead.of('room', 'go-on')).toBe(280);
  });
});

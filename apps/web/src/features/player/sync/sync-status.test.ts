import { describe, expect, it } from '@jest/globals';

import { saysTheSame, type SyncStatus } from './sync-status.js';

describe('whether a status is worth telling', () => {
  it.each<[told: boolean, one: SyncStatus, other: SyncStatus]>([
    [true, { type: 'synced', differenceMs: 4 }, { type: 'catching_up', differenceMs: 4 }],
    [false, { type: 'synced', differenceMs: 4 }, { type: 'synced', differenceMs: 8 }],
    [true, { type: 'synced', differenceMs: 4 }, { type: 'synced', differenceMs: 9 }],
    [true, { type: 'synced', differenceMs: 0 }, { type: 'synced' }],
    [false, { type: 'synced' }, { type: 'synced' }],
    [true, { type: 'failed', problem: 'network' }, { type: 'failed', problem: 'decode' }],
  ])('%s: from %j to %j', (told, one, other) => {
    expect(saysTheSame(one, other)).toBe(!told);
  });
});

import { describe, expect, it } from '@jest/globals';
import { createSocketAdapter } from './adapter.js';

describe('createSocketAdapter', () => {
  it('leaves the choice to Socket.io, which is its adapter in memory, where there is no Redis', () => {
    expect(createSocketAdapter()).toBeUndefined();
  });
});

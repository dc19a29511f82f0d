import { describe, expect, it } from '@jest/globals';
import { createMemoryPresence } from './memory-presence.js';

describe('createMemoryPresence', () => {
  it('forgets for good the rooms that everybody vanished from', async () => {
    let nowMs = 1_800_000_000_000;
    const presence = createMemoryPresence({ ttlMs: 30_000, now: () => nowMs });
    await presence.renew([{ roomId: 'left', userId: 'ann', socketId: 's1' }]);
    nowMs += 60_000;
    await presence.renew([{ roomId: 'live', userId: 'bob', socketId: 's2' }]);
    // A clock set back would show again what was only hidden.
    nowMs -= 60_000;
    expect(await presence.online(['left', 'live'])).toEqual(
      new Map([
        ['left', new Set()],
        ['live', new Set(['bob'])],
      ]),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import type { PendingMessage } from '@watchparty/shared/room-client';

import { createUnsentMessages } from './unsent-messages.js';

const place = { roomId: 'r', userId: 'u' };
const message: PendingMessage = {
  clientId: 'c',
  content: 'привет',
  type: 'text',
  createdAt: 1_000,
  delivery: { state: 'sending' },
};

function stage(nowMs = 2_000) {
  const values = new Map<string, string>();
  const storage = {
    get: (key: string) => values.get(key),
    set: (key: string, value: string) => void values.set(key, value),
  };
  return { values, unsent: createUnsentMessages(storage, () => nowMs) };
}

describe('unsent messages', () => {
  it('are kept for their person and room alone, and leave nothing behind', () => {
    const { unsent, values } = stage();
    unsent.write(place, [message]);
    expect(unsent.read(place)).toEqual([message]);
    expect(unsent.read({ ...place, userId: 'other' })).toEqual([]);
    unsent.write(place, []);
    expect([unsent.read(place), values.get('watchparty.unsent')]).toEqual([[], '{}']);
  });

  it('are not sent a day later, nor where they make no sense', () => {
    const { unsent } = stage(1_000 + 24 * 60 * 60_000);
    unsent.write(place, [message]);
    expect(unsent.read(place)).toEqual([]);
    const { unsent: other, values } = stage();
    for (const kept of ['{', '[]', 'null', '{"r u": 1}', '{"r u": [null, {"clientId": 1}]}']) {
      values.set('watchparty.unsent', kept);
      expect(other.read(place)).toEqual([]);
    }
  });
});

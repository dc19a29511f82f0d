import { describe, expect, it } from '@jest/globals';

import { readRoomArrival, roomArrival } from './room-arrival.js';

describe('what is brought along into a new room', () => {
  it('is read as it was written, no more than a queue takes', () => {
    const links = Array.from({ length: 150 }, (_, index) => `https://media.example/${index}.mp4`);
    expect(readRoomArrival(roomArrival(links))).toEqual(links.slice(0, 100));
    expect(roomArrival([])).toBeUndefined();
  });

  it.each([undefined, null, 'text', {}, { toQueue: 'text' }, { toQueue: [1, null] }])(
    'is nothing in %j',
    (state) => expect(readRoomArrival(state)).toEqual([]),
  );
});

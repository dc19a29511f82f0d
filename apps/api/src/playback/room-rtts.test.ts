import { describe, expect, it } from '@jest/globals';
import { rttHistogramOf } from '../platform/round-trips/rtt-histogram.js';
import { createRoomRtts } from './room-rtts.js';

function stage(size: number) {
  const room = { rttMs: 40, size, reads: 0, nowMs: 0 };
  const rttsOf = createRoomRtts({
    read: () => {
      room.reads += 1;
      return Array.from({ length: room.size }, () => room.rttMs);
    },
    count: () => room.size,
    now: () => room.nowMs,
  });
  return { room, rttsOf: () => rttsOf('room'), all: () => rttHistogramOf(Array(room.size).fill(room.rttMs)) };
}

describe('the round trips of a room', () => {
  it('[PB5] are always the newest where few are in', () => {
    const { room, rttsOf, all } = stage(50);
    rttsOf();
    room.rttMs = 300;
    expect(rttsOf()).toEqual(all());
  });

  it('[PB5] of a crowd are read once in five seconds', () => {
    const { room, rttsOf, all } = stage(1_000);
    const before = rttsOf();
    room.rttMs = 300;
    room.nowMs = 4_999;
    expect(rttsOf()).toEqual(before);
    expect(room.reads).toBe(1);
    room.nowMs = 5_000;
    expect(rttsOf()).toEqual(all());
  });

  it('[PB5] of a crowd are read anew when somebody comes or goes', () => {
    const { room, rttsOf, all } = stage(1_000);
    rttsOf();
    room.size = 1_001;
    expect(rttsOf()).toEqual(all());
    room.size = 10;
    expect(rttsOf()).toEqual(all());
  });
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SocketData } from '../platform/socket/socket-server.js';
import { type ConnectionRtts, createConnectionRtts } from './connection-rtts.js';

describe('the round trips of a node’s connections', () => {
  let nowMs = 0;
  let rtts: ConnectionRtts;
  beforeEach(() => {
    nowMs = 1_800_000_000_000;
    rtts = createConnectionRtts(() => nowMs);
  });

  const connectionOf = (userId: string): { data: SocketData } => ({
    data: { userId, sessionId: 's', issuedAt: 0, expiresAt: Infinity },
  });

  it('[CL3] takes what was told last', () => {
    const anna = connectionOf('anna');
    for (const rttMs of [120, 80, 300]) rtts.note(anna, rttMs);
    expect(rtts.of([anna])).toEqual([300]);
  });

  it('[CL3] leaves out whoever told none, or none for a minute', () => {
    const [anna, boris] = [connectionOf('anna'), connectionOf('boris')];
    rtts.note(anna, 50);
    expect(rtts.of([anna, boris])).toEqual([50]);
    nowMs += 60_000;
    expect(rtts.of([anna, boris])).toEqual([]);
  });

  it('[CL3] counts a person once, by the nearest of their connections', () => {
    const connections = [connectionOf('anna'), connectionOf('anna'), connectionOf('boris')];
    for (const [index, rttMs] of [400, 90, 60].entries()) rtts.note(connections[index]!, rttMs);
    expect(rtts.of(connections)).toEqual([90, 60]);
  });
});

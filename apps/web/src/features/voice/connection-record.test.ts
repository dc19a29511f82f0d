import { describe, expect, it } from '@jest/globals';

import { createConnectionRecord } from './connection-record.js';

interface Seen {
  way?: 'host' | 'relay';
  packets?: number;
  lost?: number;
  jitter?: number;
}

/** A connection whose figures a test sets. */
function connection(seen: Seen): RTCPeerConnection & { seen: Seen } {
  const made = {
    seen,
    getStats: () =>
      Promise.resolve(
        new Map(
          [
            { id: 'p', type: 'candidate-pair', state: 'succeeded', nominated: true, localCandidateId: 'c' },
            { id: 'c', type: 'local-candidate', candidateType: made.seen.way ?? 'host' },
            {
              id: 'i',
              type: 'inbound-rtp',
              kind: 'audio',
              packetsReceived: made.seen.packets ?? 0,
              packetsLost: made.seen.lost ?? 0,
              jitter: made.seen.jitter ?? 0,
            },
          ].map((stats) => [stats.id, stats]),
        ),
      ),
  };
  return made as unknown as RTCPeerConnection & { seen: Seen };
}

describe('what is told of voice', () => {
  it('is nothing where nothing happened', async () => {
    const record = createConnectionRecord(() => 0);
    expect(await record.take([connection({})])).toBeUndefined();
  });

  it('counts ways and failures once', async () => {
    const record = createConnectionRecord(() => 0);
    record.connected(connection({ way: 'host' }));
    record.connected(connection({ way: 'relay' }));
    record.failed();
    expect(await record.take([])).toEqual({ direct: 1, relayed: 1, failed: 1 });
    expect(await record.take([])).toBeUndefined();
  });

  it('tells once how long the first sound took', async () => {
    let nowMs = 1_000;
    const record = createConnectionRecord(() => nowMs);
    record.heard();
    record.pressed();
    nowMs = 1_450;
    record.heard();
    nowMs = 9_000;
    record.heard();
    expect(await record.take([])).toMatchObject({ firstSoundMs: 450 });
    expect(await record.take([])).toBeUndefined();
  });

  it('has the loss since the last time over all connections, and the worst jitter', async () => {
    const record = createConnectionRecord(() => 0);
    const one = connection({ packets: 90, lost: 10, jitter: 0.01 });
    const other = connection({ packets: 100, jitter: 0.03 });
    expect(await record.take([one, other])).toMatchObject({ lossShare: 0.05, jitterMs: 30 });
    one.seen.packets = 190;
    expect(await record.take([one, other])).toMatchObject({ lossShare: 0 });
  });

  it('does without figures that a browser refuses', async () => {
    const broken = { getStats: () => Promise.reject(new Error('closed')) } as unknown as RTCPeerConnection;
    const record = createConnectionRecord(() => 0);
    record.connected(broken);
    expect(await record.take([broken])).toEqual({ direct: 1, relayed: 0, failed: 0 });
  });
});

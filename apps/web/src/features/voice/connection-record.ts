import type { VoiceReport } from '@watchparty/shared';

/** What is counted of voice between two reports to the operator. */
export interface ConnectionRecord {
  pressed(): void;
  heard(): void;
  connected(connection: RTCPeerConnection): void;
  failed(): void;
  /** What happened since it was last asked; undefined where nothing did. */
  take(connections: readonly RTCPeerConnection[]): Promise<VoiceReport | undefined>;
}

interface Received {
  packets: number;
  lost: number;
}

/** @param now monotonic milliseconds */
export function createConnectionRecord(now: () => number): ConnectionRecord {
  let pressedAtMs: number | undefined;
  let firstSoundMs: number | undefined;
  let made: RTCPeerConnection[] = [];
  let failures = 0;
  const before = new WeakMap<RTCPeerConnection, Received>();

  return {
    pressed() {
      pressedAtMs = now();
    },
    heard() {
      if (pressedAtMs === undefined) return;
      firstSoundMs = now() - pressedAtMs;
      pressedAtMs = undefined;
    },
    connected(connection) {
      made.push(connection);
    },
    failed() {
      failures += 1;
    },
    async take(connections) {
      const paths = await Promise.all(made.map(isRelayed));
      made = [];
      const failed = failures;
      failures = 0;
      const first = firstSoundMs;
      firstSoundMs = undefined;
      const reception = await Promise.all(connections.map(receptionOf));
      let packets = 0;
      let lost = 0;
      for (const [index, connection] of connections.entries()) {
        const now = reception[index] ?? { packets: 0, lost: 0 };
        const was = before.get(connection) ?? { packets: 0, lost: 0 };
        before.set(connection, now);
        packets += Math.max(0, now.packets - was.packets);
        lost += Math.max(0, now.lost - was.lost);
      }
      const jitters = reception.flatMap(({ jitterMs }) => (jitterMs === undefined ? [] : [jitterMs]));
      if (paths.length + failed + packets === 0 && first === undefined) return undefined;
      return {
        ...(first !== undefined && { firstSoundMs: first }),
        direct: paths.filter((relayed) => !relayed).length,
        relayed: paths.filter(Boolean).length,
        failed,
        ...(packets + lost > 0 && { lossShare: lost / (packets + lost) }),
        ...(jitters.length > 0 && { jitterMs: Math.max(...jitters) }),
      };
    },
  };
}

/** The reports of `getStats` as far as they are read here; typings of the DOM know only the frame. */
interface Stats extends RTCStats {
  state?: string;
  nominated?: boolean;
  localCandidateId?: string;
  candidateType?: string;
  kind?: string;
  packetsReceived?: number;
  packetsLost?: number;
  /** Seconds. */
  jitter?: number;
}

async function statsOf(connection: RTCPeerConnection): Promise<Stats[]> {
  try {
    const all: Stats[] = [];
    (await connection.getStats()).forEach((stats: Stats) => all.push(stats));
    return all;
  } catch {
    return [];
  }
}

async function isRelayed(connection: RTCPeerConnection): Promise<boolean> {
  const stats = await statsOf(connection);
  const pair = stats.find(
    ({ type, state, nominated }) => type === 'candidate-pair' && state === 'succeeded' && nominated,
  );
  return stats.some(({ id, candidateType }) => id === pair?.localCandidateId && candidateType === 'relay');
}

async function receptionOf(connection: RTCPeerConnection): Promise<Received & { jitterMs?: number }> {
  const stats = await statsOf(connection);
  const sound = stats.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
  return {
    packets: sound?.packetsReceived ?? 0,
    lost: Math.max(0, sound?.packetsLost ?? 0),
    ...(sound?.jitter !== undefined && { jitterMs: sound.jitter * 1_000 }),
  };
}

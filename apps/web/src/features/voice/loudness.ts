/** Tells when somebody speaks, from how loud they are. */
export interface SpeechDetector {
  /**
   * @param level 0..1, as `RTCRtpContributingSource.audioLevel` has it
   * @param nowMs monotonic
   */
  isSpeaking(level: number, nowMs: number): boolean;
}

/** About -34 dBFS: quiet speech into a phone is louder, a room with noise suppression is not. */
const SPEAKS_ABOVE = 0.02;
/** Words have gaps, of which few looks are left to tell; and a ring that flickers tells nothing. */
const GAP_MS = 600;

export function createSpeechDetector(): SpeechDetector {
  let loudAt = Number.NEGATIVE_INFINITY;
  return {
    isSpeaking(level, nowMs) {
      if (level >= SPEAKS_ABOVE) loudAt = nowMs;
      return nowMs - loudAt < GAP_MS;
    },
  };
}

/** How loud is what a connection plays, 0..1. */
export function receivedLevel(connection: RTCPeerConnection): number {
  const [source] = connection.getReceivers()[0]?.getSynchronizationSources() ?? [];
  return source?.audioLevel ?? 0;
}

export interface LevelMeter {
  /** 0..1, the root mean square of the latest 20 ms or so. */
  level(): number;
  close(): void;
}

/** Measures a track of this device. @returns undefined where the browser cannot */
export function createLevelMeter(
  track: MediaStreamTrack,
  createContext: () => AudioContext,
): LevelMeter | undefined {
  try {
    const context = createContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    return {
      level() {
        analyser.getFloatTimeDomainData(samples);
        return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      },
      close: () => void context.close().catch(() => undefined),
    };
  } catch {
    return undefined;
  }
}

/** Why there is no microphone. */
export type MicrophoneProblem = 'denied' | 'missing' | 'busy' | 'unsupported';

export class MicrophoneError extends Error {
  override readonly name = 'MicrophoneError';
  readonly problem: MicrophoneProblem;

  constructor(problem: MicrophoneProblem) {
    super(`no microphone: ${problem}`);
    this.problem = problem;
  }
}

/** The part of `navigator.mediaDevices` that voice needs; absent in an insecure page and in some web views. */
export type MediaDevicesPart = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>;

/**
 * The person's microphone. It is asked for once, from a tap, and kept while they are in voice: Telegram for Android asks
 * the person at every call of `getUserMedia`.
 */
export interface Microphone {
  /**
   * @returns undefined when it was closed, or another device was asked for, before the person answered
   * @throws MicrophoneError
   */
  open(deviceId?: string): Promise<MediaStreamTrack | undefined>;
  /** Those that can be chosen from; named only once the microphone was allowed. */
  devices(): Promise<MediaDeviceInfo[]>;
  close(): void;
}

export function createMicrophone(media: MediaDevicesPart | undefined): Microphone {
  let stream: MediaStream | undefined;
  /** Goes up with each wish: an answer to an earlier one must not leave a microphone on that nobody closes. */
  let wishes = 0;

  const stop = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
  };

  return {
    async open(deviceId) {
      const [known] = stream?.getAudioTracks() ?? [];
      if (known?.readyState === 'live' && (deviceId === undefined || isOf(known, deviceId))) return known;
      if (!media) throw new MicrophoneError('unsupported');
      wishes += 1;
      const wish = wishes;
      let next: MediaStream;
      try {
        next = await media.getUserMedia({
          audio: {
            echoCancellation: true,
            noiseSuppression: true,
            autoGainControl: true,
            ...(deviceId !== undefined && { deviceId: { exact: deviceId } }),
          },
        });
      } catch (error) {
        if (wish !== wishes) return undefined;
        throw new MicrophoneError(problemOf(error));
      }
      if (wish !== wishes) {
        for (const track of next.getTracks()) track.stop();
        return undefined;
      }
      stop();
      stream = next;
      const [track] = stream.getAudioTracks();
      if (!track) throw new MicrophoneError('missing');
      return track;
    },
    async devices() {
      try {
        const devices = (await media?.enumerateDevices()) ?? [];
        return devices.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '');
      } catch {
        return [];
      }
    },
    close() {
      wishes += 1;
      stop();
    },
  };
}

function isOf(track: MediaStreamTrack, deviceId: string): boolean {
  return track.getSettings().deviceId === deviceId;
}

/** By the names of the Media Capture and Streams recommendation, section 10.4. */
function problemOf(error: unknown): MicrophoneProblem {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    case 'TypeError':
      return 'unsupported';
    default:
      return 'missing';
  }
}

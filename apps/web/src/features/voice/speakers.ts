/** What plays the others' voices, each as loud as this person wants. */
export interface Speakers {
  play(userId: string, track: MediaStreamTrack): void;
  stop(userId: string): void;
  /** @param volume 0..1 */
  setVolume(userId: string, volume: number): void;
  setMuted(userId: string, isMuted: boolean): void;
  /** Call within a gesture, where the browser kept something silent. */
  resume(): void;
  close(): void;
}

interface Loudness {
  volume: number;
  isMuted: boolean;
}

/**
 * @param createElement a fresh `<audio>`; it is in no document, and plays all the same
 * @param onBlocked the browser wants a tap first
 */
export function createSpeakers(createElement: () => HTMLAudioElement, onBlocked: () => void): Speakers {
  const elements = new Map<string, HTMLAudioElement>();
  const chosen = new Map<string, Loudness>();

  const loudnessOf = (userId: string): Loudness => chosen.get(userId) ?? { volume: 1, isMuted: false };

  const adjust = (userId: string, change: Partial<Loudness>): void => {
    const loudness = { ...loudnessOf(userId), ...change };
    chosen.set(userId, loudness);
    const element = elements.get(userId);
    if (element) apply(element, loudness);
  };

  const start = (element: HTMLAudioElement): void => void element.play().catch(onBlocked);

  const stop = (userId: string): void => {
    const element = elements.get(userId);
    if (!element) return;
    elements.delete(userId);
    element.pause();
    element.srcObject = null;
    element.remove();
  };

  return {
    play(userId, track) {
      stop(userId);
      const element = createElement();
      element.srcObject = new MediaStream([track]);
      apply(element, loudnessOf(userId));
      elements.set(userId, element);
      start(element);
    },
    stop,
    setVolume: (userId, volume) => adjust(userId, { volume }),
    setMuted: (userId, isMuted) => adjust(userId, { isMuted }),
    resume() {
      for (const element of elements.values()) if (element.paused) start(element);
    },
    close() {
      for (const userId of [...elements.keys()]) stop(userId);
    },
  };
}

function apply(element: HTMLAudioElement, { volume, isMuted }: Loudness): void {
  // iOS knows no other volume than the device's; there only silence works.
  element.volume = volume;
  element.muted = isMuted || volume === 0;
}

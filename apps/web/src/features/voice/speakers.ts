/** What plays the others' voices, each as loud as this person wants. */
export interface Speakers {
  play(userId: string, track: MediaStreamTrack): void;
  stop(userId: string): void;
  /** @param volume 0..1; 0 is silent everywhere, and what lies between where the browser can */
  setVolume(userId: string, volume: number): void;
  /** Call within a gesture, where the browser kept something silent. */
  resume(): void;
  close(): void;
}

/**
 * @param createElement a fresh `<audio>`, which is removed from wherever it was put
 * @param onBlocked the browser wants a tap first
 */
export function createSpeakers(createElement: () => HTMLAudioElement, onBlocked: () => void): Speakers {
  const elements = new Map<string, HTMLAudioElement>();
  const volumes = new Map<string, number>();

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
      apply(element, volumes.get(userId) ?? 1);
      elements.set(userId, element);
      start(element);
    },
    stop,
    setVolume(userId, volume) {
      volumes.set(userId, volume);
      const element = elements.get(userId);
      if (element) apply(element, volume);
    },
    resume() {
      for (const element of elements.values()) if (element.paused) start(element);
    },
    close() {
      for (const userId of [...elements.keys()]) stop(userId);
    },
  };
}

function apply(element: HTMLAudioElement, volume: number): void {
  // iOS knows no other volume than the device's; there only silence works.
  element.volume = volume;
  element.muted = volume === 0;
}

import { createWakeDetector } from './wake-detector.js';

/** Tells when Telegram puts the Mini App to the front (true) or away. @returns ends it */
export type OnActiveChange = (listener: (isActive: boolean) => void) => () => void;

interface WakeUpOptions {
  onWake: () => void;
  /** The network came back after the page had woken: what was tried in between went nowhere. */
  onNetworkBack: () => void;
  onActiveChange: OnActiveChange;
}

/**
 * Calls back once whenever the page may have slept: it became visible, came out of the back-forward cache, Telegram
 * put it to the front, the network came back, or time has passed that it knows nothing of. Phones stop timers and
 * sockets in the background without a word.
 *
 * @returns ends it
 */
export function watchWakeUps({ onWake, onNetworkBack, onActiveChange }: WakeUpOptions): () => void {
  const isVisible = (): boolean => document.visibilityState === 'visible';
  const detector = createWakeDetector({
    onWake,
    isVisible,
    now: () => performance.now(),
    deviceNow: () => Date.now(),
    schedule(task, delayMs) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  });
  const onVisibility = (): void => {
    if (isVisible()) detector.hint();
  };
  const onPageShow = (): void => void detector.hint();
  const onOnline = (): void => {
    if (!detector.hint()) onNetworkBack();
  };
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('pageshow', onPageShow);
  window.addEventListener('online', onOnline);
  const endActivation = onActiveChange((isActive) => {
    if (isActive) detector.hint();
  });
  return () => {
    detector.stop();
    endActivation();
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('pageshow', onPageShow);
    window.removeEventListener('online', onOnline);
  };
}

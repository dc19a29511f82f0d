import { createWakeDetector } from './wake-detector.js';

/** Tells when Telegram puts the Mini App to the front (true) or away. @returns ends it */
export type OnActiveChange = (listener: (isActive: boolean) => void) => () => void;

/**
 * Calls back once whenever the page may have slept: it became visible, came out of the back-forward cache, Telegram
 * put it to the front, the network came back, or time has passed that it knows nothing of. Phones stop timers and
 * sockets in the background without a word.
 *
 * @returns ends it
 */
export function watchWakeUps(onWake: () => void, onActiveChange: OnActiveChange): () => void {
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
  const onEvent = (): void => detector.hint();
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('pageshow', onEvent);
  window.addEventListener('online', onEvent);
  const endActivation = onActiveChange((isActive) => {
    if (isActive) detector.hint();
  });
  return () => {
    detector.stop();
    endActivation();
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('pageshow', onEvent);
    window.removeEventListener('online', onEvent);
  };
}

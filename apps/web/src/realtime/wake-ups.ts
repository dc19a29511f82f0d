/**
 * Calls back whenever the page may have slept: it became visible, came out of the back-forward cache, or the network
 * came back. Phones stop timers and sockets in the background without a word.
 *
 * @returns ends it
 */
export function watchWakeUps(onWake: () => void): () => void {
  const onVisibility = (): void => {
    if (document.visibilityState === 'visible') onWake();
  };
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('pageshow', onWake);
  window.addEventListener('online', onWake);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('pageshow', onWake);
    window.removeEventListener('online', onWake);
  };
}

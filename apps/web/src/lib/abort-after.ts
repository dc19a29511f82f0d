/**
 * A signal that aborts when its time is up or the outer one does. `AbortSignal.timeout` and `.any` are younger than the
 * WebViews that we serve.
 *
 * @returns the signal, and what ends the waiting
 */
export function abortAfter(
  timeoutMs: number,
  outer: AbortSignal | undefined,
): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const abort = () => {
    controller.abort();
  };
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort);
  const timer = setTimeout(abort, timeoutMs);
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** One Ctrl-C reaches us twice under npm: from the terminal, and passed on by npm. */
const SAME_WISH_MS = 1_000;

/**
 * Turns the wish to stop into an AbortSignal. Whoever insists with a second signal later on gets `onInsist`.
 *
 * @param {{ onInsist?: () => void }} [options]
 * @returns {{ abort: AbortSignal, release: () => void }} `release` gives the signals back to their defaults
 */
export function abortOnSignals({ onInsist = () => {} } = {}) {
  const controller = new AbortController();
  let firstAtMs = 0;
  const hear = () => {
    if (!controller.signal.aborted) {
      firstAtMs = Date.now();
      controller.abort();
    } else if (Date.now() - firstAtMs > SAME_WISH_MS) onInsist();
  };
  for (const name of STOP_SIGNALS) process.on(name, hear);
  return {
    abort: controller.signal,
    release() {
      for (const name of STOP_SIGNALS) process.off(name, hear);
    },
  };
}

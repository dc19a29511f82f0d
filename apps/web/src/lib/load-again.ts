import { loadStylesAgain } from './load-styles-again.js';

/** Between the tries: a tunnel is through within them. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** Loads a part of the app, and tries again where it does not come: on a phone most failures are over in a moment. */
export async function loadAgain<T>(
  load: () => Promise<T>,
  pause: (delayMs: number) => Promise<void> = wait,
): Promise<T> {
  let attempt = load;
  for (const delayMs of PAUSES_MS) {
    try {
      return await attempt();
    } catch {
      await pause(delayMs);
    }
    attempt = async () => {
      await loadStylesAgain(document);
      return load();
    };
  }
  return attempt();
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

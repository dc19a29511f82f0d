import { loadFailedStyles } from './failed-styles.js';

/** Between the tries: a tunnel is through within them. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** Loads a part of the app with its looks, and tries again where it does not come: on a phone most failures are over in a moment. */
export async function loadAgain<T>(
  load: () => Promise<T>,
  pause: (delayMs: number) => Promise<void> = wait,
): Promise<T> {
  const attempt = async (): Promise<T> => {
    const part = await load();
    await loadFailedStyles(document);
    return part;
  };
  for (const delayMs of PAUSES_MS) {
    try {
      return await attempt();
    } catch {
      await pause(delayMs);
    }
  }
  return attempt();
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

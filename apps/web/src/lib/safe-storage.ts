/** Storage that may be missing, full or forbidden (a third-party frame, a private window): then nothing is kept. */
export interface SafeStorage {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** @param open asked each time, because reading `window.localStorage` may itself throw */
export function createSafeStorage(open: () => Storage): SafeStorage {
  return {
    get(key) {
      try {
        return open().getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set(key, value) {
      try {
        open().setItem(key, value);
      } catch {
        // Kept in vain: the choice holds for this visit.
      }
    },
  };
}

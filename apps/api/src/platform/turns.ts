/** Lets work on the same thing happen one after another within this process. */
export interface Turns {
  /** Runs `work` when everything that was asked for under this key before has ended, however it ended. */
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/**
 * A lock in the database keeps all nodes apart, but whoever waits for it holds a connection: a full room coming back at
 * once would take them all. Who queues here first holds none.
 */
export function createTurns(): Turns {
  const tails = new Map<string, Promise<unknown>>();
  return {
    take(key, work) {
      const result = (tails.get(key) ?? Promise.resolve()).then(work);
      const tail = result
        .catch(() => undefined)
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return result;
    },
  };
}

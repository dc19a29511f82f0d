/** As much of a Zustand store as the rules of a room ask for. */
export interface Store<T> {
  getState(): T;
  getInitialState(): T;
  setState(state: T, replace: true): void;
  /** @returns ends it */
  subscribe(listener: (state: T, before: T) => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<(state: T, before: T) => void>();
  return {
    getState: () => state,
    getInitialState: () => initial,
    setState(next) {
      const before = state;
      state = next;
      if (state !== before) for (const listener of listeners) listener(state, before);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

import { createStore, type StoreApi } from 'zustand/vanilla';

/** A reaction on its way over the picture. */
export interface Float {
  id: number;
  emoji: string;
  /** Whose it is; undefined for one's own. */
  name: string | undefined;
  /** From the edge along which it rises, as a share of that strip, 0 to 1. */
  place: number;
}

export interface Floats {
  store: StoreApi<readonly Float[]>;
  add: (emoji: string, name: string | undefined) => void;
  remove: (id: number) => void;
}

/** What is over that hides the picture. */
const MAX_FLOATS = 30;

/** @param random 0 to 1 */
export function createFloats(random: () => number): Floats {
  const store = createStore<readonly Float[]>()(() => []);
  let count = 0;
  return {
    store,
    add(emoji, name) {
      count += 1;
      const float = { id: count, emoji, name, place: random() };
      store.setState((floats) => [...floats, float].slice(-MAX_FLOATS), true);
    },
    remove: (id) => store.setState((floats) => floats.filter((float) => float.id !== id), true),
  };
}

import { createStore, type StoreApi } from 'zustand/vanilla';

/** How much of its own loudness the film has left, 0..1: less than 1 while somebody speaks whom it should not drown. */
export interface Ducking {
  factor: number;
}

export type DuckingStore = StoreApi<Ducking>;

export function createDucking(): DuckingStore {
  return createStore<Ducking>()(() => ({ factor: 1 }));
}

import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

import { loadAgain } from './load-again.js';

/** A part of the app whose code comes when it is wanted, or a moment before. */
export interface LazyPart<Props extends object = object> {
  readonly Part: LazyExoticComponent<ComponentType<Props>>;
  /** Fetches the code ahead; that it does not come is told where the part is wanted. */
  preload: () => void;
}

export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let loading: Promise<{ default: ComponentType<Props> }> | undefined;
  const loadOnce = () =>
    (loading ??= loadAgain(load).then(
      (Part) => ({ default: Part }),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
  return {
    Part: lazy(loadOnce),
    preload() {
      loadOnce().catch(() => undefined);
    },
  };
}

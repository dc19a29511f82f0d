import { createElement, lazy, useState, type ComponentType } from 'react';

import { loadAgain } from './load-again.js';

/** A part of the app whose code comes when it is wanted, or a moment before. */
export interface LazyPart<Props extends object = object> {
  readonly Part: ComponentType<Props>;
  /** Fetches the code ahead. Ends when it is there or does not come; the latter is told where the part is wanted. */
  preload: () => Promise<void>;
}

export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let loading: Promise<{ default: ComponentType<Props> }> | undefined;
  let loaded: ComponentType<Props> | undefined;
  const loadOnce = () =>
    (loading ??= loadAgain(load).then(
      (Part) => {
        loaded = Part;
        return { default: Part };
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
  const Later = lazy(loadOnce);
  return {
    Part: function Part(props) {
      // What is there is drawn at once: React would wait for it all the same, and keep what stands in its place for 300 ms.
      const [ReadyPart] = useState(() => loaded ?? Later);
      return createElement(ReadyPart as ComponentType<Props>, props);
    },
    async preload() {
      await loadOnce().catch(() => undefined);
    },
  };
}

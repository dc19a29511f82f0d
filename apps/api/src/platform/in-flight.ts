/** Work that a node has begun and must not be stopped in. */
export interface InFlight {
  /** Remembers the work until it has ended, however it ends. @returns the work itself */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves once nothing is under way, or after this many milliseconds. */
  settled(patienceMs: number): Promise<void>;
}

export function createInFlight(): InFlight {
  const works = new Set<Promise<unknown>>();
  return {
    track(work) {
      const ended = work.then(
        () => undefined,
        () => undefined,
      );
      works.add(ended);
      void ended.finally(() => works.delete(ended));
      return work;
    },

    async settled(patienceMs) {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<'over'>((resolve) => {
        timer = setTimeout(() => resolve('over'), patienceMs);
      });
      // What has ended may have begun something else.
      while (works.size > 0 && (await Promise.race([Promise.all(works), patience])) !== 'over');
      clearTimeout(timer);
    },
  };
}

/** The files of their own that a viewer has chosen since the page opened. A page forgets them when it is loaded anew. */
export interface LocalFiles {
  /** The address of the chosen copy, for players; undefined where none was chosen yet. */
  addressOf(hash: string): string | undefined;
  /** Takes this file for the one that a room knows by `hash`. */
  choose(hash: string, file: Blob): void;
  /** Is told of each choice. @returns ends it */
  subscribe(listener: (hash: string) => void): () => void;
}

/** @param urls makes addresses of files; the browser's `URL` */
export function createLocalFiles(urls: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>): LocalFiles {
  const addresses = new Map<string, string>();
  const listeners = new Set<(hash: string) => void>();
  return {
    addressOf: (hash) => addresses.get(hash),
    choose(hash, file) {
      const before = addresses.get(hash);
      if (before !== undefined) urls.revokeObjectURL(before);
      addresses.set(hash, urls.createObjectURL(file));
      for (const listener of [...listeners]) listener(hash);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

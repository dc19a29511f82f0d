/** Something in the page that takes a while to open, and may not be wanted any more when it has. */
export interface Opening<T> {
  /** Absent while it opens. */
  current(): T | undefined;
  /** Opens it, in place of what is open or on its way. */
  open(make: () => Promise<T>): void;
  close(): void;
}

interface OpeningOptions<T> {
  onOpen: (opened: T) => void;
  onFailed: () => void;
  /** Takes one from the page; also one that opened too late. */
  remove: (opened: T) => void;
}

export function createOpening<T>({ onOpen, onFailed, remove }: OpeningOptions<T>): Opening<T> {
  let current: T | undefined;
  /** Of what is open or on its way; nothing else counts. */
  let ticket: symbol | undefined;

  function close(): void {
    ticket = undefined;
    if (current !== undefined) remove(current);
    current = undefined;
  }

  return {
    current: () => current,
    open(make) {
      close();
      const own = Symbol();
      ticket = own;
      make().then(
        (opened) => {
          if (ticket !== own) {
            remove(opened);
            return;
          }
          current = opened;
          onOpen(opened);
        },
        () => {
          if (ticket !== own) return;
          ticket = undefined;
          onFailed();
        },
      );
    },
    close,
  };
}

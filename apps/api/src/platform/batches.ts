/** Takes work on the same thing together: what comes while a batch is under way waits, and makes up the next one. */
export interface Batches<T, R> {
  /** @returns the item's own result; rejects when its batch does, or for itself alone where `run` says so */
  add(key: string, item: T): Promise<R>;
}

/** What became of one item of a batch. */
export type Outcome<R> = { ok: true; value: R } | { ok: false; error: unknown };

export interface BatchesOptions<T, R> {
  /** Works on a batch; answers in the items' order. */
  run: (key: string, items: readonly T[]) => Promise<Outcome<R>[]>;
  maxSize: number;
  /** Lets the batches of a key take their turn among other work on it. Without it they only keep off each other. */
  inTurn?: (key: string, work: () => Promise<void>) => Promise<void>;
  /**
   * Longest that whoever comes while a batch is under way, or just after it, waits for others after its end, in
   * milliseconds. None for those who come together anyway.
   */
  gatherMs?: number;
  /** Lets so many milliseconds go by. */
  pause?: (ms: number) => Promise<void>;
}

/** Where nothing else is asked for; milliseconds. */
const GATHER_MS = 4;

interface Waiting<T, R> {
  item: T;
  resolve: (value: R) => void;
  reject: (error: unknown) => void;
}

export function createBatches<T, R>(options: BatchesOptions<T, R>): Batches<T, R> {
  const { run, maxSize, inTurn, gatherMs = GATHER_MS, pause = sleep } = options;
  const queues = new Map<string, Waiting<T, R>[]>();

  const runOne = async (key: string, batch: readonly Waiting<T, R>[]): Promise<void> => {
    try {
      const outcomes = await run(
        key,
        batch.map(({ item }) => item),
      );
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome?.ok) resolve(outcome.value);
        else reject(outcome ? outcome.error : new Error('a batch has forgotten one of its items'));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const drain = async (key: string, queue: Waiting<T, R>[]): Promise<void> => {
    for (let isFirst = true; ; isFirst = false) {
      // Whoever comes alone waits for nobody. Under load a little patience makes few large batches of many small ones.
      await (isFirst || gatherMs === 0 ? thisTurn() : pause(gatherMs));
      if (queue.length === 0) break;
      // In its turn the batch takes along whoever has come until then.
      const next = (): Promise<void> => runOne(key, queue.splice(0, maxSize));
      await (inTurn ? inTurn(key, next) : next());
    }
    queues.delete(key);
  };

  return {
    add: (key, item) =>
      new Promise((resolve, reject) => {
        const waiting = { item, resolve, reject };
        const queue = queues.get(key);
        if (queue) {
          queue.push(waiting);
          return;
        }
        const started = [waiting];
        queues.set(key, started);
        void drain(key, started);
      }),
  };
}

/** Until everything has been handled that has arrived with whatever is handled now. */
function thisTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

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
   * Longest that whoever comes while a batch is under way, or soon after it, waits for others, in milliseconds. None for
   * those who come together anyway.
   */
  gatherMs?: number;
  /** Lets so many milliseconds go by. */
  pause?: (ms: number) => Promise<void>;
}

/** Where nothing else is asked for; milliseconds. */
const GATHER_MS = 4;
/**
 * So many wait for no others. A statement that seats one person takes 0.4 ms, eight 0.7 and twenty 1.0: more would make it
 * little cheaper, while a batch that begins now is worked on as the next one gathers.
 */
const ENOUGH = 8;
/**
 * For so long after a batch whoever comes is not alone: in a rush the first of those whom it let in are soon followed by the
 * others, and would else be taken without them. Milliseconds.
 */
const LINGER_MS = 10;

interface Waiting<T, R> {
  item: T;
  resolve: (value: R) => void;
  reject: (error: unknown) => void;
}

/** Those who wait for the next batch of a key. */
interface Queue<T, R> {
  waiting: Waiting<T, R>[];
  /** Tells whoever waits for there to be more of them. */
  onAdd?: () => void;
}

export function createBatches<T, R>(options: BatchesOptions<T, R>): Batches<T, R> {
  const { run, maxSize, inTurn, gatherMs = GATHER_MS, pause = sleep } = options;
  const queues = new Map<string, Queue<T, R>>();

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

  const untilThereAre = async (count: number, queue: Queue<T, R>, withinMs: number): Promise<void> => {
    if (queue.waiting.length >= count) return;
    const come = new Promise<void>((resolve) => {
      queue.onAdd = () => {
        if (queue.waiting.length >= count) resolve();
      };
    });
    await Promise.race([come, pause(withinMs)]);
  };

  const drain = async (key: string, queue: Queue<T, R>): Promise<void> => {
    for (let isFirst = true; ; isFirst = false) {
      // Whoever comes alone waits for nobody. Under load a little patience makes few large batches of many small ones.
      if (isFirst || gatherMs === 0) await thisTurn();
      else {
        await untilThereAre(1, queue, LINGER_MS);
        if (queue.waiting.length > 0) await untilThereAre(ENOUGH, queue, gatherMs);
      }
      if (queue.waiting.length === 0) break;
      // In its turn the batch takes along whoever has come until then.
      const next = (): Promise<void> => runOne(key, queue.waiting.splice(0, maxSize));
      await (inTurn ? inTurn(key, next) : next());
    }
    queues.delete(key);
  };

  return {
    add: (key, item) =>
      new Promise((resolve, reject) => {
        const known = queues.get(key);
        const queue: Queue<T, R> = known ?? { waiting: [] };
        queue.waiting.push({ item, resolve, reject });
        if (known) {
          known.onAdd?.();
          return;
        }
        queues.set(key, queue);
        void drain(key, queue);
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
